"""The section of the timeline: films as lanes of shots, relations as lines between them."""

from __future__ import annotations

import math
from dataclasses import dataclass

from secondtake.export.pages.sections.labels import Names
from secondtake.export.pages.sections.takes import numbers
from secondtake.export.render.number_format import clock
from secondtake.export.render.truncation import MOST_ARCS, MOST_LANES
from secondtake.model.enums import RelationKind
from secondtake.model.findings import Relation
from secondtake.model.footage import Shot
from secondtake.model.report import Report

__all__ = ["Arc", "Block", "Drawing", "Lane", "drawing"]

DRAWN = (RelationKind.COPY, RelationKind.SAME_MOMENT, RelationKind.RETAKE)
"""Kinds drawn as lines; the same place alone joins so many shots that the lines hide the rest."""
WIDTH = 1000.0
_EDGE = 6.0
_BLOCK = 34.0
_SLACK = 50.0
"""Room above a lane for lines inside it, and below for its clock."""
_RISE = 74.0
_BOW = 90.0
"""How far the bends of a line stand aside for each lane it passes."""
_LEAST_FOR_NUMBER = 20.0
_LEAST_FOR_TAKE = 32.0
_LABEL = 30.0
"""Farthest a label stands from its block's begin: the middle of a long one is off a phone."""
Curve = tuple[tuple[float, float], ...]
_LETTER = {RelationKind.COPY: "C", RelationKind.SAME_MOMENT: "M", RelationKind.RETAKE: "R"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A shot on its lane; ``group`` is its set-up's letter and ``take`` the take's number."""

    x: float
    width: float
    label: str
    label_x: float
    group: str
    take: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One film, drawn to its own scale over the whole width; ``y`` is the top of its blocks."""

    film: str
    number: int
    seconds: float
    y: float
    blocks: tuple[Block, ...]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A line between two shots, as an SVG path, and where its letter stands."""

    kind: str
    letter: str
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything the picture needs, in units of a thousandth of its width."""

    width: float
    height: float
    block_height: float
    lanes: tuple[Lane, ...]
    arcs: tuple[Arc, ...]
    lanes_total: int
    arcs_total: int


def drawing(report: Report, names: Names) -> Drawing | None:
    """The timeline of all films, or None when no film has a shot."""
    of_film: dict[str, list[Shot]] = {}
    for shot in report.shots:
        of_film.setdefault(shot.film, []).append(shot)
    films = sorted(of_film, key=names.film_number)
    groups = numbers(report, names)
    aside = {(d.left, d.right) for d in report.dismissals if not d.of_differences}
    related = [r for r in report.relations if r.kind in DRAWN and (r.left, r.right) not in aside]
    related.sort(key=lambda r: -r.best)
    lanes, y = [], 0.0
    for film in films[:MOST_LANES]:
        inside = {s.id for s in of_film[film]}
        y += _RISE if any(r.left in inside and r.right in inside for r in related) else 26.0
        lanes.append(_lane(film, of_film[film], groups, names.film_number(film), y))
        y += _BLOCK + _SLACK
    if not lanes:
        return None
    where = {
        shot.id: (index, block.x + block.width / 2)
        for index, lane in enumerate(lanes)
        for shot, block in zip(of_film[lane.film], lane.blocks, strict=True)
    }
    drawn = [r for r in related if r.left in where and r.right in where]
    arcs = _arcs(drawn[:MOST_ARCS], where, lanes)
    return Drawing(
        width=WIDTH,
        height=round(y, 1),
        block_height=_BLOCK,
        lanes=tuple(lanes),
        arcs=arcs,
        lanes_total=len(films),
        arcs_total=len(related),
    )


def _lane(
    film: str, shots: list[Shot], groups: dict[str, tuple[str, str]], number: int, y: float
) -> Lane:
    begin = min(s.span.seconds[0] for s in shots)
    end = max(s.span.seconds[1] for s in shots)
    scale = (WIDTH - 2 * _EDGE) / max(end - begin, 0.001)
    blocks = []
    for shot in shots:
        start, stop = shot.span.seconds
        width = max((stop - start) * scale, 0.6)
        fits = width >= _LEAST_FOR_NUMBER
        group, take = groups.get(shot.id, ("", ""))
        blocks.append(
            Block(
                x=round(_EDGE + (start - begin) * scale, 2),
                width=round(width, 2),
                label=str(shot.number + 1) if fits else "",
                label_x=round(_EDGE + (start - begin) * scale + min(width / 2, _LABEL), 2),
                group=group,
                take=take if width >= _LEAST_FOR_TAKE else "",
            )
        )
    step = _step(end - begin)
    times = [n * step for n in range(math.ceil(begin / step), math.floor(end / step) + 1)]
    ticks = tuple((round(_EDGE + (t - begin) * scale, 1), clock(t)[:-2]) for t in times)
    return Lane(
        film=film,
        number=number,
        seconds=end - begin,
        y=round(y, 1),
        blocks=tuple(blocks),
        ticks=ticks,
    )


def _step(seconds: float) -> float:
    """Seconds between two marks of the clock: at most ten marks."""
    for step in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800):
        if seconds / step <= 10:
            return float(step)
    return 3600.0 * math.ceil(seconds / 36000)


def _arcs(
    drawn: list[Relation], where: dict[str, tuple[int, float]], lanes: list[Lane]
) -> tuple[Arc, ...]:
    taken: list[tuple[float, float]] = []
    arcs = []
    for relation in drawn:
        upper, lower = sorted((where[relation.left], where[relation.right]))
        curve = _curve(upper, lower, lanes)
        x, y = _free(curve, taken)
        taken.append((x, y))
        start, *bends = (f"{px:.1f} {py:.1f}" for px, py in curve)
        arcs.append(
            Arc(
                kind=relation.kind.replace(" ", "-"),
                letter=_LETTER[relation.kind],
                path=f"M{start}C{' '.join(bends)}",
                x=round(x, 1),
                y=round(y, 1),
            )
        )
    return tuple(arcs)


def _curve(first: tuple[int, float], second: tuple[int, float], lanes: list[Lane]) -> Curve:
    """The four points of a cubic curve: over one lane, or from one lane down to another."""
    (upper, x1), (lower, x2) = first, second
    top = lanes[upper].y
    if upper == lower:
        bend = top - 20 - (_RISE - 24) * abs(x2 - x1) / WIDTH
        return (x1, top), (x1, bend), (x2, bend), (x2, top)
    start, stop = top + _BLOCK, lanes[lower].y
    middle = (start + stop) / 2
    # Past other lanes it bows to the roomier side: straight, it would hide the lines between them.
    bow = _BOW * (lower - upper - 1) * (1 if x1 + x2 < WIDTH else -1)
    bent = (min(WIDTH - _EDGE, max(_EDGE, x + bow)) for x in (x1, x2))
    return (x1, start), *((x, middle) for x in bent), (x2, stop)


def _free(curve: Curve, taken: list[tuple[float, float]]) -> tuple[float, float]:
    """The point nearest the middle of a curve where no other letter stands."""
    for share in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8):
        x, y = (_at(axis, share) for axis in zip(*curve, strict=True))
        if all(math.hypot(x - tx, y - ty) > 20 for tx, ty in taken):
            return x, y
    x, y = (_at(axis, 0.5) for axis in zip(*curve, strict=True))
    return x, y


def _at(points: tuple[float, ...], share: float) -> float:
    """One coordinate of a cubic Bezier curve."""
    a, b, c, d = points
    rest = 1 - share
    return a * rest**3 + 3 * b * rest**2 * share + 3 * c * rest * share**2 + d * share**3
