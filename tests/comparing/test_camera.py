"""How the camera moved is told from the background, whatever people do before it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from secondtake.vision.camera_motion import camera_motion

STEP = 0.1
SIZE = (160, 90)


def wall() -> NDArray[np.uint8]:
    """A wall with much to hold on to, larger than the picture."""
    chance = np.random.default_rng(3).integers(0, 256, (40, 70, 3)).astype(np.uint8)
    return cv2.resize(chance, (560, 320), interpolation=cv2.INTER_CUBIC)


def filmed(shifts: NDArray[np.float64], scales: NDArray[np.float64]) -> NDArray[np.uint8]:
    """The wall through a camera that looks ``shifts`` widths further right, at ``scales``."""
    frames = []
    for shift, scale in zip(shifts, scales, strict=True):
        middle = np.array([280 + shift * SIZE[0], 160.0])
        matrix = np.array(
            [
                [scale, 0, SIZE[0] / 2 - scale * middle[0]],
                [0, scale, SIZE[1] / 2 - scale * middle[1]],
            ]
        )
        frames.append(cv2.warpAffine(wall(), matrix, SIZE, flags=cv2.INTER_AREA))
    return np.stack(frames)


def nobody(frames: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return np.zeros(frames.shape[:3], bool)


TIMES = np.arange(30) * STEP
ONES, ZEROS = np.ones(30), np.zeros(30)
TREMBLE = np.random.default_rng(5).normal(0, 0.006, 30)


@pytest.mark.parametrize(
    ("shifts", "scales", "expected"),
    [
        (ZEROS, ONES, "static"),
        (0.1 * TIMES, ONES, "pan"),
        (0.1 * TIMES + TREMBLE / 4, ONES, "pan"),
        (ZEROS, np.exp(0.1 * TIMES), "zoom"),
        (TREMBLE, ONES, "hand-held"),
    ],
    ids=["tripod", "pan", "pan from a hand", "zoom", "hand"],
)
def test_the_camera_is_called_by_how_it_moves(
    shifts: NDArray[np.float64], scales: NDArray[np.float64], expected: str
) -> None:
    frames = filmed(shifts, scales)

    assert camera_motion(frames, nobody(frames), STEP).kind == expected


def test_a_pan_to_the_right_and_a_zoom_in_are_measured() -> None:
    frames = filmed(0.2 * TIMES, ONES)
    pan = camera_motion(frames, nobody(frames), STEP).pan
    frames = filmed(ZEROS, np.exp(0.15 * TIMES))
    zoom = camera_motion(frames, nobody(frames), STEP).zoom

    assert pan == pytest.approx((0.2, 0.0), abs=0.01)
    assert zoom == pytest.approx(0.15, abs=0.01)


def test_somebody_who_walks_before_a_tripod_does_not_move_it() -> None:
    frames = filmed(ZEROS, ONES)
    people = nobody(frames)
    for at in range(30):
        left = 10 + 4 * at
        frames[at, 20:80, left : left + 24] = wall()[100:160, 200:224]
        people[at, 16:84, max(0, left - 4) : left + 28] = True

    assert camera_motion(frames, people, STEP).kind == "static"


def test_a_blank_picture_says_nothing_of_the_camera() -> None:
    frames = np.full((20, 90, 160, 3), 120, np.uint8)

    assert camera_motion(frames, nobody(frames), STEP).kind == "unknown"
