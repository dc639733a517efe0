"""The verb dismiss: a finding is set aside or taken back, after saying what falls with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from secondtake.errors import InputInvalid
from secondtake.model.enums import EventAction, FindingKind, FindingState
from secondtake.model.findings import Dismissal, Finding
from secondtake.workbench.bench import Bench
from secondtake.workbench.report import assembly
from secondtake.workbench.report.numbering import numbering
from secondtake.workbench.verbs.named_findings import named, told
from secondtake.workbench.verbs.reviews import require_name

__all__ = ["Plan", "dismiss", "plan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What setting a finding aside, or taking that back, does, before it is done.

    ``changed``: the findings that fall, or with ``undo`` come back; ``stay``: all others about
    footage. Each is told as its name and its sentence. ``reviews``: reviews of findings that fall;
    they are kept. ``said`` is what ``dismiss`` records.
    """

    finding: str
    undo: bool
    said: tuple[Dismissal, ...]
    changed: tuple[str, ...]
    stay: tuple[str, ...]
    reviews: int


def plan(bench: Bench, finding: str, *, note: str = "", undo: bool = False) -> Plan:
    """What ``dismiss`` would record, and what of the findings falls and stays.

    Of a finding about differences only these are set aside; of any other its pairs of shots, and
    with them what differs between the two. Raises ``InputInvalid`` without a name, and for a
    finding that is not there or cannot be taken back by itself.
    """
    require_name(bench)
    held = bench.numbered()  # before and after are told by the same numbers
    meant, name = named(replace(held, dismissals=()) if undo else held, finding)
    said = tuple(
        Dismissal(
            left=left,
            right=right,
            reviewer=bench.by,
            note=note,
            at=datetime.now(UTC).replace(microsecond=0),
            undone=undo,
            kind=kind,
        )
        for left, right in meant.relations
        for kind in _kinds(held, meant, name, undo=undo)
    )
    keys = {(d.left, d.right, d.of_differences) for d in said}
    left = tuple(d for d in held.dismissals if (d.left, d.right, d.of_differences) not in keys)
    then = replace(held, dismissals=left if undo else (*left, *said))
    fuller, fewer = (then, held) if undo else (held, then)
    before, after = _names(fuller), _names(fewer)
    return Plan(
        finding=name,
        undo=undo,
        said=said,
        changed=tuple(text for n, (_, text) in before.items() if n not in after),
        stay=tuple(text for _, text in after.values()),
        reviews=sum(
            r.finding == f.id
            for n, (f, _) in before.items()
            if n not in after
            for r in held.reviews
        ),
    )


def dismiss(
    bench: Bench, finding: str, *, note: str = "", undo: bool = False
) -> tuple[Dismissal, ...]:
    """Set a finding aside, or take that back; appended, the newest word counts.

    The pairs stay in the table of relations and raise no finding, also when the case is checked
    again with more footage; reviews are kept. Raises as ``plan`` does.
    """
    said = plan(bench, finding, note=note, undo=undo).said
    bench.case.record(EventAction.DISMISSED, actor=bench.by, records=list(said))
    bench.numbered()
    return said


def _kinds(
    held: assembly.Gathered, meant: Finding, name: str, *, undo: bool
) -> tuple[FindingKind | None, ...]:
    """Of what kind the dismissals are that set the finding aside, or that take it back."""
    if not undo or meant.kind != FindingKind.DIFFERENCE:
        return (meant.kind,)
    standing = [d for d in held.dismissals if (d.left, d.right) in meant.relations]
    whole = next((d for d in standing if not d.of_differences), None)
    if whole is not None and whole.kind is not None:
        raise InputInvalid(
            f"{name} fell with the {whole.kind} of its pair of shots.",
            advice="Take that finding back: dismiss it with --undo.",
        )
    kinds = {d.kind for d in standing} or {meant.kind}
    return tuple(kinds)


def _names(held: assembly.Gathered) -> dict[str, tuple[Finding, str]]:
    """The findings about footage by name, each with its name and sentence, in that order."""
    found = assembly.judgement(held).findings
    numbers = numbering(held, found)
    names = numbers.names
    shown = [f for f in found if f.state != FindingState.NOTHING_FOUND]
    shown.sort(key=lambda f: numbers.place(f.id))
    return {names[f.id]: (f, told(f, names)) for f in shown}
