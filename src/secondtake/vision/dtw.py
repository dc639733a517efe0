"""Alignment of two sequences by a warp that may start and end anywhere."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["local_path"]


def local_path(reward: NDArray[np.float64]) -> tuple[float, NDArray[np.int64]]:
    """The path of greatest summed reward; it may start and end anywhere.

    ``reward``: float64 (n, m). Steps are (1, 1), (1, 2) and (2, 1); a long step pays for the
    cells it passes. Returns the sum and the path int64 (p, 2); empty when nothing pays.
    """
    count, other = reward.shape
    total = np.full((count + 2, other + 2), 0.0)
    came = np.zeros((count + 2, other + 2), np.int8)
    inner = np.zeros((count + 2, other + 2))
    inner[2:, 2:] = reward
    for i in range(2, count + 2):
        here = inner[i, 2:]
        one = total[i - 1, 1:-1] + here
        two = total[i - 1, :other] + 0.75 * here + 0.75 * inner[i, 1:-1]
        three = total[i - 2, 1:-1] + 0.75 * here + 0.75 * inner[i - 1, 2:]
        options = np.stack([here, one, two, three])
        best = options.argmax(0)
        total[i, 2:] = np.maximum(options[best, np.arange(other)], 0)
        came[i, 2:] = best
    top = int(total.argmax())
    i, j = divmod(top, other + 2)
    score = float(total[i, j])
    path = []
    while score > 0 and i >= 2 and j >= 2 and total[i, j] > 0:
        path.append((i - 2, j - 2))
        step = came[i, j]
        if step == 0:
            break
        i, j = i - (2 if step == 3 else 1), j - (2 if step == 2 else 1)
    return score, np.array(path[::-1], np.int64).reshape(-1, 2)
