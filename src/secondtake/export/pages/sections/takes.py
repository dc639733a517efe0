"""Set-ups with their takes numbered: copies and other cameras of a take are the same take."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.export.pages.sections.labels import Names
from secondtake.export.pages.sections.pictures import Pictures
from secondtake.model.enums import FindingKind, RelationKind
from secondtake.model.report import Picture, Report, TakeGroup

__all__ = ["SetUp", "Take", "numbers", "set_ups"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One performance: its number, the shots that show it, and a still of the first."""

    number: int
    shots: tuple[str, ...]
    still: Picture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """One set-up and its takes. ``findings`` are the ids of those that rest on its shots."""

    name: str
    takes: tuple[Take, ...]
    findings: tuple[str, ...]


def set_ups(report: Report, names: Names, pictures: Pictures) -> tuple[SetUp, ...]:
    """The set-ups; takes are numbered in the order of the films, which is not that of time."""
    found = []
    for group in report.takes:
        shots = set(group.shots)
        rest = (
            f.id
            for f in report.findings
            if f.kind == FindingKind.RETAKE and any(left in shots for left, _ in f.relations)
        )
        takes = tuple(
            Take(number=number, shots=same, still=pictures.of_shot(same[0]))
            for number, same in enumerate(_takes(group, report, names), 1)
        )
        found.append(SetUp(name=group.name, takes=takes, findings=tuple(rest)))
    return tuple(found)


def numbers(report: Report, names: Names) -> dict[str, tuple[str, int]]:
    """Each shot of a set-up -> the set-up's letter and the number of its take."""
    return {
        shot: (group.name, number)
        for group in report.takes
        for number, same in enumerate(_takes(group, report, names), 1)
        for shot in same
    }


def _takes(group: TakeGroup, report: Report, names: Names) -> list[tuple[str, ...]]:
    """The group's shots, those of one recording or one moment together, in the films' order."""
    aside = {(d.left, d.right) for d in report.dismissals}
    ordered = sorted(group.shots, key=lambda shot: _place(shot, names))
    same = {shot: {shot} for shot in ordered}
    for r in report.relations:
        known = r.left in same and r.right in same and (r.left, r.right) not in aside
        if known and r.kind in (RelationKind.COPY, RelationKind.SAME_MOMENT):
            joined = same[r.left] | same[r.right]
            same.update(dict.fromkeys(joined, joined))
    takes = dict.fromkeys(tuple(s for s in ordered if s in same[shot]) for shot in ordered)
    return list(takes)


def _place(shot: str, names: Names) -> tuple[int, int, str]:
    known = names.shot_record(shot)
    if known is None:
        return (1 << 30, 0, shot)
    return names.film_number(known.exhibit), known.number, shot
