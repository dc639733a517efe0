"""What the terminal shows of how two films are related."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from secondtake.cli.messages import KINDS
from secondtake.cli.printing import clock, plain_text, said
from secondtake.cli.wrapping import columns, wrapped
from secondtake.model.difference_size import extent
from secondtake.model.film_key import picture_name
from secondtake.model.findings import Alignment, Difference, Relation
from secondtake.model.footage import Shot

__all__ = ["relation"]

MOST_SENTENCES = 2
"""Aligned stretches that are told in sentences; more are a table."""


def relation(related: Any, left: str, right: str) -> None:
    """How two films are related: which shots, scores, reasons, what is missing, the other pairs."""
    found = related.closest
    one, two = related.sides
    names = [plain_text(picture_name(n, s.stream)) for n, s in ((left, one), (right, two))]
    print(f"{names[0]} and {names[1]}: {KINDS.get(found.kind, found.kind)}")
    if len(related.left) + len(related.right) > 2:
        print(f"  on the left {_shot_of(one, related.left)}")
        print(f"  on the right {_shot_of(two, related.right)}")
    for kind, score in sorted(found.scores, key=lambda item: -item[1]):
        print(f"  {KINDS.get(kind, kind):<12} {score:5.2f}  {'█' * round(score * 30)}")
    _aligned(found.alignment)
    for reason in found.because:
        print(wrapped(said(reason), first="  reason: ", indent="    "))
    for d in found.differences:
        print(wrapped(_differs(d), first="  differs: ", indent="    "))
    for reason in found.missing:
        print(wrapped(said(reason), first="  missing: ", indent="    "))
    _others([r for r in related.relations if r is not found], (*related.left, *related.right))


def _aligned(alignment: Sequence[Alignment]) -> None:
    """Which stretch of one is which of the other: a sentence each, a table of more than two."""
    rows = [
        tuple(f"{clock(start)}–{clock(end)}" for start, end in (a.left.seconds, a.right.seconds))
        for a in alignment
    ]
    if len(rows) > MOST_SENTENCES:
        print(f"  {len(rows)} stretches are aligned:")
        print(columns(("left", "right"), rows, indent="    "))
        return
    for left, right in rows:
        print(f"  {left} on the left is {right} on the right")


def _differs(d: Difference) -> str:
    """``…, about a tenth of the person, 0:01.0–0:04.0 (6.4 times the noise floor)``."""
    start, end = d.span.seconds
    told = [said(d.what), extent(d), f"{clock(start)}–{clock(end)}"]
    size = "" if d.size is None else f" ({d.size:.1f} times the noise floor)"
    return ", ".join(one for one in told if one) + size


def _others(others: Sequence[Relation], shots: Sequence[Shot]) -> None:
    if not others:
        return
    by_id = {s.id: s for s in shots}
    print(f"  {len(others)} other pairs of shots:")
    rows = []
    for r in others:
        score = r.score(r.kind)
        places = _place(by_id[r.left]), _place(by_id[r.right])
        rows.append((*places, KINDS.get(r.kind, r.kind), "" if score is None else f"{score:.2f}"))
    print(columns(("left", "right", "relation", "score"), rows, indent="    "))


def _place(shot: Any) -> str:
    picture = f"picture {shot.stream}, " if shot.stream > 1 else ""
    return f"{picture}shot {shot.number + 1}"


def _shot_of(shot: Any, shots: Sequence[Any]) -> str:
    start, end = shot.span.seconds
    of = sum(other.film == shot.film for other in shots)
    return f"shot {shot.number + 1} of {of} ({clock(start)}–{clock(end)})"
