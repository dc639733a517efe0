"""Same spots? Do the changes of one shot happen where those of the other do, in their order?"""

from __future__ import annotations

from dataclasses import dataclass

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

__all__ = ["RegisteredFrames", "motion_map_alignment", "registered_frames"]

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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RegisteredFrames:
    """Both shots' small frames laid on each other by the background, the cameras' motion taken out.

    ``left``: uint8 (n, h, w, 3). ``right``: uint8 (m, h, w, 3), in the left's grid. ``shown``:
    uint8 (h, w), 255 where the right has picture. ``step_seconds``: between frames of the left.
    """

    left: NDArray[np.uint8]
    right: NDArray[np.uint8]
    shown: NDArray[np.uint8]
    step_seconds: float


def registered_frames(left: Described, right: Described, place: Place) -> RegisteredFrames | None:
    """The frames of two shots on one background; None where the backgrounds do not lie so.

    Shift of the camera: phase correlation, Kuglin and Hines 1975.
    """
    best = place.grounds[0] if place.grounds else None
    if best is None or best.still < LEAST_STILL or best.framing is None:
        return None
    matrix = shrinking(left) @ best.framing @ np.linalg.inv(shrinking(right))
    shape = left.small.shape[1:3]
    full = np.full(right.small.shape[1:3], 255, np.uint8)
    return RegisteredFrames(
        left=_held(left.small, _picture(left, best.left_frame)),
        right=warped_frames(_held(right.small, _picture(right, best.right_frame)), matrix, shape),
        shown=warped(full, matrix, shape),
        step_seconds=left.step_seconds,
    )


def motion_map_alignment(frames: RegisteredFrames) -> SilhouetteAlignment | None:
    """Align the changes of one picture with the other's; None where they share little picture.

    Two gestures of one person are alike to a model that names things; here they part, because
    the hands are elsewhere.
    """
    valid = _cells(frames.shown[None, ..., None])[0] > 250
    if valid.mean() < LEAST_VALID:
        return None
    channels = np.repeat(valid.ravel(), frames.left.shape[3])
    mine, yours = _rows(frames.left)[:, channels], _rows(frames.right)[:, channels]
    counted = np.arange(len(mine)), np.arange(len(yours))
    return align_silhouettes(mine, yours, counted, frames.step_seconds)


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
