"""Repetition: how many other alignments of two shots fit about as well as the best?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["rival_alignments"]

APART_SECONDS = 0.5
"""Alignments closer together than this are one."""
LEAST_SHARE = 0.5
"""Shortest overlap, as a share of the shorter shot, of an alignment that counts."""
AS_WELL = 0.9
"""Share of the best explanation from which an alignment is a rival."""


def rival_alignments(
    squared: NDArray[np.float64],
    far_left: NDArray[np.float64],
    far_right: NDArray[np.float64],
    step_seconds: float,
) -> int:
    """Count the constant offsets, other than the best, that explain the changes as well.

    ``squared``: float64 (n, m), squared distance of every two moments; ``far_*``: squared
    distance of each moment from its own take's median. 0 for an action done once; an exercise
    shown three times against three gives four.
    """
    count, other = squared.shape
    least = max(4, round(LEAST_SHARE * min(count, other)))
    weight = np.sqrt(far_left)[:, None] + np.sqrt(far_right)[None]
    gone, all_of_it = weight * squared, weight * (far_left[:, None] + far_right[None])
    lags = range(least - count, other - least + 1)
    explained = np.array(
        [1 - np.trace(gone, lag) / max(float(np.trace(all_of_it, lag)), 1e-12) for lag in lags]
    )
    if not len(explained) or explained.max() <= 0:
        return 0
    apart = max(1, round(APART_SECONDS / step_seconds))
    peaks: list[int] = []
    for at in np.argsort(-explained, kind="stable"):
        if explained[at] < AS_WELL * explained.max():
            break
        if all(abs(int(at) - peak) >= apart for peak in peaks):
            peaks.append(int(at))
    return max(0, len(peaks) - 1)
