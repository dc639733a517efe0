"""The built-in example is what its truth says, and the report says the right thing about it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests import frozen

from secondtake.workbench import open_bench

HARBOUR = Path(__file__).parents[2] / "examples" / "harbour"
TRUTH = json.loads((HARBOUR / "truth.json").read_text(encoding="utf-8"))

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


@pytest.mark.parametrize("truth", TRUTH["claims"], ids=lambda t: t["quote"][:30])
def test_each_claim_gets_its_state_and_the_findings_that_bear_on_it(
    report: dict[str, Any], truth: dict[str, Any]
) -> None:
    claims = {c["id"]: c for r in report["readings"] for c in r["claims"]}
    claim = next(c for c in claims.values() if truth["quote"] in c["quote"])
    became = next(c for c in report["claimed"] if c["claim"] == claim["id"])

    assert became["state"] == truth["state"]
    for field in ("ties", "others"):
        assert told(report, became[field]) == sorted(truth[field]), field


def told(report: dict[str, Any], ties: list[dict[str, str]]) -> list[str]:
    """What is tied: kinds of findings, of differences with what differs, each kind once."""
    kinds = {f["id"]: f["kind"] for f in report["findings"]}
    found = set()
    for tie in ties:
        kind, what = kinds[tie["finding"]], tie["what"]
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
