"""Points and boxes through a 3 x 3 map from one picture to another."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondtake.vision.boxes import Corners

__all__ = ["corners_of", "mapped_box", "mapped_points", "middle_shift"]


def mapped_points(
    points: NDArray[Any], matrix: NDArray[np.float64], *, least_depth: float | None = None
) -> NDArray[np.float64]:
    """Points (n, 2), x right and y down, through a map float64 (3, 3): float64 (n, 2).

    ``least_depth``: what a point's third coordinate is raised to before the other two are divided
    by it, so that a point behind the picture goes far away instead of to the other side.

    >>> mapped_points(np.array([[1.0, 2.0]]), np.diag([2.0, 2.0, 1.0])).tolist()
    [[2.0, 4.0]]
    """
    moved = points @ matrix[:, :2].T + matrix[:, 2]
    depth = moved[:, 2:] if least_depth is None else np.maximum(moved[:, 2:], least_depth)
    return np.asarray(moved[:, :2] / depth, np.float64)


def mapped_box(box: Corners, matrix: NDArray[np.float64]) -> tuple[float, float, float, float]:
    """The upright box around a mapped box, both x0, y0, x1, y1."""
    xy = mapped_points(corners_of(box), matrix)
    low, high = xy.min(0), xy.max(0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def corners_of(box: Corners) -> NDArray[np.float64]:
    """The corners of a box x0, y0, x1, y1, the way the clock goes: float64 (4, 2)."""
    x0, y0, x1, y1 = box
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float64)


def middle_shift(matrix: NDArray[np.float64], size: tuple[int, int]) -> NDArray[np.float64]:
    """How far an affine map float64 (2, 3) shifts the middle of a picture (width, height)."""
    middle = np.array([size[0] / 2, size[1] / 2, 1.0])
    return np.asarray(matrix @ middle - middle[:2], np.float64)
