"""Burnt-in clocks: what ticks in the picture's frame is found, what blinks or moves is not."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from tests.films import place

from secondtake.vision.burnt_in_clock import burnt_in_clocks, stopped

SECONDS = np.arange(60) / 10


def film() -> NDArray[np.uint8]:
    """Six seconds of an empty place, ten pictures a second, uint8 (60, 180, 320, 3)."""
    rng = np.random.default_rng(3)
    still = np.repeat(place(4)[None], 60, axis=0).astype(np.int16)
    noisy = still + rng.integers(-5, 6, still.shape, np.int16)
    return np.asarray(np.clip(noisy, 0, 255), np.uint8)


def clocked(frames: NDArray[np.uint8], begins: int = 41) -> NDArray[np.uint8]:
    """The same with a clock in its lower left corner that ticks at .3 of each second."""
    for number, frame in enumerate(frames):
        second = begins + int((number + 7) / 10)
        words = f"14:02:{second:02d}"
        cv2.rectangle(frame, (0, 160), (96, 179), (0, 0, 0), -1)
        cv2.putText(frame, words, (4, 174), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (255, 255, 255), 1)
    return frames


def test_a_clock_is_found_with_its_whole_line_and_its_ticks() -> None:
    (clock,) = burnt_in_clocks(clocked(film()), SECONDS)
    x, y, width, height = clock.box

    assert x <= 8 and y >= 155 and 60 <= width <= 110 and height <= 20
    assert np.allclose(np.diff(clock.ticks), 1, atol=0.11)
    assert len(clock.pictures) == len(clock.ticks) + 1


def test_a_lamp_that_blinks_once_a_second_is_no_clock() -> None:
    frames = film()
    for number, frame in enumerate(frames):
        colour = (250, 250, 250) if number // 10 % 2 else (10, 10, 10)
        cv2.rectangle(frame, (200, 40), (212, 54), colour, -1)

    assert burnt_in_clocks(frames, SECONDS) == ()


def test_what_crosses_the_picture_is_no_clock() -> None:
    frames = film()
    for number, frame in enumerate(frames):
        cv2.rectangle(frame, (number * 5, 80), (number * 5 + 20, 130), (240, 240, 240), -1)

    assert burnt_in_clocks(frames, SECONDS) == ()


def test_a_stopped_clock_leaves_nothing_that_ticks() -> None:
    frames = clocked(film())
    clocks = burnt_in_clocks(frames, SECONDS)

    assert burnt_in_clocks(stopped(frames, clocks, (320, 180)), SECONDS) == ()
