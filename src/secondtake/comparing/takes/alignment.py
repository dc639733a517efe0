"""From frames that go together to spans on the two films' own clocks."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.measures.measurements import Measures
from secondtake.comparing.takes.measures.playing_speed import PlayingSpeed
from secondtake.model.enums import RelationKind
from secondtake.model.findings import Alignment
from secondtake.model.time import Span

__all__ = ["alignment_at_speed", "alignment_of", "frame_pairs"]

STRAIGHT_SECONDS = 0.15
"""A path this close to one straight line is given as one stretch."""
PIECE_SECONDS = 1.0
"""Length of the stretches a bent path is given in."""


def frame_pairs(
    kind: RelationKind,
    found: Measures,
    left: Described,
    right: Described,
    speed: PlayingSpeed | None = None,
) -> NDArray[np.int64]:
    """Frames of left and right that go together under a relation: int64 (p, 2), may be empty.

    ``speed``: of a copy that plays at another.
    """
    if speed is not None:
        return _nearest(speed.ratio * left.seconds + speed.start, right)
    if kind == RelationKind.COPY and found.residual is not None:
        return _nearest(found.residual.line.at(left.seconds), right)
    if kind == RelationKind.COPY and found.registration is not None:
        line = found.registration.line
        frames = np.arange(line.first, line.last + 1)
        there = np.clip(line.right(frames).round().astype(np.int64), 0, len(right.seconds) - 1)
        return np.stack([frames, there], 1)
    if kind == RelationKind.SAME_MOMENT and (found.picture or found.moment) is not None:
        return _nearest(left.seconds + _moment_offset(found, left, right), right)
    if kind == RelationKind.RETAKE and found.silhouettes is not None:
        return found.silhouettes.path
    return np.zeros((0, 2), np.int64)


def _nearest(at: NDArray[np.float64], right: Described) -> NDArray[np.int64]:
    """Each left frame that the right shows too, with the right frame nearest to its time."""
    half = right.step_seconds / 2
    shared = np.flatnonzero((at > right.seconds[0] - half) & (at < right.seconds[-1] + half))
    nearest = np.abs(right.seconds[None] - at[shared, None]).argmin(1)
    return np.stack([shared, nearest], 1).astype(np.int64)


def _moment_offset(found: Measures, left: Described, right: Described) -> float:
    """The right film's seconds minus the left's at one moment: of whole pictures, or of people."""
    if found.picture is not None:
        return found.picture.together.offset_seconds
    assert found.moment is not None
    return found.moment.offset_seconds + float(right.seconds[0] - left.seconds[0])


def alignment_of(
    pairs: NDArray[np.int64], left: Described, right: Described, *, mirrored: bool
) -> tuple[Alignment, ...]:
    """The stretches that go together; one when the path is straight, else pieces of a second."""
    if len(pairs) < 2:
        return ()
    here, there = left.seconds[pairs[:, 0]], right.seconds[pairs[:, 1]]
    if here[-1] - here[0] < 1e-6 or abs(there[-1] - there[0]) < 1e-6:
        return ()
    line = np.interp(here, [here[0], here[-1]], [there[0], there[-1]])
    pieces = 1
    if np.abs(line - there).max() > STRAIGHT_SECONDS:
        pieces = max(1, round((here[-1] - here[0]) / PIECE_SECONDS))
    edges = np.unique(np.linspace(0, len(pairs) - 1, pieces + 1).round().astype(int))
    return tuple(
        Alignment(
            left=_span(here[a], here[b] + left.step_seconds, left),
            right=_span(
                min(there[a], there[b]), max(there[a], there[b]) + right.step_seconds, right
            ),
            speed=float((there[b] - there[a]) / (here[b] - here[a])),
            mirrored=mirrored,
        )
        for a, b in pairwise(edges)
        if here[b] > here[a] and there[b] != there[a]
    )


def alignment_at_speed(
    speed: PlayingSpeed, left: Described, right: Described, *, mirrored: bool
) -> tuple[Alignment, ...]:
    """The one stretch of a copy that plays at another speed: what both shots have of it."""
    (first, last), there = left.shot.span.seconds, right.shot.span.seconds
    start, end = ((at - speed.start) / speed.ratio for at in there)
    start, end = max(first, start), min(last, end)
    if end <= start:
        return ()
    shown = speed.ratio * start + speed.start, speed.ratio * end + speed.start
    return (
        Alignment(
            left=_span(start, end, left),
            right=_span(shown[0], shown[1], right),
            speed=speed.ratio,
            mirrored=mirrored,
        ),
    )


def _span(start: float, end: float, shot: Described) -> Span:
    return Span.of_seconds(start, end, shot.shot.span.tick)
