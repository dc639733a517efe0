"""Where coding starts afresh because it was time to, and not because the picture changed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["on_schedule"]


def on_schedule(keys: list[int]) -> set[int]:
    """Those of the key pictures, numbers in order, that come one interval after another.

    An encoder writes a key picture at the latest after so many pictures; another one before that
    answers to what the picture shows. The interval is the longest, if it occurs twice in a row.
    """
    if len(keys) < 3:
        return set()
    steps: NDArray[np.int64] = np.diff(np.array(keys, np.int64))
    interval = int(steps.max())
    if not ((steps[1:] == interval) & (steps[:-1] == interval)).any():
        return set()
    return {key for key in keys if key - interval in set(keys)}
