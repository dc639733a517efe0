"""Shots grouped into takes, and takes into set-ups: which recordings are takes of one set-up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from secondtake.model.enums import RelationKind
from secondtake.model.findings import Alignment, Relation
from secondtake.model.report import TakePart
from secondtake.model.time import Span

__all__ = ["LINK", "SetUp", "group_takes"]

LINK = 0.5
"""Score of a retake above which two takes are linked, as `kind` is decided by the highest score."""
DENIES = (RelationKind.RETAKE, RelationKind.DIFFERENT)
"""What two shots must not be called to be of one take, whatever others say."""

Take = tuple[TakePart, ...]
SetUp = tuple[Take, ...]


def group_takes(relations: Iterable[Relation]) -> tuple[SetUp, ...]:
    """Set-ups, each with its takes, each with the shots that show it; the order of takes is open.

    Copies and other cameras of one moment show one take, unless two of its shots themselves are
    called a retake or different. A shot that holds two copied stretches, one after the other, whose
    other sides deny each other spans a missed cut: it stands in both takes, each with its part.
    Takes are of one set-up when shots of them were found to be a retake. A weak link between two
    otherwise linked groups (less than half of the pairs compared) does not join them.
    """
    known = list(relations)
    denied = {frozenset((r.left, r.right)) for r in known if r.kind in DENIES}
    parts = _parts(known, denied)
    takes = _takes(known, denied, parts)
    return _set_ups(
        [r for r in known if r.kind == RelationKind.RETAKE and r.best >= LINK], parts, takes
    )


Parts = dict[str, tuple[TakePart, ...]]
"""The parts of each shot: mostly one, the whole of it."""


def _parts(relations: Sequence[Relation], denied: set[frozenset[str]]) -> Parts:
    stretches: dict[str, list[tuple[Span, str]]] = {}
    parts: Parts = {}
    for r in relations:
        for mine, other in ((r.left, r.right), (r.right, r.left)):
            parts[mine] = (TakePart(shot=mine, span=None),)
            if r.kind == RelationKind.COPY and r.alignment:
                stretches.setdefault(mine, []).append((_hull(r.alignment, mine == r.left), other))
    for shot, found in stretches.items():
        spans = _apart([span for span, _ in found])
        split = any(
            frozenset((one[1], two[1])) in denied and not _shared(one[0], two[0])
            for one in found
            for two in found
        )
        if split and len(spans) > 1:
            parts[shot] = tuple(TakePart(shot=shot, span=span) for span in spans)
    return parts


def _hull(alignment: Sequence[Alignment], left: bool) -> Span:
    spans = [a.left if left else a.right for a in alignment]
    return Span(
        start=min(s.start for s in spans), end=max(s.end for s in spans), tick=spans[0].tick
    )


def _apart(spans: Sequence[Span]) -> list[Span]:
    """Spans of one clock, those that overlap joined, in order of time."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if joined and _shared(joined[-1], span):
            joined[-1] = replace(joined[-1], end=max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _shared(one: Span, other: Span) -> int:
    """Ticks that two spans of one clock have in common."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _part(parts: Parts, shot: str, span: Span | None) -> TakePart:
    """The part of a shot in which most of a span lies."""
    return max(
        parts[shot],
        key=lambda p: 0 if span is None or p.span is None else _shared(p.span, span),
    )


def _ends(r: Relation, parts: Parts) -> tuple[TakePart, TakePart]:
    """The parts of both shots that a relation speaks of."""
    left, right = (_hull(r.alignment, side) if r.alignment else None for side in (True, False))
    return _part(parts, r.left, left), _part(parts, r.right, right)


def _takes(
    relations: Sequence[Relation], denied: set[frozenset[str]], parts: Parts
) -> dict[TakePart, frozenset[TakePart]]:
    """The take of each part, the surest links made first."""
    take = {part: frozenset((part,)) for several in parts.values() for part in several}
    same = [r for r in relations if r.kind in (RelationKind.COPY, RelationKind.SAME_MOMENT)]
    for r in sorted(same, key=lambda r: (-r.best, r.left, r.right)):
        left, right = (take[part] for part in _ends(r, parts))
        apart = (
            a.shot == b.shot or frozenset((a.shot, b.shot)) in denied for a in left for b in right
        )
        if left != right and not any(apart):
            take |= dict.fromkeys(left | right, left | right)
    return take


def _set_ups(
    retakes: Sequence[Relation], parts: Parts, take: dict[TakePart, frozenset[TakePart]]
) -> tuple[SetUp, ...]:
    group = {one: frozenset((one,)) for one in take.values()}
    surest = sorted(retakes, key=lambda r: (-r.best, r.left, r.right))
    linked = [tuple(take[part] for part in _ends(r, parts)) for r in surest]
    for left, right in linked:
        one, two = group[left], group[right]
        between = sum((a in one and b in two) or (a in two and b in one) for a, b in linked)
        if one != two and 2 * between >= min(len(one), len(two)):
            group |= dict.fromkeys(one | two, one | two)
    found = {
        tuple(sorted((tuple(sorted(one, key=_place)) for one in takes), key=_first))
        for takes in group.values()
        if len(takes) > 1
    }
    return tuple(sorted(found, key=lambda set_up: _first(set_up[0])))


def _place(part: TakePart) -> tuple[str, int]:
    return part.shot, part.span.start if part.span else 0


def _first(take: Take) -> tuple[str, int]:
    return _place(take[0])
