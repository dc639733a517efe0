"""Does it move where it moves in the other shot, whatever the timing and the order?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.measures.motion_map import RegisteredFrames

__all__ = ["motion_image_overlap"]

CELL_PX = 8
"""Small pixels of a cell: a hand of a person who fills the picture, wherever in its reach."""
SOFT_PX = 4.0
"""Standard deviation by which a change is spread: half a cell, so that borders do not matter."""
NOISE = 1.0
"""Mean grey levels of a cell that coding alone changes from one frame to the next."""
LEAST_CELLS = 10
"""Cells both must show."""


def motion_image_overlap(frames: RegisteredFrames) -> float | None:
    """How alike two shots' motion-energy images are (0 to 1); None where little is shown or moves.

    The image holds how much each spot changes over the whole shot. Who takes the same things to
    the same places again moves in the same area, with other timing and on another path; who does
    something else at the same place moves elsewhere. Source: motion-energy images, Bobick and
    Davis 2001; compared by the Bhattacharyya coefficient, so that duration and speed drop out.
    """
    shown = _cells(frames.shown) > 250
    if shown.sum() < LEAST_CELLS:
        return None
    images = [_image(side)[shown] for side in (frames.left, frames.right)]
    total = [float(image.sum()) for image in images]
    if min(total) <= 0:
        return None
    return float(np.sqrt(images[0] / total[0] * images[1] / total[1]).sum())


def _image(pictures: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Mean change of every cell from frame to frame, beyond noise: float64 (rows, columns)."""
    import cv2

    soft = [
        cv2.GaussianBlur(cv2.cvtColor(one, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 1.0)
        for one in pictures
    ]
    changes = np.abs(np.diff(np.stack(soft), axis=0))
    spread = [
        np.maximum(_cells(cv2.GaussianBlur(one, (0, 0), SOFT_PX)) - NOISE, 0) for one in changes
    ]
    return np.asarray(np.mean(spread, axis=0), np.float64)


def _cells(picture: NDArray[np.generic]) -> NDArray[np.float32]:
    """Means of the cells of one picture, float32 (rows, columns)."""
    import cv2

    size = max(1, picture.shape[1] // CELL_PX), max(1, picture.shape[0] // CELL_PX)
    grey = picture.astype(np.float32)
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.float32)
