"""Checks 8 and 9 of the gate: what people saw, and how they weighed other explanations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from secondtake.judging.messages import NOTES
from secondtake.model.enums import CheckState, Expected, ReviewDecision
from secondtake.model.findings import Relation, Review
from secondtake.model.names import one_spelling
from secondtake.model.reasons import Reason

__all__ = ["Beside", "InWords", "reviewed", "weighed"]

REVIEWERS = 2

InWords = Callable[[Reason], str]
"""How a reason is put into words inside a sentence. Judging writes findings whose names hang on
their sentences, and knows no face; whoever asks it gives it the words of the faces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What the gate asks beside the relations of a finding.

    ``reviews`` are those of this finding. ``controls`` are relations of pairs in which one shot
    at least is control footage: footage of the same kind, known to be something else.
    ``in_words`` puts reasons into words.
    """

    in_words: InWords
    reviews: tuple[Review, ...] = ()
    controls: tuple[Relation, ...] = ()

    def latest(self) -> tuple[Review, ...]:
        """Each reviewer's newest word, in the order they first spoke.

        Two spellings of one name are one person: nobody becomes two by writing it otherwise.
        """
        return tuple({one_spelling(r.reviewer): r for r in self.reviews}.values())

    def blind(self) -> frozenset[str]:
        """Who was blind all along, by ``one_spelling`` of their names: nobody becomes blind again
        after a look with the claim.
        """
        seeing = {one_spelling(r.reviewer) for r in self.reviews if not r.blind}
        return frozenset(one_spelling(r.reviewer) for r in self.reviews) - seeing

    def weights(self) -> dict[str, dict[str, Expected]]:
        """Explanation -> reviewer -> the weight each reviewer's newest word gives it."""
        told: dict[str, dict[str, Expected]] = {}
        for review in self.latest():
            for explanation, weight in review.weights:
                told.setdefault(explanation, {})[review.reviewer] = weight
        return told

    def because(self, explanation: str) -> tuple[str, ...]:
        """Why reviewers weigh an explanation as they do, each in their own words."""
        return tuple(
            f"{review.reviewer}: “{why}”"
            for review in self.latest()
            for name, why in review.because
            if name == explanation
        )


def reviewed(beside: Beside) -> tuple[CheckState, str]:
    """Check 8: two who agree, the first of them blind; disagreement is told."""
    latest, blind = beside.latest(), beside.blind()
    if not latest:
        return CheckState.OPEN, NOTES["reviewers"].format(count=0)
    counts = [(d, sum(r.decision == d for r in latest)) for d in ReviewDecision]
    told = ", ".join(f"{count} {decision}" for decision, count in counts if count)
    note = NOTES["reviewed"].format(count=len(latest), told=told, blind=len(blind))
    if len({r.decision for r in latest}) > 1:
        return CheckState.OPEN, note + NOTES["disagree"]
    if len(latest) < REVIEWERS or not blind or latest[0].decision == ReviewDecision.CANNOT_TELL:
        return CheckState.OPEN, note
    # Whoever looks second may have heard of the first: the blind look has to come before another.
    if not any(one_spelling(r.reviewer) in blind for r in latest[:-1]):
        return CheckState.OPEN, note + NOTES["blind last"]
    return (
        CheckState.PASSED if latest[0].decision == ReviewDecision.SEES_IT else CheckState.FAILED
    ), note


def weighed(beside: Beside) -> tuple[CheckState, str]:
    """Check 9: somebody weighed the explanations, and those who did agree."""
    who = ", ".join(r.reviewer for r in beside.latest() if r.weights)
    if not who:
        return CheckState.OPEN, NOTES["weighed"]
    apart = [name for name, by in beside.weights().items() if len(set(by.values())) > 1]
    if apart:
        return CheckState.OPEN, NOTES["weighed apart"].format(who=who, apart=", ".join(apart))
    return CheckState.PASSED, NOTES["weighed by"].format(who=who)
