"""Motion synchronisation: do two shots' movers start and stop together at one constant offset?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.measures.pose_dtw import Moves
from secondtake.vision.person_embedding import CropVectors

__all__ = ["MotionSync", "Signals", "motion_sync_of", "signals_of"]

Signals = dict[str, tuple[NDArray[np.float64], NDArray[np.float64]]]
"""Name -> times in seconds and strength, float64 (k,) each."""

GRID_SECONDS = 0.05
"""Step of the common clock both sides' signals are put on."""
LEAST_SECONDS = 1.0
"""Shorter overlaps are no evidence: any two short clips of anything can agree."""
LEAST_RISE = 0.08
"""Standard deviation (trunk lengths) of a height below which it is jitter of the keypoints."""
LEAST_SHARE = 0.6
"""Shortest overlap as a share of the shorter shot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionSync:
    """The offset (right seconds minus left seconds) at which movement agrees best.

    ``correlation``: -1 to 1, mean over signals. ``rival``: the best more than 0.4 s away.
    ``overlap_seconds``: how much of both is compared.
    """

    offset_seconds: float
    correlation: float
    rival: float
    overlap_seconds: float


def signals_of(moves: Moves, crops: CropVectors, seconds: NDArray[np.float64]) -> Signals:
    """What can be timed of one person: name -> times and strength, alike from any standpoint.

    Speed of hands, of the head, of all joints in the person's own frame, and speed of change of
    the outlines.
    """
    found: Signals = {}
    at = seconds[moves.frames]
    if len(at) >= 4:
        middle = (at[1:] + at[:-1]) / 2
        step = np.linalg.norm(np.diff(moves.joints, axis=0), axis=2) / np.diff(at)[:, None]
        seen = np.minimum(moves.seen[1:], moves.seen[:-1])
        for name, joints in (
            ("arms", [3, 4, 5, 6]),
            ("all", list(range(13))),
            ("legs", [9, 10, 11, 12]),
        ):
            weight = seen[:, joints]
            if weight.mean() < 0.3:
                continue
            found[name] = (
                middle,
                np.log1p((step[:, joints] * weight).sum(1) / np.maximum(weight.sum(1), 0.1)),
            )
        found.update(_heights(moves, at))
    rows = crops.shapes.astype(np.float32)
    if len(rows) >= 4:
        at = seconds[crops.frames]
        step = np.linalg.norm(np.diff(rows, axis=0), axis=1) / np.diff(at)
        found["crop"] = ((at[1:] + at[:-1]) / 2, np.log1p(step))
    return found


def _heights(moves: Moves, at: NDArray[np.float64]) -> Signals:
    """How high the higher and the lower hand, knee and foot are held, and the head: name -> signal.

    A camera that walks around a person sees every height unchanged.
    """
    found: Signals = {}
    up = -moves.joints[..., 1]
    for name, pair in (("hand", (5, 6)), ("elbow", (3, 4)), ("knee", (9, 10)), ("foot", (11, 12))):
        if moves.seen[:, list(pair)].mean() < 0.5:
            continue
        both = up[:, list(pair)]
        found[f"high {name}"] = at, both.max(1)
        found[f"low {name}"] = at, both.min(1)
    if moves.seen[:, 0].mean() >= 0.5:
        found["head"] = at, up[:, 0]
    return {name: (t, v) for name, (t, v) in found.items() if v.std() >= LEAST_RISE}


def motion_sync_of(left: Signals, right: Signals) -> MotionSync | None:
    """The best constant offset of two shots' signals; None without a long enough overlap."""
    names = sorted(set(left) & set(right))
    if not names:
        return None
    start = min(left[n][0][0] for n in names), min(right[n][0][0] for n in names)
    end = max(left[n][0][-1] for n in names), max(right[n][0][-1] for n in names)
    one = np.stack([_on_grid(*left[n], start[0], end[0]) for n in names])
    two = np.stack([_on_grid(*right[n], start[1], end[1]) for n in names])
    count, other = one.shape[1], two.shape[1]
    least = max(round(LEAST_SECONDS / GRID_SECONDS), round(LEAST_SHARE * min(count, other)))
    lags = range(least - count, other - least + 1)
    scores = np.array([_agree(one, two, lag) for lag in lags])
    if not len(scores):
        return None
    best = int(scores.argmax())
    lag = lags[best]
    apart = np.abs(np.arange(len(scores)) - best) * GRID_SECONDS > 0.4
    overlap = min(count, other - lag) - max(0, -lag)
    return MotionSync(
        offset_seconds=float(start[1] - start[0] + lag * GRID_SECONDS),
        correlation=float(scores[best]),
        rival=float(scores[apart].max()) if apart.any() else -1.0,
        overlap_seconds=overlap * GRID_SECONDS,
    )


def _on_grid(
    at: NDArray[np.float64], values: NDArray[np.float64], start: float, end: float
) -> NDArray[np.float64]:
    grid = np.arange(start, end + 1e-9, GRID_SECONDS)
    return np.asarray(np.interp(grid, at, values))


def _agree(one: NDArray[np.float64], two: NDArray[np.float64], lag: int) -> float:
    first, last = max(0, -lag), min(one.shape[1], two.shape[1] - lag)
    x, y = one[:, first:last], two[:, first + lag : last + lag]
    x, y = x - x.mean(1, keepdims=True), y - y.mean(1, keepdims=True)
    power = np.sqrt((x**2).sum(1) * (y**2).sum(1))
    return float(np.mean((x * y).sum(1) / np.maximum(power, 1e-9)))
