"""Colours of one body part in two takes: how far apart, the light between them allowed for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.description import Described
from secondtake.vision.warp import shown_where, warped

__all__ = ["Apart", "colours_apart", "light_gains", "relit"]

LEAST_GAP = 14.0
"""Least distance of median colours in CIE Lab: below it, folds and shade explain it."""
LEAST_SIZE = 2.0
"""Least distance in multiples of the floor."""
LEAST_APART = 0.9
"""Least share of all frames that lie nearer their own take's colour than the other's."""
FLOOR = 3.0
"""Lab units one part's median colour moves by within a take at the least (takes-dev)."""
MOST_GAIN = 2.2
"""Light changes beyond this factor are not allowed for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """``gap``: distance of the takes' median colours in Lab; ``floor``: median distance of a
    frame from its own take's; ``own``: share of frames nearer their own take's colour;
    ``colours``: the two median colours, Lab, under one light."""

    gap: float
    floor: float
    own: float
    colours: tuple[tuple[float, ...], tuple[float, ...]]

    @property
    def differ(self) -> bool:
        """Whether the colours differ above the floor in nearly every frame."""
        sized = self.gap >= max(LEAST_GAP, LEAST_SIZE * self.floor)
        return sized and self.own >= LEAST_APART


def colours_apart(left: NDArray[np.float32], right: NDArray[np.float32]) -> Apart | None:
    """How far two courses of colours, float32 (k, 3) Lab with NaN where unseen, lie apart.

    None when a side was seen in fewer than three frames.
    """
    one, two = left[~np.isnan(left[:, 0])], right[~np.isnan(right[:, 0])]
    if min(len(one), len(two)) < 3:
        return None
    here, there = np.median(one, axis=0), np.median(two, axis=0)
    gone = [np.linalg.norm(s - m, axis=1) for s, m in ((one, here), (two, there))]
    other = [np.linalg.norm(s - m, axis=1) for s, m in ((one, there), (two, here))]
    nearer = np.concatenate(gone) < np.concatenate(other)
    floor = max(FLOOR, *(float(np.median(g)) for g in gone))
    return Apart(
        gap=float(np.linalg.norm(here - there)),
        floor=floor,
        own=float(nearer.mean()),
        colours=(tuple(map(float, here)), tuple(map(float, there))),
    )


def light_gains(
    left: Described, right: Described, matrix: NDArray[np.float64] | None
) -> NDArray[np.float32]:
    """Factors, float32 (3,), that bring the right's red, green and blue to the left's light.

    Taken from the median backgrounds where one map lays right; ones without a map.
    """
    gains = np.ones(3, np.float32)
    if matrix is None:
        return gains
    shape = left.small.shape[1:3]
    two = warped(right.median, matrix, shape).astype(np.float32)
    valid = shown_where(right.small.shape[1:3], matrix, shape)
    one = left.median.astype(np.float32)
    lit = valid & (one.min(2) > 20) & (two.min(2) > 20) & (one.max(2) < 245) & (two.max(2) < 245)
    if lit.sum() < 200:
        return gains
    ratio = np.median(one[lit] / two[lit], axis=0)
    return np.asarray(np.clip(ratio, 1 / MOST_GAIN, MOST_GAIN), np.float32)


def relit(lab: NDArray[np.float32], gains: NDArray[np.float32]) -> NDArray[np.float32]:
    """Lab colours float32 (k, 3) under other light; NaN rows stay NaN."""
    import cv2

    seen = ~np.isnan(lab[:, 0])
    if not seen.any():
        return lab
    rgb = cv2.cvtColor(lab[seen][None], cv2.COLOR_LAB2RGB)
    shifted = np.clip(rgb * gains, 0, 1).astype(np.float32)
    out = lab.copy()
    out[seen] = cv2.cvtColor(shifted, cv2.COLOR_RGB2LAB)[0]
    return out
