"""Takes grouped into set-ups: which shots are takes of one set-up."""

from __future__ import annotations

from collections.abc import Iterable

from secondtake.model.enums import RelationKind
from secondtake.model.findings import Relation

__all__ = ["LINK", "group_takes"]

LINK = 0.5
"""Score of a retake above which two shots are linked, as `kind` is decided by the highest score."""


def group_takes(relations: Iterable[Relation]) -> tuple[tuple[str, ...], ...]:
    """Set-ups, each the ids of its shots in the order of their names; the order of takes is open.

    Two shots are takes of one set-up when they were found to be a retake; copies and other
    cameras of a take join its set-up but make none by themselves. A weak link between two
    otherwise linked groups (less than half of the pairs compared) does not join them.
    """
    known = [
        r
        for r in relations
        if r.kind in (RelationKind.RETAKE, RelationKind.COPY, RelationKind.SAME_MOMENT)
    ]
    strong = [
        r for r in known if r.kind != RelationKind.RETAKE or r.score(RelationKind.RETAKE) >= LINK
    ]
    group: dict[str, set[str]] = {}
    for relation in sorted(strong, key=lambda r: (-max(s for _, s in r.scores), r.left, r.right)):
        left = group.setdefault(relation.left, {relation.left})
        right = group.setdefault(relation.right, {relation.right})
        if left is right or not _joins(left, right, strong):
            continue
        joined = left | right
        for shot in joined:
            group[shot] = joined
    takes = {shot for r in strong if r.kind == RelationKind.RETAKE for shot in (r.left, r.right)}
    found = {tuple(sorted(shots)) for shots in group.values() if len(shots & takes) >= 2}
    return tuple(sorted(found))


def _joins(left: set[str], right: set[str], relations: list[Relation]) -> bool:
    between = sum(
        (r.left in left and r.right in right) or (r.left in right and r.right in left)
        for r in relations
    )
    return between * 2 >= min(len(left), len(right))
