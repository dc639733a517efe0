"""Groups of frames: do the key pictures of two films fall together at one offset?"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

import numpy as np
from numpy.typing import NDArray

__all__ = ["KeysTogether", "keys_together"]

REACH_SECONDS = 1.0
"""How far from the aligned offset others are tried."""
NEAR = 0.6
"""Frames within which two key pictures fall together."""
EVEN_FRAMES = 1.5
"""Frames by which distances between key pictures may differ and still be one distance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysTogether:
    """``together`` of the left's ``keys`` key pictures fall on one of the right's.

    ``chance``: how likely so many do at the best of the offsets tried if nothing is shared, 0 to 1;
    1 where both come at even distances, which always fall together at some offset.
    """

    together: int
    keys: int
    chance: float


def keys_together(
    left: NDArray[np.float64], right: NDArray[np.float64], offset: float, step: float
) -> KeysTogether:
    """Compare key pictures at the best offset near the aligned one.

    ``left``, ``right``: seconds of key pictures, float64 (n,) and (m,), of stretches that were
    aligned; ``offset``: right time less left time; ``step``: seconds a frame.
    """
    if not len(left) or not len(right):
        return KeysTogether(together=0, keys=len(left), chance=1.0)
    tried = offset + np.arange(-REACH_SECONDS, REACH_SECONDS + step / 2, step)
    gaps = np.abs(right[None, None] - (left[None, :, None] + tried[:, None, None])).min(2)
    together = int((gaps <= NEAR * step).sum(1).max())
    chance = 1.0
    if not (_even(left, step) and _even(right, step)):
        # Frames on which a key picture would fall together with one of the right's.
        span = max(float(right[-1] - right[0]), float(left[-1] - left[0])) + step
        share = min(1.0, len(right) * step / span)
        count = len(left)
        tail = sum(
            comb(count, k) * share**k * (1 - share) ** (count - k)
            for k in range(together, count + 1)
        )
        chance = min(1.0, len(tried) * tail)
    return KeysTogether(together=together, keys=len(left), chance=chance)


def _even(seconds: NDArray[np.float64], step: float) -> bool:
    """Whether key pictures come at one distance; fewer than three have no pattern to tell."""
    apart = np.diff(seconds)
    return len(apart) < 2 or float(apart.max() - apart.min()) <= EVEN_FRAMES * step
