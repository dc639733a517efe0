"""Same spots? Do the changes of one shot happen where those of the other do, in their order?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.measures.frame_registration import shrinking
from secondtake.comparing.takes.measures.scene_match import Place
from secondtake.comparing.takes.measures.silhouette_dtw import (
    SilhouetteAlignment,
    align_silhouettes,
)
from secondtake.vision.warp import warped, warped_frames

__all__ = ["motion_map_alignment"]

CELL_PX = 3
"""Small pixels of a cell: a hand of a person who fills a third of the picture."""
BLUR_PX = 1.5
LEAST_STILL = 8
"""Matches off people below which the pictures are not laid on each other."""
LEAST_VALID = 0.3
"""Share of the picture both must show."""
MOVED_PX = 2.5
"""Small pixels the camera must have moved before frames are set back: people alone give 2."""
CLEAR = 0.05
"""Least peak of phase correlation that is believed."""


def motion_map_alignment(
    left: Described, right: Described, place: Place
) -> SilhouetteAlignment | None:
    """Align the changes of one picture with the other's, registered by the background.

    The cameras' own motion is taken out. None where the backgrounds do not lie on each other.
    Two gestures of one person are alike to a model that names things; here they part, because
    the hands are elsewhere. Shift: phase correlation, Kuglin and Hines 1975.
    """
    best = place.grounds[0] if place.grounds else None
    if best is None or best.still < LEAST_STILL or best.framing is None:
        return None
    matrix = shrinking(left) @ best.framing @ np.linalg.inv(shrinking(right))
    shape = left.small.shape[1:3]
    one = _held(left.small, _picture(left, best.left_frame))
    two = _held(right.small, _picture(right, best.right_frame))
    laid = warped_frames(two, matrix, shape)
    full = np.full(right.small.shape[1:3], 255, np.uint8)
    valid = _cells(warped(full, matrix, shape)[None, ..., None])[0] > 250
    if valid.mean() < LEAST_VALID:
        return None
    shown = np.repeat(valid.ravel(), left.small.shape[3])
    frames = np.arange(len(one)), np.arange(len(laid))
    mine, yours = _rows(one)[:, shown], _rows(laid)[:, shown]
    return align_silhouettes(mine, yours, frames, left.step_seconds)


def _picture(shot: Described, frame: int) -> NDArray[np.uint8]:
    return shot.median if frame < 0 else shot.small[frame]


def _held(frames: NDArray[np.uint8], still: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The frames shifted to lie on ``still``, where the camera moved; else as they are."""
    import cv2

    window = cv2.createHanningWindow((frames.shape[2], frames.shape[1]), cv2.CV_32F)
    fixed = _fine(still)
    shifts = np.zeros((len(frames), 2))
    for index, frame in enumerate(frames):
        # A copy: where no padding is needed, OpenCV multiplies its inputs by the window in place.
        shift, clear = cv2.phaseCorrelate(fixed.copy(), _fine(frame), window)
        if clear > CLEAR:
            shifts[index] = shift
    if np.percentile(np.hypot(*shifts.T), 75) < MOVED_PX:
        return frames
    size = frames.shape[2], frames.shape[1]
    return np.stack(
        [
            cv2.warpAffine(
                frame,
                np.array([[1.0, 0, -x], [0, 1, -y]]),
                size,
                borderMode=cv2.BORDER_REPLICATE,
            )
            for frame, (x, y) in zip(frames, shifts, strict=True)
        ]
    )


def _fine(frame: NDArray[np.uint8]) -> NDArray[np.float32]:
    import cv2

    grey = cv2.GaussianBlur(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 1)
    fine: NDArray[np.float32] = grey - cv2.GaussianBlur(grey, (0, 0), 6)
    return fine


def _cells(frames: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Means of the cells, float32 (n, rows, columns, channels)."""
    import cv2

    height, width = frames.shape[1] // CELL_PX, frames.shape[2] // CELL_PX
    small = [
        cv2.resize(
            cv2.GaussianBlur(frame.astype(np.float32), (0, 0), BLUR_PX),
            (width, height),
            interpolation=cv2.INTER_AREA,
        ).reshape(height, width, -1)
        for frame in frames
    ]
    return np.stack(small)


def _rows(frames: NDArray[np.uint8]) -> NDArray[np.float32]:
    return _cells(frames).reshape(len(frames), -1)
