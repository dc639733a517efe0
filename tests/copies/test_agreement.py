"""What makes two strips agree: one recording does, a clock in both and exercise in step do not."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from tests.films import place

from secondtake.comparing.copies.alignment_segments import beyond
from secondtake.comparing.copies.homography import PictureMap
from secondtake.comparing.copies.motion_agreement import Agreement, agreement
from secondtake.comparing.copies.temporal_alignment import Line

Strip = NDArray[np.uint8]
PICTURES = 48
WHOLE = Line(slope=1.0, start=0.0, first=0, last=PICTURES - 1, gain=1.0)


def noisy(seed: int, frames: list[NDArray[np.uint8]]) -> Strip:
    noise = np.random.default_rng(seed).normal(0, 1.5, (len(frames), 90, 160))
    return np.asarray(np.clip(np.stack(frames) + noise, 0, 255), np.uint8)


def ground() -> NDArray[np.uint8]:
    grey = cv2.cvtColor(place(4), cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.resize(grey, (160, 90), interpolation=cv2.INTER_AREA), np.uint8)


def stopwatch(seed: int, place_of: NDArray[np.uint8], begins: int = 14) -> Strip:
    """An empty place under a clock that fills most of the picture's width."""
    frames = []
    for number in range(PICTURES):
        frame = place_of.copy()
        cv2.rectangle(frame, (4, 20), (156, 62), 0, -1)
        words = f"02:{begins + number // 8:02d}"
        cv2.putText(frame, words, (10, 56), cv2.FONT_HERSHEY_SIMPLEX, 1.5, 250, 3, cv2.LINE_AA)
        frames.append(frame)
    return noisy(seed, frames)


def exercise(seed: int, *, late: float = 0.0, reach: float = 1.0) -> Strip:
    """Somebody who goes up and down every second and a half, ``late`` rising and falling."""
    frames = []
    for number in range(PICTURES):
        at = number / 8 + late * np.sin(number / 5)
        frame = ground()
        for part, (x, wide) in enumerate(((45, 20), (80, 26), (115, 12))):
            down = reach * 16 * np.sin(2 * np.pi * at / 1.5 + 0.4 * part)
            cv2.ellipse(frame, (x, int(45 + down)), (wide, 9), 0, 0, 360, 30 + 40 * part, -1)
        frames.append(frame)
    return noisy(seed, frames)


def agreed(one: Strip, two: Strip) -> Agreement:
    same = PictureMap(matrix=np.eye(3), mirrored=False, cells=60, spread=1.0, inliers=200)
    return agreement(one, two, same, WHOLE)


def test_a_clock_that_shows_the_same_time_in_two_films_does_not_agree() -> None:
    found = agreed(stopwatch(1, ground()), stopwatch(2, ground()))

    assert found.changes < 0.2


def test_exercise_in_step_with_another_is_below_what_a_copy_has() -> None:
    one, copy = exercise(1), exercise(2)
    other = exercise(3, late=0.07, reach=0.85)

    assert beyond(WHOLE, agreed(one, copy)) > 0.2
    assert beyond(WHOLE, agreed(one, other)) < 0
    assert agreed(one, other).changes > 0.6
