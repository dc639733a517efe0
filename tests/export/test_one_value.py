"""A claim's heading, whether footage could test it, and the summary are never at odds."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from tests.export import sample
from tests.judging.test_judge import a_reading, judged, relation, shots

from secondtake.export.messages.report_words import say_state
from secondtake.export.pages.sections.claims import pages
from secondtake.export.pages.sections.labels import Names
from secondtake.export.pages.sections.summary import summary
from secondtake.model.enums import ClaimCheck, ClaimState, Testable
from secondtake.model.report import Report

A, B = shots(2)
ANSWERS = {
    ClaimState.FINDINGS: ("Yes", "Partly"),
    ClaimState.NOTHING_FOUND: ("Yes", "Partly"),
    ClaimState.FOR_A_PERSON: ("Yes, by a person who looks", "Partly, by a person who looks"),
    ClaimState.COULD_NOT_LOOK: ("Yes", "Partly", "Not known: its language is not read"),
    ClaimState.NOT_BY_FOOTAGE_ALONE: ("Yes, not by footage alone", "Partly, not by footage alone"),
    ClaimState.NOT_FROM_FOOTAGE: ("No",),
}


@pytest.mark.parametrize("kind", ["retake", "copy", "same moment", "different", None])
def test_every_label_of_a_claim_comes_from_its_state(kind: str | None) -> None:
    found = judged((relation(A, B, kind),) if kind else (), footage=kind is not None)
    report: Report = replace(sample.bare(), readings=(a_reading(),), claimed=found.claimed)
    (page,) = pages(report, Names(report))

    assert len(page.cards) == len(Testable) * len(ClaimCheck)
    for card in page.cards:
        assert card.became is not None
        assert str(card.testable) in ANSWERS[card.became.state], card.claim
        unread = card.claim.testable == Testable.UNKNOWN
        assert unread == (str(card.testable) == "Not known: its language is not read")
        never = not unread and (
            card.claim.testable == Testable.NO or card.claim.check in ("none", "prior-statement")
        )
        assert (card.became.state == ClaimState.NOT_FROM_FOOTAGE) == never
        assert say_state("claims.state", card.became.state) != card.became.state
    counted = [int(n) for n in re.findall(r"(\d+) (?:with|for|that)", " ".join(summary(report)))]
    assert sum(counted) == len(page.cards)
