"""As tall? Height of two people at the same spot before the same camera, whatever they wear."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.measures.scene_match import Place
from secondtake.comparing.takes.measures.silhouette_dtw import SilhouetteAlignment
from secondtake.vision.homography import mapped_points
from secondtake.vision.pose import Person

__all__ = ["stature_gap"]

SAME_SPOT = 0.05
"""How far apart feet may be, in heights: a step towards the camera changes a height by less."""
LEAST_FRAMES = 4
LEAST_STILL = 8
"""Matches off people below which one picture is not laid on the other."""
ON_BORDER_PX = 2.0
"""Pixels from the lower border from which feet are out of the picture."""
READ_PX = 1.0
"""Pixels by which a box is read wrongly: no difference below it is told."""


def stature_gap(
    left: tuple[Described, Person],
    right: tuple[Described, Person],
    found: SilhouetteAlignment,
    place: Place,
) -> float | None:
    """Natural logarithm of how much taller one is, at least 0, where both stand at one spot.

    ``found``: the frames that go together; heights are compared in like postures only. The
    background lays the right picture on the left, so both must come from one camera position.
    Median over frames; None where feet are unseen or nobody stands where the other stood.
    """
    best = place.grounds[0] if place.grounds else None
    if best is None or best.still < LEAST_STILL or best.framing is None or not len(found.path):
        return None
    one = left[1].boxes[np.searchsorted(left[1].frames, found.path[:, 0])]
    two = right[1].boxes[np.searchsorted(right[1].frames, found.path[:, 1])]
    seen = _stands_inside(one, left[0]) & _stands_inside(two, right[0])
    there = _mapped(two, best.framing)
    tall, other = one[:, 3] - one[:, 1], there[:, 3] - there[:, 1]
    near = seen & (np.abs(one[:, 3] - there[:, 3]) < SAME_SPOT * tall) & (other > 1)
    if near.sum() < LEAST_FRAMES:
        return None
    gap = abs(float(np.median(np.log(tall[near] / other[near]))))
    return max(0.0, gap - READ_PX / float(np.median(tall[near])))


def _stands_inside(boxes: NDArray[np.float32], shot: Described) -> NDArray[np.bool_]:
    """Whether both ends of the boxes lie inside the picture."""
    return (boxes[:, 3] < shot.size[1] - ON_BORDER_PX) & (boxes[:, 1] > ON_BORDER_PX)


def _mapped(boxes: NDArray[np.float32], matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """The middles of the upper and lower edges mapped: float64 (k, 4), with the box's own x."""
    middle = (boxes[:, 0] + boxes[:, 2]) / 2
    ends = [mapped_points(np.column_stack([middle, y]), matrix) for y in (boxes[:, 1], boxes[:, 3])]
    return np.concatenate(ends, 1)
