"""One recording? What is left where things move, at the film's own rate, along one line of times.

Two copies of one recording differ there by coding alone, at one offset and nowhere beside it; two
performances differ by more than their noise at every offset.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.measures.displaced_residual import displaced_share
from secondtake.comparing.takes.measures.local_contrast import (
    Laid,
    cell_means,
    laid,
    steadied,
)
from secondtake.comparing.takes.measures.moving_distances import (
    NOISE,
    AlongLine,
    MovingDistances,
    warped_agreement,
)
from secondtake.comparing.takes.measures.scene_match import Place
from secondtake.comparing.takes.measures.time_line_search import (
    LEAST_WEIGHT,
    TimeLine,
    best_time_line,
    nearest,
    refined,
    step_of,
)
from secondtake.model.measure_names import MeasureName

__all__ = ["RecordingResidual", "recording_residual", "residual_numbers"]

COARSE = 110
"""Pictures of the left in the first search: 10 a second of eleven seconds."""
MOST = 600
"""Pictures of a shot that are compared: 20 s at 30 a second; a longer shot is thinned evenly."""
ROUGHLY, CLOSELY = 0.1, 0.02
"""Share of the distance of unrelated pictures at which agreement is a half, when a line is looked
for and when it is refined: copies of bad quality leave a tenth, good ones less than a fiftieth."""
REACH_SECONDS = 0.15
"""How far a line is moved when it is refined: half a step of the thinned pictures and a copy's."""
LEAST_MOTION = 0.0005
"""Mean share of pixels that move, under which nothing can be told: two pixels of a small one."""
LEAST_PICTURES = 4
SAME = 0.05
"""Share of the distance of unrelated pictures up to which a picture, or a cell, is the same."""
NEAR = 0.5
"""Share of the distance of unrelated pictures up to which it is asked whether parts lie elsewhere:
where more is left they lie farther than gradients reach."""
NAMES = (
    MeasureName.RESIDUAL_SHARE,
    MeasureName.RESIDUAL_SHARE_OTHER_SIDE,
    MeasureName.RESIDUAL_SHARE_MEDIAN,
    MeasureName.RESIDUAL_SHARPNESS,
    MeasureName.IDENTICAL_FRAMES_SHARE,
    MeasureName.IDENTICAL_CELLS_SHARE,
    MeasureName.STATIC_RESIDUAL,
    MeasureName.DISPLACED_RESIDUAL,
    MeasureName.DISPLACED_STATIC_RESIDUAL,
    MeasureName.FRAME_TIME_SCATTER_S,
    MeasureName.WARPED_AGREEMENT,
)
MATCHES = 8
"""Matches from which a map of the place is tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingResidual:
    """What is left along the best line of times.

    Distances are means over the pixels that move in one shot, of squared differences of local
    contrast, over what pictures 0.4 s apart have: 0 of equal pictures, 1 of unrelated.
    ``share``: of the side that fits better, ``other_share`` of the other, where somebody was
    inserted. ``median_share``: of a typical picture. ``sharpness``: log2 of the distance a tenth
    of a second beside the line over that on it. ``same_pictures``, ``same_cells``: the share of
    moving pictures, and of moving cells, that are the same but for noise. ``still``: distance
    (not over anything) of what stands still. ``displaced``, ``displaced_still``: what of the
    difference of moving, and of still, pixels is parts that lie elsewhere; NaN where more than
    ``NEAR`` is left. ``scatter_seconds``: median distance of each picture's nearest one from the
    line. ``warped``: what agrees along a free warp of time.
    """

    line: TimeLine
    share: float
    other_share: float
    median_share: float
    sharpness: float
    same_pictures: float
    same_cells: float
    still: float
    displaced: float
    displaced_still: float
    scatter_seconds: float
    warped: float = 0.0


def recording_residual(left: Described, right: Described, place: Place) -> RecordingResidual | None:
    """The residual under the best map and line; None where little moves or is shared.

    Between a tenth and two seconds for shots of ten seconds.
    """
    best: tuple[TimeLine, NDArray[np.float64]] | None = None
    warped = 0.0
    few, many = _thinned(left, COARSE), _thinned(right, MOST)
    for matrix in _maps(left, right, place):
        times = left.every_seconds[few], right.every_seconds[many]
        pair = laid(left.every[few], right.every[many], times, matrix)
        if pair is None or not _moves(pair):
            continue
        sides = MovingDistances.of(pair)
        warped = max(warped, warped_agreement(sides.thinned(*_tenths(times))))
        line = best_time_line(sides.agreement(times, ROUGHLY, forgiving=True))
        if line is not None and (best is None or line.score > best[0].score):
            best = line, matrix
    found = None if best is None else _along(left, right, *best)
    return None if found is None else replace(found, warped=warped)


def residual_numbers(found: RecordingResidual | None) -> dict[MeasureName, float]:
    """The residual's measures by name; NaN where there was none."""
    values = (
        (float("nan"),) * len(NAMES)
        if found is None
        else (
            found.share,
            found.other_share,
            found.median_share,
            found.sharpness,
            found.same_pictures,
            found.same_cells,
            found.still,
            found.displaced,
            found.displaced_still,
            found.scatter_seconds,
            found.warped,
        )
    )
    return dict(zip(NAMES, values, strict=True))


def _maps(left: Described, right: Described, place: Place) -> list[NDArray[np.float64]]:
    """Maps of right small pixels to left ones: of the place, bare, and mirrored."""
    (wide, high), (x, y) = right.size, (left.size[0] / right.size[0], left.size[1] / right.size[1])
    bare = np.array([[x, 0, (x - 1) / 2], [0, y, (y - 1) / 2], [0, 0, 1.0]])
    turn = np.array([[-1.0, 0, wide - 1], [0, 1, 0], [0, 0, 1]])
    tried = [m.matrix for m in (*place.maps[:2], *place.grounds[:1]) if m.inliers >= MATCHES]
    corners = np.array([[0, 0, 1], [wide, 0, 1], [0, high, 1], [wide, high, 1.0]]).T
    small, large = _shrinking(left), np.linalg.inv(_shrinking(right))
    kept: list[NDArray[np.float64]] = []
    for matrix in (*tried, bare, bare @ turn):
        if all(_apart(matrix, other, corners) * small[0, 0] > 1 for other in kept):
            kept.append(matrix)
    return [small @ matrix @ large for matrix in kept]


def _apart(
    one: NDArray[np.float64], two: NDArray[np.float64], corners: NDArray[np.float64]
) -> float:
    a, b = one @ corners, two @ corners
    return float(np.abs(a[:2] / a[2] - b[:2] / b[2]).max())


def _shrinking(shot: Described) -> NDArray[np.float64]:
    """Pixels of the view to those of the pictures at the own rate, centre on centre."""
    x, y = shot.every.shape[2] / shot.size[0], shot.every.shape[1] / shot.size[1]
    return np.array([[x, 0, (x - 1) / 2], [0, y, (y - 1) / 2], [0, 0, 1.0]])


def _thinned(shot: Described, most: int) -> NDArray[np.int64]:
    count = len(shot.every)
    return np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(np.int64))


def _tenths(
    times: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Ten pictures a second of each, fewer of long shots: a warp needs no more."""
    rows, columns = (
        np.unique(nearest(at, np.arange(at[0], at[-1] + 0.05, max(0.1, (at[-1] - at[0]) / COARSE))))
        for at in times
    )
    return rows, columns


def _moves(pair: Laid) -> bool:
    return bool(min(pair.left_moves.mean(), pair.right_moves.mean()) >= LEAST_MOTION)


def _along(
    left: Described, right: Described, line: TimeLine, matrix: NDArray[np.float64]
) -> RecordingResidual | None:
    """The line refined at the own rate, and what is left along it."""
    many = _thinned(left, MOST), _thinned(right, MOST)
    here, there = left.every_seconds[many[0]], right.every_seconds[many[1]]
    pair = laid(left.every[many[0]], right.every[many[1]], (here, there), matrix)
    if pair is None:
        return None
    sides = MovingDistances.of(pair)
    line = refined(sides.agreement((here, there), CLOSELY, forgiving=False), line, REACH_SECONDS)
    at, edge = line.at(here), step_of(there) / 2
    rows = np.flatnonzero((at >= there[0] - edge) & (at <= there[-1] + edge))
    if len(rows) < LEAST_PICTURES:
        return None
    return _told(pair, sides, line, rows, (at[rows], there))


def _told(
    pair: Laid,
    sides: MovingDistances,
    line: TimeLine,
    rows: NDArray[np.int64],
    times: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> RecordingResidual | None:
    """The numbers along the line; ``times``: where it lies in the right, and the right's own."""
    close = nearest(times[1], times[0])
    weights = sides.weights[0][rows], sides.weights[1][close]
    both = [
        AlongLine.of(apart[rows], times, close, max(1.0, abs(line.speed)))
        for apart in (sides.left, sides.right)
    ]
    # By a shot that hardly moves along the line nothing is told.
    told = [float(weight.mean()) >= LEAST_WEIGHT for weight in weights]
    if not any(told):
        return None
    shares = [
        _mean(one.least, weight) / one.far if moves else float("nan")
        for one, weight, moves in zip(both, weights, told, strict=True)
    ]
    side = int(np.nanargmin(shares))
    best, weight = both[side], weights[side]
    moves = pair.left_moves[rows], pair.right_moves[best.pick]
    one, two = pair.left[rows], pair.right[best.pick]
    steady = steadied(one, two, moves[0], pair.valid)
    gap = np.minimum((one - two) ** 2, (one - steady) ** 2)
    held = (moves[side] * gap).sum(1) / np.maximum(moves[side].sum(1), 1)
    least = np.minimum(best.least, held) / best.far
    share = _mean(least, weight)
    rests = np.abs(one) * ((moves[0] == 0) & (moves[1] == 0))
    resting = cell_means(gap, rests, pair.valid)
    moving = cell_means(gap, np.maximum(*moves), pair.valid)
    still = float(np.percentile(resting, 25)) if len(resting) else NOISE
    beside = _mean(best.beside, weight) / best.far
    displaced = [
        displaced_share(one, steady, what, pair.valid) if share <= NEAR else float("nan")
        for what in (moves[0], rests)
    ]
    return RecordingResidual(
        line=line,
        share=share,
        other_share=shares[1 - side],
        median_share=_median(least, weight),
        sharpness=float(np.log2(max(beside, NOISE) / max(share, NOISE, still / best.far))),
        same_pictures=_mean(least < SAME, weight),
        same_cells=float((moving < SAME * best.far).mean()) if len(moving) else 0.0,
        still=still,
        displaced=displaced[0],
        displaced_still=displaced[1],
        scatter_seconds=_median(best.scatter_seconds, weight),
    )


def _mean(values: NDArray[Any], weights: NDArray[np.float32]) -> float:
    return float(np.average(values, weights=weights))


def _median(values: NDArray[Any], weights: NDArray[np.float32]) -> float:
    order = np.argsort(values)
    reached = np.cumsum(weights[order]) / float(weights.sum())
    return float(values[order][min(int(np.searchsorted(reached, 0.5)), len(order) - 1)])
