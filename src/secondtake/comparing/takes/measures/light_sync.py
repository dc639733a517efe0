"""One moment by its light: flashes, lamps and exposure steps that two cameras see together.

Source of the idea: Shrestha and others 2006, "Synchronization of multiple video recordings based
on still camera flashes".
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.vision.picture_motion import PictureMotion

__all__ = ["LightSync", "light_sync_of"]

STEP_LEVELS = 3.0
"""Grey levels by which the whole picture changes at once, at least: less is coding and clouds."""
OUTLYING = 6.0
"""Robust standard deviations of the shot's own changes above which one is a step of light."""
LEAST_STEPS = 2
"""Steps on each side under which any offset fits: one on one side and one on the other."""
TOGETHER_SECONDS = 0.06
"""How near two cameras show one step: a picture of 25 a second and half of another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LightSync:
    """``offset_seconds``: right minus left, of the films' clocks; ``together``: steps of one sign
    that both show there. ``chance_log10``: of so many by chance at any offset, logarithm to 10;
    0 is certain, -3 one in a thousand."""

    offset_seconds: float
    together: int
    chance_log10: float


def light_sync_of(left: PictureMotion, right: PictureMotion) -> LightSync | None:
    """The offset at which most steps of light coincide; None without two steps on each side.

    By chance a step of one side falls on one of the other's as often as these fill its length
    (Poisson), and as many offsets are tried as there are pairs of steps.
    """
    mine, yours = _steps(left), _steps(right)
    if min(len(mine), len(yours)) < LEAST_STEPS:
        return None
    offsets = (yours[None, :, 0] - mine[:, None, 0])[mine[:, None, 1] == yours[None, :, 1]]
    if not len(offsets):
        return None
    near = np.abs(offsets[:, None] - offsets[None]) <= TOGETHER_SECONDS
    most = int(near.sum(1).argmax())
    together = min(int(near[most].sum()), len(mine), len(yours))
    length = min(float(m.seconds[-1] - m.seconds[0]) for m in (left, right))
    # Half of the steps go the same way.
    expected = len(mine) * len(yours) * TOGETHER_SECONDS / max(length, TOGETHER_SECONDS)
    # The pair that sets the offset coincides by construction.
    chance = min(1.0, len(offsets) * _at_least(together - 1, expected))
    return LightSync(
        offset_seconds=float(np.mean(offsets[near[most]])),
        together=together,
        chance_log10=math.log10(max(chance, 1e-12)),
    )


def _steps(motion: PictureMotion) -> NDArray[np.float64]:
    """When the whole picture grew lighter (1) or darker (-1) at once: float64 (steps, 2)."""
    light = motion.light.astype(np.float64)
    off = light - np.median(light)
    spread = 1.4826 * float(np.median(np.abs(off)))
    steps = np.abs(off) > max(STEP_LEVELS, OUTLYING * spread)
    return np.stack([motion.seconds[steps], np.sign(off[steps])], 1)


def _at_least(count: int, expected: float) -> float:
    """The probability of ``count`` or more where ``expected`` come on average (Poisson)."""
    fewer = sum(math.exp(-expected) * expected**k / math.factorial(k) for k in range(count))
    return max(0.0, 1.0 - fewer)
