"""One moment from two cameras: whatever moves in both pictures, at one constant offset.

No person, no shared background and no correspondence of pixels is asked for. Sources of the
idea: Caspi and Irani 2002, "Spatio-temporal alignment of sequences"; Dexter, Perez and Laptev
2009, "Multi-view synchronization of human actions and dynamic scenes".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.measures.lagged_correlation import (
    Curve,
    agreement,
    shifted_agreement,
)
from secondtake.comparing.takes.measures.signal_clock import (
    GRID_SECONDS,
    Signal,
    principal,
    timed,
)
from secondtake.vision.picture_motion import PictureMotion

__all__ = [
    "Lock",
    "MomentSync",
    "SignalKind",
    "clock_step",
    "least_overlap",
    "lock_of",
    "moment_sync_of",
    "summed",
]

MOST_STEPS = 4000
"""Steps of one shot's clock; a longer shot's steps are longer."""
LEAST_SECONDS = 2.0
"""Overlap under which two clips of anything may agree."""
LEAST_SHARE = 0.6
"""The overlap asked for as a share of the shorter shot, where that is less."""
SHORTEST_SECONDS = 1.0
"""Overlap under which nothing is said."""
RIVAL_SECONDS = 0.4
"""How far from the best another offset is another one: half a step of a walking person."""
NEAR_SECONDS = 0.1
"""How near the lags of different signals lie when they are of one moment: two to six pictures."""
LOCAL_SECONDS = 0.2
"""How far around the common lag each signal's own best is looked for."""
REGIONS, DIRECTIONS = 2, 4
"""Principal movements kept of the cells' energy and of their directions."""
SHIFTS = 48
"""Surrogates: enough for the mean and the spread of their best."""
FLOOR = 0.1
"""Share of the median energy below which all is as still: the logarithm of nothing has no end."""


class SignalKind(StrEnum):
    """What is timed."""

    ENERGY = "energy"
    CHANGE = "change"
    REGIONS = "regions"
    DIRECTIONS = "directions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """The best offset (right seconds minus left seconds of the films' clocks) of one signal.

    ``z``: standard normal units, how surely the signals agree there. ``next_best``: the same at
    the best offset more than ``RIVAL_SECONDS`` away, ``next_best_seconds``, or 0 and None where
    too little is in common at every other.
    """

    offset_seconds: float
    z: float
    next_best: float
    next_best_seconds: float | None
    correlation: float

    @property
    def margin(self) -> float:
        """How far the best stands above the next best: near 0, it cannot be told which is right."""
        return self.z - self.next_best


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentSync:
    """How well movement in two shots agrees at one constant offset.

    ``together``: all signals at one offset. ``each``: every signal for itself.
    ``overlap_seconds``: in common at that offset. ``residual_seconds``: root mean square of how
    far the signals' own best offsets nearby lie from the common one. ``agreeing``: share of the
    signals whose own best of all offsets is the common one. ``surrogate_z``: how far the best
    stands above those of the same signals begun elsewhere, in their standard deviations.
    """

    together: Lock
    each: dict[SignalKind, Lock]
    overlap_seconds: float
    residual_seconds: float
    agreeing: float
    surrogate_z: float


def moment_sync_of(left: PictureMotion, right: PictureMotion) -> MomentSync | None:
    """The offset at which what moves agrees best; None without a second in common.

    Takes a tenth of a second for ten seconds of footage.
    """
    step = clock_step(left, right)
    mine, yours = _signals(left, step), _signals(right, step)
    count, other = (next(iter(s.values())).shape[1] for s in (mine, yours))
    least = least_overlap(min(count, other) * step)
    if least is None:
        return None
    kinds = [kind for kind in SignalKind if kind in mine and kind in yours]
    curves = {kind: agreement(mine[kind], yours[kind]) for kind in kinds}
    start = float(right.seconds[0] - left.seconds[0])
    first = curves[kinds[0]]
    together = lock_of(summed([curves[kind] for kind in kinds]), least, step, start)
    each = {kind: lock_of(curve, least, step, start) for kind, curve in curves.items()}
    at = round((together.offset_seconds - start) / step) + count - 1
    local = max(1, round(LOCAL_SECONDS / step))
    off = [_peak(curve.z, at, local) - at for curve in curves.values()]
    return MomentSync(
        together=together,
        each=each,
        overlap_seconds=float(first.overlap[at]) * step,
        residual_seconds=float(np.sqrt(np.mean(np.square(off)))) * step,
        agreeing=float(
            np.mean(
                [
                    abs(one.offset_seconds - together.offset_seconds) <= NEAR_SECONDS
                    for one in each.values()
                ]
            )
        ),
        surrogate_z=_surrogate_z(mine, yours, curves, least / step),
    )


def clock_step(left: PictureMotion, right: PictureMotion) -> float:
    """The step in seconds of the clock both shots' signals are put on."""
    longest = max(float(motion.seconds[-1] - motion.seconds[0]) for motion in (left, right))
    return max(GRID_SECONDS, longest / MOST_STEPS)


def summed(curves: Sequence[Curve]) -> Curve:
    """The agreement of several signals together, of the same lags, in standard normal units."""
    first = curves[0]
    return Curve(
        z=np.sum([curve.z for curve in curves], axis=0) / np.sqrt(len(curves)),
        correlation=np.mean([curve.correlation for curve in curves], axis=0),
        overlap=first.overlap,
        lags=first.lags,
    )


def least_overlap(shorter_seconds: float) -> float | None:
    """How much must be in common with a shot of that length; None if there is no choice of lags."""
    least = max(SHORTEST_SECONDS, min(LEAST_SECONDS, LEAST_SHARE * shorter_seconds))
    return least if shorter_seconds > least else None


def lock_of(curve: Curve, least_seconds: float, step: float, start: float) -> Lock:
    """The best lag of a curve and the next best, ``start`` seconds added to its lags."""
    enough = curve.overlap * step >= least_seconds - 1e-6
    z = np.where(enough, curve.z, -np.inf)
    best = int(z.argmax())
    apart = enough & (np.abs(curve.lags - curve.lags[best]) * step > RIVAL_SECONDS)
    rival = int(np.where(apart, z, -np.inf).argmax()) if apart.any() else None
    return Lock(
        offset_seconds=float(curve.lags[best]) * step + start,
        z=float(z[best]),
        next_best=0.0 if rival is None else float(z[rival]),
        next_best_seconds=None if rival is None else float(curve.lags[rival]) * step + start,
        correlation=float(curve.correlation[best]),
    )


def _peak(z: Signal, at: int, local: int) -> float:
    """Where within ``local`` steps of ``at`` the curve is highest, to a part of a step."""
    first = max(0, at - local)
    top = first + int(z[first : at + local + 1].argmax())
    if not 0 < top < len(z) - 1:
        return float(top)
    before, here, after = z[top - 1 : top + 2]
    bend = before - 2 * here + after
    return (
        top + float(np.clip((before - after) / (2 * bend), -0.5, 0.5)) if bend < 0 else float(top)
    )


def _surrogate_z(
    mine: dict[SignalKind, Signal],
    yours: dict[SignalKind, Signal],
    curves: dict[SignalKind, Curve],
    least_steps: float,
) -> float:
    """Of energy and change: the best above the best of the surrogates, in standard deviations."""
    kinds = [kind for kind in (SignalKind.ENERGY, SignalKind.CHANGE) if kind in curves]
    first = curves[kinds[0]]
    enough = first.overlap >= least_steps - 1e-6
    count = yours[kinds[0]].shape[1]
    shifts = np.unique(np.linspace(0.15 * count, 0.85 * count, SHIFTS).astype(np.int64))
    found = sum(shifted_agreement(mine[kind], yours[kind], shifts) for kind in kinds)
    bests = np.asarray(found)[:, enough].max(1)
    best = float(np.sum([curves[kind].z for kind in kinds], axis=0)[enough].max())
    return (best - float(bests.mean())) / max(float(bests.std()), 0.1)


def _signals(motion: PictureMotion, step: float) -> dict[SignalKind, Signal]:
    """All that is timed, on one clock: name -> float64 (channels, n)."""
    found = _whole(motion, step)
    cells = np.log(motion.energy + _floor(motion.energy.mean(1)))
    at = motion.seconds - motion.seconds[0]
    found[SignalKind.REGIONS] = principal(timed(at, cells.T, at[-1], step), REGIONS)
    found[SignalKind.DIRECTIONS] = principal(timed(at, motion.drift.T, at[-1], step), DIRECTIONS)
    return found


def _whole(motion: PictureMotion, step: float) -> dict[SignalKind, Signal]:
    """Energy and change of the whole picture."""
    start = motion.seconds[0]
    end = float(motion.seconds[-1] - start)
    energy = motion.energy.mean(1)
    found = {
        SignalKind.ENERGY: timed(
            motion.seconds - start, np.log(energy + _floor(energy))[None], end, step
        )
    }
    if len(motion.change) >= 4:
        change = np.log(motion.change + _floor(motion.change))[None]
        found[SignalKind.CHANGE] = timed(motion.change_seconds - start, change, end, step)
    return found


def _floor(values: NDArray[np.float32]) -> float:
    return FLOOR * float(np.median(values)) + 1e-3
