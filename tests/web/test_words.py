"""Every word people read stands in one place: none in a template, none in a script."""

from __future__ import annotations

import re
from pathlib import Path

from secondtake import web
from secondtake.web.messages import WORDS

HERE = Path(web.__file__).parent


def test_no_template_holds_a_word_of_its_own() -> None:
    for path in sorted((HERE / "templates").glob("*.html")):
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", path.read_text("utf-8"), flags=re.DOTALL)
        between = re.sub(r"<[^>]*>", "|", text)
        spoken = re.findall(r'(?:aria-label|alt|title|placeholder)="[^"]*[A-Za-z]{2}', text)

        assert re.findall(r"[A-Za-z]{2,}", between) == [], path.name
        assert spoken == [], path.name


def test_no_script_holds_a_sentence() -> None:
    for path in sorted((HERE / "static").glob("*.js")):
        code = re.sub(r"//[^\n]*", "", path.read_text("utf-8"))
        texts = re.findall(r'"((?:[^"\\\n]|\\.)*)"', code)

        assert [t for t in texts if re.search(r"[A-Z][a-z]+ [a-z]+", t)] == [], path.name


def test_every_word_that_is_asked_for_is_there_and_none_is_left_over() -> None:
    sources = [p.read_text("utf-8") for p in HERE.rglob("*") if p.suffix in (".html", ".py", ".js")]
    text = "\n".join(s for s in sources if "_WORDS: dict" not in s and "WORDS: dict" not in s)
    asked = set(re.findall(r"""(?:word|say|told)\(["']([a-z_.]+)["'][,)]""", text))
    built = set(re.findall(r"""word\(["']([a-z_.]+\.)["'] ~""", text))
    ours = {name for name in asked if "." in name and name.split(".")[0] in _parts()}

    assert [n for n in ours if n not in WORDS and not _of_the_report(n)] == []
    left = [
        name
        for name in WORDS
        if f'"{name}"' not in text
        and f"'{name}'" not in text
        and not any(name.startswith(b) for b in built)
        and not re.fullmatch(r".*\.(one|many)", name)
    ]

    assert left == []


def _parts() -> set[str]:
    return {name.split(".")[0] for name in WORDS}


def _of_the_report(name: str) -> bool:
    from secondtake.export.messages.report_words import WORDS as REPORT

    return name in REPORT
