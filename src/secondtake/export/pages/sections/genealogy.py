"""How pages hang together: a drawing of who took from whom, and tables that say the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secondtake.export.render.truncation import MOST_ROWS, Shown
from secondtake.model.genealogy import Descent, Genealogy
from secondtake.model.text import Claim, Reading

__all__ = ["Kinship", "PageRow", "kinship"]

ROW = 46
"""Pixels from one page to the next."""
TOP = 30
LEFT = 360
"""Where the lines begin, pixels from the left."""
BEND = 26
"""How much further right a line bends for each page it passes."""
MOST_DRAWN = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """One page in the drawing, by number, dated as it dates itself."""

    number: int
    digest: str
    name: str
    published: str | None
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line between two pages; ``head``: the points of its arrow, empty where it has none."""

    path: str
    head: str
    number: int
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A claim that differs between two pages, with its words on either.

    ``sign``: an arrow where the second is told to have taken from the first.
    """

    first: int
    second: int
    sign: str
    kind: str
    before: Claim | None
    after: Claim | None
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """All that is shown; ``ties`` are the descents with both pages' numbers and the earlier's."""

    rows: tuple[PageRow, ...]
    pages: int
    lines: tuple[Line, ...]
    ties: Shown[tuple[int, int, int | None, Descent]]
    changes: Shown[Changed]
    origins: tuple[tuple[int, ...], ...]
    width: int
    height: int


def kinship(
    found: Genealogy, readings: Sequence[Reading], case_numbers: Mapping[str, int] | None = None
) -> Kinship:
    """The genealogy as it is shown; the pages in the order of their own dates.

    ``case_numbers``: what a case numbers its pages, by digest; without it they are counted.
    """
    of = {r.article.exhibit: r for r in readings}
    places = {digest: place for place, digest in enumerate(found.pages, 1)}
    numbers = {digest: (case_numbers or places)[digest] for digest in found.pages}
    rows = tuple(
        PageRow(
            number=numbers[digest],
            digest=digest,
            name=name,
            published=of[digest].article.published,
            y=_y(places[digest]),
        )
        for digest, name in zip(found.pages, found.names, strict=True)
    )
    ties = [
        (numbers[d.left], numbers[d.right], numbers[d.earlier] if d.earlier else None, d)
        for d in found.descents
    ]
    drawn = [
        (places[d.left], places[d.right], places[d.earlier] if d.earlier else None)
        for d in found.descents
        if max(places[d.left], places[d.right]) <= MOST_DRAWN
    ]
    quotes: dict[tuple[str, str], Claim] = {
        (digest, claim.id): claim for digest, r in of.items() for claim in r.claims
    }
    told = [{d.left, d.right} for d in found.descents if d.earlier]
    changes = [
        Changed(
            first=numbers[c.first],
            second=numbers[c.second],
            sign="→" if {c.first, c.second} in told else "–",
            kind=c.kind,
            before=quotes[(c.first, c.before)] if c.before else None,
            after=quotes[(c.second, c.after)] if c.after else None,
            what=c.what,
        )
        for c in found.changes
    ]
    widest = max((abs(a - b) for a, b, _ in drawn), default=1)
    return Kinship(
        rows=rows[:MOST_DRAWN],
        pages=len(rows),
        lines=tuple(_line(n, tie) for n, tie in enumerate(drawn, 1)),
        ties=Shown(ties, MOST_ROWS),
        changes=Shown(changes, MOST_ROWS),
        origins=tuple(tuple(numbers[p] for p in group) for group in found.origins),
        width=LEFT + 60 + BEND * widest,
        height=2 * TOP + ROW * (min(len(rows), MOST_DRAWN) - 1),
    )


def _y(place: int) -> int:
    return TOP + ROW * (place - 1)


def _line(number: int, tie: tuple[int, int, int | None]) -> Line:
    """``tie``: the places of two pages and of the earlier of them."""
    one, other, earlier = tie
    begin, end = (one, other) if earlier != other else (other, one)
    top, bottom = _y(begin), _y(end)
    out = LEFT + 20 + BEND * abs(begin - end)
    path = f"M{LEFT} {top}C{out} {top} {out} {bottom} {LEFT} {bottom}"
    head = f"{LEFT},{bottom} {LEFT + 11},{bottom - 5} {LEFT + 11},{bottom + 5}" if earlier else ""
    return Line(
        path=path, head=head, number=number, x=LEFT + (out - LEFT) * 3 // 4, y=(top + bottom) // 2
    )
