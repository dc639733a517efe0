"""Every word of a desk's pages stands in one place: none in a template, none left over."""

from __future__ import annotations

import re
from pathlib import Path

from secondtake import serve
from secondtake.serve.serve_words import WORDS
from secondtake.web.messages import WORDS as WORKBENCH

HERE = Path(serve.__file__).parent


def test_no_template_holds_a_word_of_its_own() -> None:
    for path in sorted((HERE / "templates").glob("*.html")):
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", path.read_text("utf-8"), flags=re.DOTALL)
        between = re.sub(r"<[^>]*>", "|", text)

        assert re.findall(r"[A-Za-z]{2,}", between) == [], path.name


def test_every_word_that_is_asked_for_is_there_and_none_is_left_over() -> None:
    own = (p for p in HERE.rglob("*") if p.suffix in (".html", ".py"))
    files = [p for p in own if p.stem != "serve_words"]
    text = "\n".join(p.read_text("utf-8") for p in files)
    frame = (HERE.parent / "web" / "templates" / "frame.html").read_text("utf-8")
    asked = set(re.findall(r"""word\(["']([a-z_.]+)["'][,)]""", text))
    built = set(re.findall(r"""word\(["']([a-z_.]+\.)["'] ~""", text + frame))
    quoted = set(re.findall(r"""["']([a-z_]+\.[a-z_.]+|works_nobody)["']""", text + frame))

    assert sorted(asked - set(WORDS) - set(WORKBENCH)) == []
    assert [n for n in WORDS if n not in quoted and not n.startswith(tuple(built))] == []
