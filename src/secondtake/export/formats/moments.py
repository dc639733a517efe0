"""Recordings of one moment on one clock: by what comparing aligned, and before it by sync points.

Each shot has one offset; films cut together from several cameras have several shots in a moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from secondtake.model.by_hand import FilmFrame, SyncPoint
from secondtake.model.enums import RelationKind
from secondtake.model.findings import Relation
from secondtake.model.footage import Shot
from secondtake.model.report import Report

__all__ = ["MOST_CAMERAS", "Camera", "Moment", "moments"]

MOST_CAMERAS = 9
"""Of one moment beside each other: three rows of three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """One shot of a moment. ``zero``: what the common clock reads, in seconds, when the film's own
    clock reads 0. ``point``: the sync point that put it there; None where comparing did, or where
    it is the first, by which the others are set."""

    shot: Shot
    zero: float
    point: SyncPoint | None = None

    @property
    def seconds(self) -> tuple[float, float]:
        """When it begins and ends on the common clock."""
        start, end = self.shot.span.seconds
        return start + self.zero, end + self.zero


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Shots that show one moment, by when they begin; the common clock reads 0 at the first.

    ``number`` counts from 1 in the order of the films. ``apart``: by how many seconds two pairs of
    them disagree at the most about where a shot lies; a long way says that one pair is wrong.
    """

    number: int
    cameras: tuple[Camera, ...]
    apart: float

    @property
    def length(self) -> float:
        """Seconds from the begin of the first shot to the end of the last."""
        return max(camera.seconds[1] for camera in self.cameras)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    """Two shots and by how much the right one's clock is ahead: ``right = left + ahead``."""

    left: str
    right: str
    ahead: float
    rank: tuple[int, float]
    point: SyncPoint | None = None


def moments(report: Report) -> tuple[Moment, ...]:
    """Every moment that two shots or more show.

    A sync point counts before what comparing aligned, a higher score before a lower one.
    """
    shots = {s.id: s for s in report.shots}
    order = {name: place for place, name in enumerate(shots)}
    pairs = sorted(
        (*_by_hand(report.sync_points, report.shots), *_by_comparing(report.relations, shots)),
        key=lambda pair: pair.rank,
        reverse=True,
    )
    groups: list[tuple[dict[str, Camera], list[_Pair]]] = []
    left = {name for pair in pairs for name in (pair.left, pair.right)}
    while left:
        first = min(left, key=lambda name: order[name])
        held = {first: Camera(shot=shots[first], zero=0.0)}
        while (found := _next(pairs, held)) is not None:
            pair, forward = found
            known = held[pair.left if forward else pair.right].zero
            name = pair.right if forward else pair.left
            zero = known - pair.ahead if forward else known + pair.ahead
            held[name] = Camera(shot=shots[name], zero=zero, point=pair.point)
        groups.append((held, [p for p in pairs if p.left in held]))
        left -= set(held)
    return tuple(_moment(number, held, inside) for number, (held, inside) in enumerate(groups, 1))


def _moment(number: int, held: dict[str, Camera], pairs: Iterable[_Pair]) -> Moment:
    began = min(camera.seconds[0] for camera in held.values())
    apart = (abs(held[p.left].zero - p.ahead - held[p.right].zero) for p in pairs)
    return Moment(
        number=number,
        cameras=tuple(
            sorted(
                (Camera(shot=c.shot, zero=c.zero - began, point=c.point) for c in held.values()),
                key=lambda camera: (camera.seconds[0], camera.shot.id),
            )
        ),
        apart=max(apart, default=0.0),
    )


def _next(pairs: Iterable[_Pair], held: dict[str, Camera]) -> tuple[_Pair, bool] | None:
    """The pair of the highest rank that leads from a shot that is held to one that is not, and
    whether it leads from left to right."""
    for pair in pairs:
        if (pair.left in held) != (pair.right in held):
            return pair, pair.left in held
    return None


def _by_comparing(relations: Iterable[Relation], shots: dict[str, Shot]) -> Iterable[_Pair]:
    for relation in relations:
        ends = {relation.left, relation.right}
        if relation.kind == RelationKind.SAME_MOMENT and relation.alignment and ends <= set(shots):
            longest = max(relation.alignment, key=lambda a: a.left.length_seconds)
            ahead = longest.right.seconds[0] - longest.left.seconds[0]
            yield _Pair(
                left=relation.left, right=relation.right, ahead=ahead, rank=(0, relation.best)
            )


def _by_hand(points: Iterable[SyncPoint], shots: Iterable[Shot]) -> Iterable[_Pair]:
    every = tuple(shots)
    for point in points:
        left, right = _shot_of(point.left, every), _shot_of(point.right, every)
        if left is not None and right is not None:
            ahead = point.right.seconds - point.left.seconds
            when = point.at.timestamp()
            yield _Pair(left=left.id, right=right.id, ahead=ahead, rank=(1, when), point=point)


def _shot_of(frame: FilmFrame, shots: Iterable[Shot]) -> Shot | None:
    own = [s for s in shots if s.film == frame.film]
    inside = (s for s in own if s.span.seconds[0] <= frame.seconds < s.span.seconds[1])
    return next(inside, own[-1] if own else None)
