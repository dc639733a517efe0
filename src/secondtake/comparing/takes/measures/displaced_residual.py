"""Is what is left between aligned pictures noise, or the same things a little elsewhere?

Coding leaves noise. A repeated movement, and a second lens, leave parts that lie elsewhere.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["displaced_share"]

CELL_PX = 6
"""Side of a cell in small pixels: a hand of a person who fills the picture."""
TOGETHER = 3
"""Pictures in a row that share one displacement: at 25 a second nothing turns round sooner."""
MOST_GROUPS = 40
"""Groups of pictures that are looked at, evenly spread: 60 ms."""
LEAST_WEIGHT = 0.1
"""Mean weight of a cell's pixels from which it is looked at."""
LEAST_CELLS = 20
"""Cells, over all groups, below which nothing is said."""
RIDGE = 1e-3
"""Added to the mean square of each gradient: on a flat cell displacement means nothing."""


def displaced_share(
    left: NDArray[np.float32],
    right: NDArray[np.float32],
    weights: NDArray[np.float32],
    valid: NDArray[np.bool_],
) -> float:
    """Share (0 to 1) of the difference that displacements of each cell explain; NaN for few cells.

    ``left``, ``right``, ``weights``: float32 (n, k), aligned pictures in their order, the pixels
    of ``valid``, bool (h, w), and how much each counts. In each cell of a few pictures the
    difference is fitted by the gradients in x, y and time; what one displacement of the whole
    picture explains, as between frames kept at other times, is left out before. White noise gives
    about three over a cell's pixels. Source: Lucas and Kanade 1981.
    """
    groups = len(left) // TOGETHER
    if not groups:
        return float("nan")
    chosen = np.unique(np.linspace(0, groups - 1, min(groups, MOST_GROUPS)).round().astype(int))
    rows = (chosen[:, None] * TOGETHER + np.arange(TOGETHER)).ravel()
    slopes = _slopes(left, right, rows, valid)
    apart = _laid_out(left[rows] - right[rows], valid)
    weight = _laid_out(weights[rows], valid)
    count = _sums(weight)
    square = np.stack([[_sums(weight * a * b) for a in slopes] for b in slopes], axis=-1)
    square = np.moveaxis(square, 0, -2)
    pull = np.stack([_sums(weight * a * apart) for a in slopes], axis=-1)
    total = _sums(weight * apart * apart)
    seen = count > LEAST_WEIGHT * TOGETHER * CELL_PX**2
    if seen.sum() < LEAST_CELLS:
        return float("nan")
    square = square + (RIDGE * count)[..., None, None] * np.eye(3) + 1e-9 * np.eye(3)
    each = _explained(square, pull)[seen].sum()
    inside = seen[..., None]
    whole = _explained(
        (square * inside[..., None]).sum((1, 2)) + 1e-9 * np.eye(3), (pull * inside).sum((1, 2))
    ).sum()
    left_over = float(total[seen].sum() - whole)
    return float(np.clip((each - whole) / max(left_over, 1e-9), 0, 1))


def _slopes(
    left: NDArray[np.float32],
    right: NDArray[np.float32],
    rows: NDArray[np.int64],
    valid: NDArray[np.bool_],
) -> list[NDArray[np.float32]]:
    """Gradients of the mean of both sides in x and y, and of the left in time: (r, h, w) each."""
    import cv2

    mean = _laid_out(np.asarray((left[rows] + right[rows]) / 2, np.float32), valid)
    after, before = np.minimum(rows + 1, len(left) - 1), np.maximum(rows - 1, 0)
    return [
        np.stack([cv2.Sobel(one, cv2.CV_32F, 1, 0, ksize=3) / 8 for one in mean]),
        np.stack([cv2.Sobel(one, cv2.CV_32F, 0, 1, ksize=3) / 8 for one in mean]),
        _laid_out(np.asarray((left[after] - left[before]) / 2, np.float32), valid),
    ]


def _explained(square: NDArray[np.float64], pull: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the best displacements take off the squared difference, of (..., 3, 3) and (..., 3)."""
    found = np.linalg.solve(square, pull[..., None])[..., 0]
    return np.asarray((found * pull).sum(-1), np.float64)


def _laid_out(flat: NDArray[np.float32], valid: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Pixels (r, k) in their places, 0 elsewhere: float32 (r, h, w)."""
    out = np.zeros((len(flat), *valid.shape), np.float32)
    out[:, valid] = flat
    return out


def _sums(values: NDArray[np.float32]) -> NDArray[np.float64]:
    """Sums over cells of each group of pictures: float64 (groups, rows, columns)."""
    high, wide = (side // CELL_PX for side in values.shape[1:])
    kept = values[:, : high * CELL_PX, : wide * CELL_PX].astype(np.float64)
    return np.asarray(
        kept.reshape(-1, TOGETHER, high, CELL_PX, wide, CELL_PX).sum((1, 3, 5)), np.float64
    )
