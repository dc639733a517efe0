"""The cheapest one-to-one pairs of a table of costs; SciPy for this alone would be 90 MB."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["cheapest_pairs"]


def cheapest_pairs(cost: NDArray[np.float64]) -> list[tuple[int, int]]:
    """Rows with their columns, each used once, of least cost in sum; as many as the shorter side.

    ``cost``: float64 (n, m), finite. Source: Kuhn 1955, by shortest augmenting paths (Jonker and
    Volgenant 1987); O(n² m).

    >>> cheapest_pairs(np.array([[1.0, 2.0], [0.0, 4.0]]))
    [(0, 1), (1, 0)]
    """
    if cost.shape[0] > cost.shape[1]:
        return sorted((row, column) for column, row in cheapest_pairs(cost.T))
    rows, columns = cost.shape
    of_row, of_column = np.zeros(rows), np.zeros(columns)
    owner = np.full(columns, -1)
    for start in range(rows):
        _augment(cost, start, owner, of_row, of_column)
    return sorted((int(owner[c]), c) for c in range(columns) if owner[c] >= 0)


def _augment(
    cost: NDArray[np.float64],
    start: int,
    owner: NDArray[np.int64],
    of_row: NDArray[np.float64],
    of_column: NDArray[np.float64],
) -> None:
    """Give the row ``start`` a column along the shortest path; prices are kept up to date."""
    columns = cost.shape[1]
    reach = np.full(columns, np.inf)
    before = np.full(columns, -1)
    done = np.zeros(columns, bool)
    row, at, least = start, -1, 0.0
    while True:
        through = least + cost[row] - of_row[row] - of_column
        nearer = ~done & (through < reach)
        reach[nearer], before[nearer] = through[nearer], at
        at = int(np.where(done, np.inf, reach).argmin())
        least = float(reach[at])
        done[at] = True
        if owner[at] < 0:
            break
        row = int(owner[at])
    passed = done & (owner >= 0)
    of_row[start] += least
    of_row[owner[passed]] += least - reach[passed]
    of_column[done] -= least - reach[done]
    while at >= 0:
        previous = int(before[at])
        owner[at] = start if previous < 0 else owner[previous]
        at = previous
