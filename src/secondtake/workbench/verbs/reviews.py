"""What people say of findings: a page to look at without the claim, and answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from secondtake.errors import InputInvalid
from secondtake.export.messages.blind_words import answered
from secondtake.export.pages.blind_review_page import blind_page, write_blind
from secondtake.model.enums import EventAction, Expected, FindingKind, RelationKind, ReviewDecision
from secondtake.model.findings import Finding, Review
from secondtake.model.membership import member
from secondtake.model.names import one_spelling, shown
from secondtake.workbench.bench import Bench
from secondtake.workbench.handover.format_export import require_outside
from secondtake.workbench.report import assembly
from secondtake.workbench.verbs.blind_answer_file import answers_in
from secondtake.workbench.verbs.named_findings import named

__all__ = ["decided", "from_file", "page", "require_name", "review"]

NOBODY = "not given"
"""Who works when nobody said; a review without a name would be nobody's."""


def page(bench: Bench, destination: Path) -> Path:
    """Write the findings' pictures, without claims or scores, for a reviewer who is blind.

    Raises ``InputInvalid`` for a file in the case, which holds nothing but its own.
    """
    require_outside(bench.case, destination.parent)
    made = assembly.report(
        bench.nameless(bench.numbered()),
        bench.pool,
        drawn_by=bench.by,
        redacted=True,
        progress=bench.progress,
        fail=bench.fail_once,
    )
    return write_blind(destination, blind_page(made))


def review(
    bench: Bench,
    finding: str,
    decision: str,
    *,
    note: str = "",
    blind: bool = False,
    weights: Sequence[tuple[str, str]] = (),
    because: Sequence[tuple[str, str]] = (),
    own: tuple[str, str] | None = None,
) -> Review:
    """Record what a person thinks of a finding; appended, the newest word of each counts.

    ``because``: explanations with why they are weighed so; ``own``: another explanation that the
    reviewer adds, with its weight.
    Raises ``InputInvalid`` without a name, and for a finding, an explanation or a weight that is
    not there.
    """
    require_name(bench)
    meant, _ = named(bench.numbered(), finding)
    weighed = _weighed(meant, weights)
    if own is not None and own[0].strip():
        added = f"“{shown(own[0].strip())}”"
        weighed = (*weighed, (added, _weight(own[1])))
    said = Review(
        finding=meant.id,
        reviewer=bench.by,
        decision=member(ReviewDecision, decision, "Review.decision"),
        note=note,
        at=_now(),
        blind=blind,
        weights=weighed,
        because=tuple((name, why.strip()) for name, why in because if why.strip()),
    )
    bench.case.record(EventAction.REVIEWED, actor=bench.by, records=[said])
    return said


def from_file(bench: Bench, file: Path) -> tuple[Review, ...]:
    """Record what somebody answered on the page for a blind review, all of it or nothing.

    A finding is seen where the answer is its kind, and not seen where it is another; of
    differences the page does not ask. Raises ``InputInvalid`` without a name, for a file that the
    page did not save, and for findings that are not there.
    """
    require_name(bench)
    held = bench.numbered()
    findings = {f.id: f for f in assembly.judgement(held).findings if f.relations}
    answers = answers_in(file, bench.case.id)
    if any(name not in findings for one in answers for name in one.findings):
        raise InputInvalid(
            f"{shown(file.name)} answers about findings that the case no longer has; nothing was "
            "recorded.",
            advice="Write the page again with `secondtake review --html`, and have it answered.",
        )
    said = [
        Review(
            finding=name,
            reviewer=bench.by,
            decision=decided(one.answer, findings[name].kind),
            note=" ".join((answered(one.answer), one.note)).strip(),
            at=_now(),
            blind=True,
        )
        for one in answers
        for name in one.findings
        if findings[name].kind != FindingKind.DIFFERENCE
    ]
    bench.case.record(EventAction.REVIEWED, actor=bench.by, records=said)
    return tuple(said)


def decided(answer: RelationKind, kind: FindingKind) -> ReviewDecision:
    """What an answer to the open question says of a finding of that kind."""
    if answer == RelationKind.UNDECIDED:
        return ReviewDecision.CANNOT_TELL
    same = answer.value == kind.value
    return ReviewDecision.SEES_IT if same else ReviewDecision.DOES_NOT_SEE_IT


def require_name(bench: Bench) -> None:
    """Raise ``InputInvalid`` where nobody is named: what a person decides needs one."""
    if one_spelling(bench.by) in ("", one_spelling(NOBODY)):
        raise InputInvalid("A decision needs a name.", advice='Say who decides: --by "NAME".')


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _weighed(
    finding: Finding, weights: Sequence[tuple[str, str]]
) -> tuple[tuple[str, Expected], ...]:
    explanations = {a.explanation for a in finding.alternatives}
    for explanation, _ in weights:
        if explanation not in explanations:
            raise InputInvalid(
                f"{explanation} is not an explanation of {finding.id}.",
                advice=f"It has: {'; '.join(sorted(explanations))}.",
            )
    return tuple((explanation, _weight(weight)) for explanation, weight in weights)


def _weight(weight: str) -> Expected:
    words = [one.value for one in Expected]
    if weight not in words:
        raise InputInvalid(
            f"{weight or 'Nothing'} is not a weight.",
            advice=f"Weights are {', '.join(words)}.",
        )
    return Expected(weight)
