"""How fast one copy plays beside the other: a line through the times at which both show the same.

Of a thing that moves from one frame to the next, the share of what it sweeps over tells how far it
came: so a place between two frames is found. Source of the line's error: White 1980, which asks
for no even noise.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.measures.frame_registration import Registration, registered

__all__ = ["PlayingSpeed", "playing_speed"]

REACH_FRAMES = 4
"""How far from the registration's line the frame that shows the same is looked for."""
LEAST_FRAMES = 8
"""Frames that find their like, under which a line through them means little."""
ROUNDING = 0.02
"""Standard error of a time, in steps between frames, that is assumed at least: containers round
times to their ticks, and a place between two frames is known no better."""
MOVES = 2.0
"""Power of change from frame to frame over that of the difference of two copies, from which a frame
counts: of noise alone it is 1."""
SHARPEST = 100.0
"""Most that power is taken to be of what is left of a difference: more is the codec's luck."""
SURE = 3.0
"""Standard errors from which a speed is another one."""
STRAY = 3.0
"""Robust standard deviations from which a frame found something that only looks alike."""
ROUNDS = 10
"""Most times the line is laid anew without what strays from it."""
STANDARD = (Fraction(25, 24), Fraction(1001, 1000), Fraction(1001, 960))
"""24 frames a second played at 25, 23.976 at 24, 23.976 at 25; the other way round they are told
of the other film."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayingSpeed:
    """``ratio``: right seconds per left second, 1 where no other is sure; ``error``: standard.

    ``start``: the right's second at the left's second 0. ``standard``: the ratio (above 1) of a
    usual conversion that it lies within its error of, or None.
    """

    ratio: float
    error: float
    start: float
    standard: Fraction | None

    @property
    def other(self) -> bool:
        """Whether one plays faster than the other."""
        return self.ratio != 1


def playing_speed(
    left: Described, right: Described, registration: Registration
) -> PlayingSpeed | None:
    """The speed of a copy that plays forwards; None where too little moves to tell it."""
    line = registration.line
    if line.slope <= 0:
        return None
    here, there, weight = _times(left, right, registration)
    step = max(left.step_seconds, right.step_seconds)
    kept: NDArray[np.bool_] = np.ones(len(here), bool)
    for _ in range(ROUNDS):
        if kept.sum() < LEAST_FRAMES:
            return None
        ratio, start = _line(here[kept], there[kept], weight[kept])
        apart = np.abs(there - (ratio * here + start))
        # What is known less surely may lie farther off.
        off = np.maximum(apart, ROUNDING * step) * np.sqrt(weight)
        before, kept = kept, off <= STRAY * 1.4826 * float(np.median(off[kept]))
        if (kept == before).all():
            break
    here, weight, apart = here[kept], weight[kept], apart[kept]
    if len(here) < max(LEAST_FRAMES, len(kept) / 2):
        return None
    at = here - float((weight * here).sum() / weight.sum())
    lever = float((weight * at**2).sum())
    noise = np.maximum(apart**2 * len(here) / (len(here) - 2), (ROUNDING * step) ** 2)
    error = float(np.sqrt((weight**2 * at**2 * noise).sum())) / lever
    return _told(ratio, error, start, float(here.mean()))


def _told(ratio: float, error: float, start: float, middle: float) -> PlayingSpeed:
    """The simplest speed within the error: none, a usual conversion's, or the one measured."""
    known: list[tuple[float, Fraction | None]] = [(1.0, None)]
    for one in STANDARD:
        known += [(float(one), one), (float(1 / one), one)]
    near = [(value, name) for value, name in known if abs(ratio - value) <= SURE * error]
    value, name = near[0] if near else (ratio, None)
    # Turned about the middle, where the line is known best.
    return PlayingSpeed(
        ratio=value, error=error, start=start + (ratio - value) * middle, standard=name
    )


def _times(
    left: Described, right: Described, registration: Registration
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Seconds of left frames, those of the right that show the same, and how sharply they do."""
    frames = np.arange(registration.line.first, registration.line.last + 1)
    count = len(right.small)
    moved, valid = registered(left, right, registration.matrix, np.arange(count))
    one, two = (_grey(small)[:, valid] for small in (left.small[frames], moved))
    two = (two - two.mean()) * (one.std() / max(float(two.std()), 1.0)) + one.mean()
    nearest = registration.line.right(frames).round().astype(np.int64)
    steps = np.arange(-REACH_FRAMES, REACH_FRAMES + 1)
    at = nearest[:, None] + steps
    inside = (at >= 0) & (at < count)
    apart = np.full(at.shape, np.inf)
    for column in range(len(steps)):
        rows = np.flatnonzero(inside[:, column])
        apart[rows, column] = ((one[rows] - two[at[rows, column]]) ** 2).mean(1)
    least = at[np.arange(len(frames)), apart.argmin(1)]
    found = [_between(one[row], two, int(best)) for row, best in enumerate(least)]
    place, weight = np.array(found).reshape(-1, 2).T
    there = np.interp(place, np.arange(count), right.seconds)
    moves = weight > 0
    return left.seconds[frames[moves]], there[moves], weight[moves]


def _between(
    frame: NDArray[np.float32], others: NDArray[np.float32], best: int
) -> tuple[float, float]:
    """Where among the others, near the ``best``, a frame lies, and the inverse of its variance.

    0 where what changes from one of the others to the next is no more than what differs anyway.
    """
    apart = frame - others[best]
    found = (float(best), 0.0, np.inf)
    for side in (-1, 1):
        if 0 <= best + side < len(others):
            swept = others[best + side] - others[best]
            power = float((swept**2).mean())
            share = min(max(float((apart * swept).mean()) / max(power, 1e-6), 0.0), 1.0)
            rest = float(((apart - share * swept) ** 2).mean())
            sure = power / max(rest, power / SHARPEST) if power > MOVES * rest else 0.0
            if rest < found[2]:
                found = (best + side * share, sure, rest)
    return found[0], found[1]


def _line(
    here: NDArray[np.float64], there: NDArray[np.float64], weight: NDArray[np.float64]
) -> tuple[float, float]:
    """Slope and start of the weighted least-squares line."""
    middle, level = (float((weight * v).sum() / weight.sum()) for v in (here, there))
    slope = float((weight * (here - middle) * (there - level)).sum())
    slope /= max(float((weight * (here - middle) ** 2).sum()), 1e-12)
    return slope, level - slope * middle


def _grey(frames: NDArray[np.uint8]) -> NDArray[np.float32]:
    grey: NDArray[np.float32] = frames.astype(np.float32) @ np.array(
        [0.299, 0.587, 0.114], np.float32
    )
    return grey
