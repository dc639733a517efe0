"""What lies before or behind the mapped plane is beside its place when the camera was moved."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.vision.homography import corners_of, mapped_points
from secondtake.vision.temporal_median import median_in_time

__all__ = ["camera_moved", "laid_closer"]

LEAST_MOVED = 0.0125
"""Picture widths by which a corner has to move for the camera to have."""
REACH_PX = 8.0
"""Small pixels within which the same thing is sought: a floor before a wall gave up to 5."""
EVEN_PX = 5.0
"""Standard deviation in small pixels over which neighbours move alike: a floor does, while what
is on one side only would have to be torn from what is around it."""
LIGHT_PX = 6.0
"""Standard deviation in small pixels over which light and contrast are taken away."""
PLAIN = 4.0
"""Grey levels of contrast below which there is nothing to lay on each other."""

Field = NDArray[np.float32]


def camera_moved(matrix: NDArray[np.float64], shape: tuple[int, int]) -> bool:
    """Whether a map float64 (3, 3) moves a corner of a picture (height, width) for certain.

    Only then can something be beside its place without having been moved.
    """
    height, width = shape
    corners = corners_of((0, 0, width, height))
    gone = np.hypot(*(mapped_points(corners, matrix) - corners).T)
    return bool(gone.max() > LEAST_MOVED * width)


def laid_closer(
    left: NDArray[np.uint8], right: NDArray[np.uint8], valid: NDArray[np.bool_]
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """The right's frames and what is valid of them, each place moved onto the left's likeliest.

    ``left``, ``right``: uint8 (n, h, w, 3), aligned and registered. ``valid``: bool (h, w).
    Source: dense inverse search, Kroeger et al. 2016, on both medians in time, then evened.
    """
    import cv2

    one, two = (_even_light(median_in_time(frames)) for frames in (left, right))
    finder = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    flow = _evened(np.asarray(finder.calc(one, two, None)), valid)
    height, width = valid.shape
    across, down = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype="f4"))
    to = (across + flow[..., 0], down + flow[..., 1])
    laid = [cv2.remap(f, *to, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE) for f in right]
    shown = cv2.remap(valid.astype(np.float32), *to, cv2.INTER_LINEAR, borderValue=0) > 0.99
    return np.stack(laid), valid & shown


def _even_light(rgb: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Detail in units of the contrast around it, uint8 (h, w)."""
    import cv2

    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.float32)
    fine = grey - cv2.GaussianBlur(grey, (0, 0), LIGHT_PX)
    contrast = np.sqrt(cv2.GaussianBlur(fine * fine, (0, 0), LIGHT_PX)) + PLAIN
    return np.asarray(np.clip(128 + 40 * fine / contrast, 0, 255), np.uint8)


def _evened(flow: Field, valid: NDArray[np.bool_]) -> Field:
    """The mean motion of the valid places around each, never more than ``REACH_PX``."""
    import cv2

    weight = valid.astype(np.float32)
    total = cv2.GaussianBlur(weight, (0, 0), EVEN_PX) + np.float32(1e-6)
    even = cv2.GaussianBlur(flow * weight[..., None], (0, 0), EVEN_PX) / total[..., None]
    far = np.hypot(even[..., 0], even[..., 1])
    return np.asarray(even * np.minimum(1, REACH_PX / np.maximum(far, 1e-6))[..., None], np.float32)
