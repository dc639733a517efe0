"""Before a big run the expected number of false alarms is said, of the case's own pairs."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from secondtake.comparing import rates_of
from secondtake.errors import EvidenceDamaged
from secondtake.model.enums import Transition
from secondtake.model.evidence import Maker
from secondtake.model.footage import Shot
from secondtake.model.time import Span
from secondtake.workbench import open_bench
from secondtake.workbench.pipeline.comparison import Comparison, compare

MAKER = Maker(name="tester", version="1")


def shots(film: str, count: int) -> tuple[Shot, ...]:
    return tuple(
        Shot(
            exhibit=film * 64,
            number=n,
            span=Span.of_seconds(5 * n, 5 * n + 5, Fraction(1, 25)),
            transition=Transition.CUT,
            made_by=MAKER,
        )
        for n in range(count)
    )


def announced(folder: Path, own: int, control: int) -> list[str]:
    """What is said before the first shot is looked at."""
    told: list[str] = []

    # The films are not there: work ends where it would begin to look at them.
    with open_bench(folder / "case") as bench, pytest.raises(EvidenceDamaged):
        compare(
            Comparison(
                case=bench.case,
                by="tester",
                shots=shots("a", own),
                controls=shots("b", control),
                pool=bench.pool,
                progress=lambda stage, done, total: told.append(stage),
                fail=lambda *_: None,
                record=lambda *_: None,
            )
        )
    return told


def test_a_big_run_says_how_many_false_alarms_to_expect_before_it_begins(tmp_path: Path) -> None:
    told = announced(tmp_path, 16, 20)
    rates = [rates_of("takes", kind).false_alarm_rate for kind in ("retake", "copy", "same moment")]
    takes, copies, moments = (f"{120 * rate:.0f}" for rate in rates)

    assert told == [
        "420 pairs of shots to compare",
        f"Expected false alarms: about {takes} takes, {copies} copies, {moments} same moments",
    ]
    assert all(len(line) < 78 for line in told)


def test_a_small_run_says_nothing_of_it(tmp_path: Path) -> None:
    assert announced(tmp_path, 5, 0) == []
