"""Set-ups with their takes numbered: copies and other cameras of a take are the same take."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.export.pages.sections.labels import Names
from secondtake.export.pages.sections.pictures import Pictures
from secondtake.model.enums import FindingKind
from secondtake.model.report import Picture, Report, TakeGroup, TakePart

__all__ = ["SetUp", "Take", "numbers", "set_ups"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """One performance: its number, the shots (or parts) that show it, a still of the first."""

    number: int
    parts: tuple[TakePart, ...]
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
            Take(number=number, parts=parts, still=pictures.of_shot(parts[0].shot))
            for number, parts in enumerate(_ordered(group, names), 1)
        )
        found.append(SetUp(name=group.name, takes=takes, findings=tuple(rest)))
    return tuple(found)


def numbers(report: Report, names: Names) -> dict[str, tuple[str, str]]:
    """Each shot of a set-up -> the set-up's letter and the number of its take, ``1+2`` for two."""
    told: dict[str, tuple[str, str]] = {}
    for group in report.takes:
        for number, parts in enumerate(_ordered(group, names), 1):
            for shot in dict.fromkeys(part.shot for part in parts):
                before = f"{told[shot][1]}+" if shot in told else ""
                told[shot] = group.name, f"{before}{number}"
    return told


def _ordered(group: TakeGroup, names: Names) -> list[tuple[TakePart, ...]]:
    """The group's takes and the shots of each, in the films' order."""
    takes = [tuple(sorted(take, key=lambda part: _place(part, names))) for take in group.takes]
    return sorted(takes, key=lambda take: _place(take[0], names))


def _place(part: TakePart, names: Names) -> tuple[int, int, float, str]:
    start = part.span.seconds[0] if part.span else 0.0
    known = names.shot_record(part.shot)
    if known is None:
        return 1 << 30, 0, start, part.shot
    return names.film_number(known.film), known.number, start, part.shot
