"""The straight line of times along which most pictures of two shots go together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "LEAST_WEIGHT",
    "Agreement",
    "TimeLine",
    "best_time_line",
    "nearest",
    "refined",
    "step_of",
]

_SLOW = (0.25, 0.29, 0.33, 0.36, 0.4, 0.45, 0.5, 0.57, 0.63, 0.67, 0.71, 0.75, 0.8, 0.83, 0.87)
_NEAR = (0.9, 0.93, 0.96)
SPEEDS = (*_SLOW, *_NEAR, 1.0, *(1 / s for s in _NEAR), *(1 / s for s in _SLOW), -0.5, -1.0, -2.0)
"""Right seconds per left second that are tried: replays run at a quarter, some backwards."""
LEAST_SECONDS = 0.45
"""Shortest overlap."""
LEAST_SHARE = 0.3
"""Shortest overlap as a share of the shorter shot."""
UNLIKELY = 0.04
"""What doubling the speed costs, and playing backwards: most copies keep their speed."""
FINE_SPEEDS = tuple(sign * 0.01 * k for sign in (-1, 1) for k in (0, 1, 2, 3, 4.5, 6, 9, 12))
"""Shares by which a speed is changed when a line is refined; the search steps by up to 16 %."""
LEAST_WEIGHT = 0.15
"""Motion along a line, as a share of the shots' mean, under which agreement counts less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLine:
    """``speed``: right seconds per left second; ``start``: the right's second at the left's 0.

    ``score``: mean agreement along it, 0 to 1, lowered where the overlap is short.
    """

    speed: float
    start: float
    score: float

    def at(self, seconds: NDArray[np.float64]) -> NDArray[np.float64]:
        """The right's seconds at the left's."""
        return np.asarray(self.speed * seconds + self.start, np.float64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Agreement:
    """How well each left picture goes with each right one.

    ``left`` (n,) and ``right`` (m,): float64, seconds, rising. ``sums``: float32 (n, m), agreement
    (0 to 1) times the weights of both. ``left_weight``, ``right_weight``: float32 (n,) and (m,),
    how much moves in a picture, mean 1.
    """

    left: NDArray[np.float64]
    right: NDArray[np.float64]
    sums: NDArray[np.float32]
    left_weight: NDArray[np.float32]
    right_weight: NDArray[np.float32]

    def evenly(self, share: float) -> _Even:
        """The same with right pictures evenly apart, by a ``share`` of their usual step."""
        step = step_of(self.right) * share
        grid = np.arange(self.right[0], self.right[-1] + step / 2, step)
        near = nearest(self.right, grid)
        return _Even(
            left=self.left,
            first=float(grid[0]),
            step=step,
            sums=self.sums[:, near],
            left_weight=self.left_weight,
            right_weight=self.right_weight[near],
        )


def best_time_line(agree: Agreement) -> TimeLine | None:
    """The line of most agreement over all speeds and offsets; None without enough overlap."""
    best: TimeLine | None = None
    left, even = agree.left, agree.evenly(1.0)
    step = even.step
    for speed in SPEEDS:
        ends = speed * left[[0, -1]]
        low, high = agree.right[0] - ends.max(), agree.right[-1] - ends.min()
        starts = np.arange(low, high + step / 2, max(step, 0.5 * step_of(left) * abs(speed)))
        best = _better(best, _best(even, speed, starts))
    return best


def refined(agree: Agreement, line: TimeLine, reach: float) -> TimeLine:
    """The best line within ``reach`` seconds and an eighth of the speed of ``line``."""
    best: TimeLine | None = None
    left, right = agree.left, agree.right
    even = agree.evenly(0.25 * min(1.0, step_of(left) * abs(line.speed) / step_of(right)))
    shared = left[(line.at(left) >= right[0]) & (line.at(left) <= right[-1])]
    middle = float((shared if len(shared) else left).mean())
    shifts = np.arange(-reach, reach + even.step / 2, even.step)
    plain = (float(np.sign(line.speed)),) if abs(abs(line.speed) - 1) <= FINE_SPEEDS[-1] else ()
    for speed in (*plain, *(line.speed * (1 + change) for change in FINE_SPEEDS)):
        starts = line.start + (line.speed - speed) * middle + shifts
        best = _better(best, _best(even, speed, starts))
    return best or line


def nearest(times: NDArray[np.float64], at: NDArray[np.float64]) -> NDArray[np.int64]:
    """The index of the time nearest to each of ``at``; ``times`` rise."""
    after = np.clip(np.searchsorted(times, at), 1, max(len(times) - 1, 1))
    if len(times) < 2:
        return np.zeros(at.shape, np.int64)
    closer = at - times[after - 1] < times[after] - at
    return np.asarray(after - closer, np.int64)


def step_of(seconds: NDArray[np.float64]) -> float:
    """The usual time from one picture to the next; 0.1 s for a single one."""
    return float(np.median(np.diff(seconds))) if len(seconds) > 1 else 0.1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Even:
    """An agreement whose right pictures are ``step`` seconds apart, the first at ``first``."""

    left: NDArray[np.float64]
    first: float
    step: float
    sums: NDArray[np.float32]
    left_weight: NDArray[np.float32]
    right_weight: NDArray[np.float32]


def _best(even: _Even, speed: float, starts: NDArray[np.float64]) -> TimeLine | None:
    """The best offset at one speed."""
    left, count = even.left, even.sums.shape[1]
    place = np.rint((speed * left[None] + starts[:, None] - even.first) / even.step)
    inside = (place >= 0) & (place < count)
    at = np.clip(place, 0, count - 1).astype(np.int64)
    length = inside.mean(1) * (left[-1] - left[0])
    shorter = min(left[-1] - left[0], (count - 1) * even.step / abs(speed))
    # Played slowly, a moment of one shot would do for all of the other: both must last.
    least = max(LEAST_SECONDS, LEAST_SECONDS / abs(speed), LEAST_SHARE * shorter)
    sums = (even.sums[np.arange(len(left))[None], at] * inside).sum(1)
    weight = ((even.left_weight[None] + even.right_weight[at]) * inside).sum(1)
    # Where next to nothing moves nothing agrees either.
    score = sums / np.maximum(weight, LEAST_WEIGHT * 2 * len(left))
    score = score * np.sqrt(length / (length + 0.25 * shorter))
    score = score - UNLIKELY * (abs(np.log2(abs(speed))) + (speed < 0))
    score = np.where(length >= min(least, 0.9 * shorter), score, -np.inf)
    top = int(score.argmax())
    if not np.isfinite(score[top]):
        return None
    return TimeLine(speed=speed, start=float(starts[top]), score=float(score[top]))


def _better(one: TimeLine | None, two: TimeLine | None) -> TimeLine | None:
    if one is None or two is None:
        return one or two
    return two if two.score > one.score else one
