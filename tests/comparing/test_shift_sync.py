"""Cameras side by side shift together, and two takes of one camera position do not."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.measures.moment_sync import Lock
from secondtake.comparing.takes.measures.shift_sync import shift_sync_of
from secondtake.vision.picture_motion import PictureMotion, picture_motion

RATE = 25


def held(seed: int, *, room: int, start: int = 0, shake: float = 2.0) -> PictureMotion:
    """Four seconds of a room from a camera in a hand: where it points is drawn by ``seed``."""
    rng = np.random.default_rng(seed)
    course = np.cumsum(rng.normal(0, shake, (RATE * 5, 2)), 0)
    bell = np.exp(-0.5 * (np.arange(-4, 5) / 1.5) ** 2)
    course = np.stack([np.convolve(one, bell / bell.sum(), "same") for one in course.T], 1)
    ground = np.random.default_rng(room).integers(40, 200, (40, 48))
    wide = np.kron(ground, np.ones((6, 6))).astype(np.float32)
    pictures = [_seen(wide, across, down) for across, down in course[start : start + 4 * RATE]]
    found = picture_motion(np.stack(pictures), np.arange(len(pictures)) / RATE)
    assert found is not None
    return found


def _seen(wide: NDArray[np.float32], across: float, down: float) -> NDArray[np.uint8]:
    import cv2

    moved = np.array([[1, 0, across - 96], [0, 1, down - 84]], np.float64)
    seen = cv2.warpAffine(wide, moved, (96, 72), borderMode=cv2.BORDER_WRAP)
    return np.asarray(seen, np.uint8)


def lock(left: PictureMotion, right: PictureMotion) -> Lock:
    found = shift_sync_of(left, right)
    assert found is not None
    return found


def test_cameras_held_together_shake_together_and_another_take_does_not() -> None:
    first = held(1, room=1)

    beside, again = lock(first, held(1, room=2, start=10)), lock(first, held(2, room=1))

    assert abs(beside.offset_seconds + 10 / RATE) < 0.05
    assert min(beside.z, beside.margin) > 5
    assert min(again.z, again.margin) < 3


def test_a_camera_that_stands_still_shifts_with_nothing() -> None:
    assert shift_sync_of(held(1, room=1), held(1, room=2, shake=0.0)) is None
