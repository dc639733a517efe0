"""What the terminal shows of findings: at the end of a check, when reviewed, before a dismissal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from secondtake import workbench
from secondtake.cli.messages import RECORDED, STATES
from secondtake.cli.printing import note, plain_text, withdrawn
from secondtake.cli.wrapping import wrapped
from secondtake.model.enums import FindingState
from secondtake.model.findings import Review

__all__ = ["planned", "reviewed", "reviewed_blind", "summary"]


def planned(plan: Any) -> None:
    """Which findings fall when one is set aside, or come back, and which stay."""
    words = ("Comes back", "Stays") if plan.undo else ("Falls", "Stays")
    for word, sentences in zip(words, (plan.changed, plan.stay), strict=True):
        for sentence in sentences:
            print(wrapped(plain_text(sentence), first=f"{word + ':':<12} ", indent=" " * 13))
        if not sentences:
            print(f"{word + ':':<12} nothing.")
    if plan.reviews and not plan.undo:
        print(f"Reviews of what falls are kept: {plan.reviews}.")


def reviewed(name: str, sentence: str) -> None:
    """The finding that a review was recorded of."""
    print(wrapped(plain_text(sentence), first=f"{name}: ", indent="    "))
    note(RECORDED)


def reviewed_blind(reviews: Sequence[Review], names: Mapping[str, str]) -> None:
    """What was recorded of a file of blind answers, a line each."""
    for said in reviews:
        text = f"{said.decision}. {said.note}"
        print(wrapped(plain_text(text), first=f"{names[said.finding]}: ", indent="    "))
    note(RECORDED)


def summary(report: Any, case: Path, also: Sequence[workbench.Exports] = ()) -> None:
    """The end of a check: claims, footage, findings, failures, and where the report is.

    ``also``: what else was written.
    """
    print()
    films = sum(reel.has_picture and not reel.still for reel in report.reels)
    claims = len(report.claimed)
    print(
        f"{claims} claim{'s' * (claims != 1)} · {films} film{'s' * (films != 1)} · "
        f"{len(report.shots)} shots · {report.pairs_compared} of {report.pairs_possible} pairs of "
        f"shots compared"
    )
    for state, words in STATES.items():
        number = sum(c.state == state for c in report.claimed)
        if number:
            print(f"  {number:>3} claim{'s' * (number != 1)}: {words}")
    names = workbench.labels(report)
    order = {n.subject: n.number for n in report.numbers}
    last = len(order) + max(order.values(), default=0)
    for f in sorted(
        report.findings,
        key=lambda f: (f.state == FindingState.NOTHING_FOUND, order.get(f.id, last)),
    ):
        text = f"[{f.state}] {f.sentence}"
        print("\n" + wrapped(plain_text(text), first=f"{names[f.id]:<4}  ", indent="      "))
    for sentence in report.not_examined:
        print("\n" + wrapped(plain_text(sentence), first="not examined: ", indent="  "))
    withdrawn(report.withdrawn)
    print(f"\nThe report: {case / 'report.html'}")
    for written in also:
        files = ", ".join(name for name, _ in written.files)
        print(wrapped(plain_text(f"In {written.folder}: {files}"), indent="  "))
