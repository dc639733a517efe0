"""What a report counts over a whole case."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.export.found import JUDGE, finding, relation, retake

from secondtake.judging import Judgement
from secondtake.model.enums import Transition
from secondtake.model.footage import Shot
from secondtake.model.time import Span
from secondtake.workbench.report.assembly import alarms_expected


def shot(number: int) -> Shot:
    return Shot(
        exhibit="0" * 64,
        number=number,
        span=Span(start=number * 10, end=number * 10 + 10, tick=Fraction(1, 10)),
        transition=Transition.CUT,
        made_by=JUDGE,
    )


def test_findings_of_one_kind_count_the_alarms_of_their_pairs_once() -> None:
    two_takes = finding(1, retake(shot(0), shot(1))), finding(2, retake(shot(2), shot(3)))
    one_copy = finding(3, relation(shot(4), shot(5), "copy", 0.9))

    found = Judgement(findings=(*two_takes, one_copy), claimed=())

    assert alarms_expected(found) == pytest.approx(0.9 + 0.9)


def test_what_was_not_measured_expects_nothing_in_particular() -> None:
    moment = finding(1, relation(shot(0), shot(1), "same moment", 0.8))

    assert alarms_expected(Judgement(findings=(moment,), claimed=())) is None
