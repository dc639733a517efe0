"""The built-in example is what its truth says, and the report says the right thing about it."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests import frozen

from secondtake.judging import Judgement
from secondtake.model.enums import FindingKind
from secondtake.model.report import Tie
from secondtake.model.text import Reading
from secondtake.workbench import judgement, open_bench, read

HARBOUR = Path(__file__).parents[2] / "examples" / "harbour"
FACT_CHECK = HARBOUR.with_name("harbour-fact-check")
"""A page of another style about the same films."""
TRUTH = json.loads((HARBOUR / "truth.json").read_text(encoding="utf-8"))
KEYS = [
    (example.name, claim)
    for example in (HARBOUR, FACT_CHECK)
    for claim in json.loads((example / "truth.json").read_text(encoding="utf-8"))["claims"]
]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("harbour")
    subprocess.run([sys.executable, str(HARBOUR / "render.py"), str(out)], check=True)
    return out


@pytest.fixture(scope="module")
def report(rendered: Path) -> dict[str, Any]:
    with open_bench(rendered / "case", by="tests") as bench:
        bench.check(rendered / "page.html", rendered / "film.mp4", rendered / "agency.mp4")
        assert bench.failures == []
    return json.loads((rendered / "case" / "report.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def named(report: dict[str, Any]) -> dict[str, str]:
    """What the truth calls each shot, by the shot's id."""
    films = {e["name"]: e["digest"] for e in report["exhibits"]}
    return {
        f"{films[name][:12]}:{number}": shot["shot"]
        for name, shots in TRUTH["films"].items()
        for number, shot in enumerate(shots)
    }


def test_the_films_are_small_and_the_shots_lie_where_they_were_cut(
    rendered: Path, report: dict[str, Any]
) -> None:
    films = {e["digest"]: e["name"] for e in report["exhibits"]}
    found: dict[str, list[dict[str, Any]]] = {}
    for shot in report["shots"]:
        found.setdefault(films[shot["exhibit"]], []).append(shot)

    assert sum(p.stat().st_size for p in rendered.glob("*.mp4")) < 20_000_000
    for name, shots in TRUTH["films"].items():
        assert [s["transition"] for s in found[name]] == [s["transition"] for s in shots]
        for told, true in zip(found[name], shots, strict=True):
            tick = secondtake_fraction(told["span"]["tick"])
            assert abs(told["span"]["start"] * tick - true["start"]) < 0.25


def secondtake_fraction(text: str) -> float:
    numerator, _, denominator = text.partition("/")
    return int(numerator) / int(denominator)


def test_every_relation_is_the_true_one(report: dict[str, Any], named: dict[str, str]) -> None:
    found = {
        frozenset((named[r["left"]], named[r["right"]])): r["kind"] for r in report["relations"]
    }
    wrong = [
        (truth["left"], truth["right"], truth["kinds"], found[pair])
        for truth in TRUTH["relations"]
        if found[pair := frozenset((truth["left"], truth["right"]))] not in truth["kinds"]
    ]

    assert wrong == []


def test_the_differences_between_takes_are_named(
    report: dict[str, Any], named: dict[str, str]
) -> None:
    found = {
        frozenset((named[r["left"]], named[r["right"]])): " ".join(
            d["what"]["sentence"] for d in r["differences"]
        )
        for r in report["relations"]
    }

    for truth in TRUTH["differences"]:
        told = found[frozenset((truth["left"], truth["right"]))]
        assert [what for what in truth["what"] if what not in told] == []


@pytest.fixture(scope="module")
def judged(rendered: Path, report: dict[str, Any]) -> dict[str, tuple[Reading, Judgement]]:
    """Both example pages judged on the films of the one case."""
    assert report["findings"]
    found = {}
    with open_bench(rendered / "case", by="tests") as bench:
        held = bench.gathered()
    for example in (HARBOUR, FACT_CHECK):
        page = read((example / "page.html").read_bytes())
        found[example.name] = page, judgement(replace(held, readings=(page,)))
    return found


@pytest.mark.parametrize(
    ("example", "truth"), KEYS, ids=[f"{name}: {truth['quote'][:30]}" for name, truth in KEYS]
)
def test_each_claim_gets_its_state_and_the_findings_that_bear_on_it(
    judged: dict[str, tuple[Reading, Judgement]], example: str, truth: dict[str, Any]
) -> None:
    page, found = judged[example]
    claim = next(c for c in page.claims if truth["quote"] in c.quote)
    became = next(c for c in found.claimed if c.claim == claim.id)
    kinds = {f.id: f.kind for f in found.findings}

    assert became.state == truth["state"]
    assert told(kinds, became.ties) == sorted(truth["ties"])
    assert told(kinds, became.others) == sorted(truth["others"])


def told(kinds: dict[str, FindingKind], ties: tuple[Tie, ...]) -> list[str]:
    """What is tied: kinds of findings, of differences with what differs, each once."""
    found = set()
    for tie in ties:
        kind, what = kinds[tie.finding], tie.what
        if kind == "none":
            continue  # what was looked for and not found
        part = next((p for p in ("upper body", "right third") if p in what), None)
        if part or not what:
            found.add(f"{kind}: {part}" if part else kind)
    return sorted(found)


def test_rendering_twice_gives_the_same_bytes(rendered: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(HARBOUR / "render.py"), str(tmp_path)], check=True)

    for film in ("film.mp4", "agency.mp4"):
        assert (tmp_path / film).read_bytes() == (rendered / film).read_bytes()


def test_the_report_is_as_it_was_when_it_was_frozen(report: dict[str, Any]) -> None:
    held = json.loads(frozen.REPORT.read_text(encoding="utf-8"))

    assert frozen.differences(held, frozen.plain_report(report)) == []
