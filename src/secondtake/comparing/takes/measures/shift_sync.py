"""One moment from two cameras side by side: do the whole pictures shift alike at one offset?"""

from __future__ import annotations

import numpy as np

from secondtake.comparing.takes.measures.lagged_correlation import agreement
from secondtake.comparing.takes.measures.moment_sync import (
    Lock,
    clock_step,
    least_overlap,
    lock_of,
    summed,
)
from secondtake.comparing.takes.measures.signal_clock import Signal, timed
from secondtake.vision.picture_motion import PictureMotion

__all__ = ["shift_sync_of"]

LEAST_SHIFT = 0.15 / 96
"""Picture widths from one picture to the next, root mean square, from which shifts count: three
times what is taken for no movement of the camera where motion is measured, at 96 px."""


def shift_sync_of(left: PictureMotion, right: PictureMotion) -> Lock | None:
    """The offset at which both pictures shift alike, right and down; None where one stays still.

    Cameras held together shake together, and what fills two pictures side by side moves the same
    way in both. No hand shakes twice alike, so another take agrees by chance alone, also one from
    the same camera position. The signs count: cameras that face each other are not told.
    """
    step = clock_step(left, right)
    mine, yours = (_shifts(motion, step) for motion in (left, right))
    least = least_overlap(min(mine.shape[1], yours.shape[1]) * step)
    if least is None or min(_strength(left, mine), _strength(right, yours)) < LEAST_SHIFT:
        return None
    curves = [agreement(one[None], two[None]) for one, two in zip(mine, yours, strict=True)]
    return lock_of(summed(curves), least, step, float(right.seconds[0] - left.seconds[0]))


def _shifts(motion: PictureMotion, step: float) -> Signal:
    """Shifts to the right and down in picture widths a second on an even clock: (2, n)."""
    at = motion.seconds - motion.seconds[0]
    return timed(at, motion.shift.T, at[-1], step)


def _strength(motion: PictureMotion, shifts: Signal) -> float:
    """Picture widths from one picture to the next, root mean square, of the quick shifts."""
    rate = float(np.median(np.diff(motion.seconds)))
    return float(np.sqrt((shifts**2).sum(0).mean())) * rate
