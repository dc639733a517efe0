"""Are aligned frames of two takes nearer to each other than each take is to itself soon after?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["closeness"]

MOMENT_SECONDS = 0.3
"""How far away in time a take's own frames are that tell what is near."""
FARTHEST = -2.0
"""Lowest value given: farther apart is no other answer."""


def closeness(
    left: NDArray[np.floating],
    right: NDArray[np.floating],
    rows: tuple[NDArray[np.int64], NDArray[np.int64]],
    steps: tuple[float, float],
) -> float:
    """One less the squared distance of aligned rows in terms of each side's own over a moment.

    ``left``, ``right``: (n, d), (m, d), one row a moment. ``rows``: int64 (p,) each, the rows
    that go together. ``steps``: seconds from one row to the next, of each. 1: the same pictures;
    0: as far apart as 0.3 s within one take; lowest -2. Columns count by how much they change
    within the takes, so that what only differs between the takes, as clothes do, counts little.
    """
    one, two = left.astype(np.float32), right.astype(np.float32)
    weight = np.sqrt(one.var(0) + two.var(0))
    one, two = one * weight, two * weight
    apart = ((one[rows[0]] - two[rows[1]]) ** 2).sum()
    gaps = [max(1, round(MOMENT_SECONDS / step)) for step in steps]
    own = (_own(one, rows[0], gaps[0]) + _own(two, rows[1], gaps[1])) / 2
    return max(FARTHEST, float(1 - apart / max(own, 1e-9)))


def _own(values: NDArray[np.float32], rows: NDArray[np.int64], gap: int) -> float:
    """Mean of the squared distances to the rows before and after, summed over rows."""
    last = len(values) - 1
    here = values[rows]
    before, after = (values[np.clip(rows + step, 0, last)] for step in (-gap, gap))
    return float((((here - before) ** 2).sum() + ((here - after) ** 2).sum()) / 2)
