"""Upright boxes x0 y0 x1 y1, x right and y down: their areas and how far they overlap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["Corners", "area", "areas", "covered_share", "iou"]

Corners = Sequence[float] | NDArray[np.float32] | NDArray[np.float64]
"""One box: x0, y0, x1, y1; both boxes of a pair in the same pixels or shares."""


def area(box: Corners) -> float:
    """Area of a box; 0 where its ends are the wrong way round."""
    return float(max(0, box[2] - box[0]) * max(0, box[3] - box[1]))


def areas(boxes: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same of float32 (n, 4): float32 (n,)."""
    sides = np.maximum(boxes[:, 2:] - boxes[:, :2], 0)
    return np.asarray(sides[:, 0] * sides[:, 1], np.float32)


def iou(left: Corners, right: Corners) -> float:
    """Intersection over union of two boxes, 0 to 1.

    >>> iou((0, 0, 2, 2), (1, 0, 3, 2))
    0.3333333333333333
    """
    shared = _shared(left, right)
    union = area(left) + area(right) - shared
    return shared / union if union > 0 else 0.0


def covered_share(one: Corners, other: Corners) -> float:
    """Share of the first box that the other covers, 0 to 1.

    >>> covered_share((0, 0, 2, 2), (1, 0, 9, 9))
    0.5
    """
    return _shared(one, other) / max(area(one), 1e-6)


def _shared(left: Corners, right: Corners) -> float:
    wide = min(left[2], right[2]) - max(left[0], right[0])
    tall = min(left[3], right[3]) - max(left[1], right[1])
    return float(max(wide, 0) * max(tall, 0))
