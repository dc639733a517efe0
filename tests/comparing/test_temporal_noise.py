"""Noise in time: found again at the one offset a recording has, and not in another recording."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from tests.films import place

from secondtake.comparing.capture.temporal_noise import (
    SharedFlicker,
    agreements,
    flicker_of,
    found_again,
    ground_of,
    shared_flicker,
)

STILL = cv2.cvtColor(place(6, size=(128, 96)), cv2.COLOR_RGB2GRAY).astype(np.float32)


def recording(seed: int, count: int, *, trembles: bool = False) -> NDArray[np.uint8]:
    """Pictures of an empty place, uint8 (count, 96, 128), under noise of their own."""
    rng = np.random.default_rng(seed)
    out = np.empty((count, *STILL.shape), np.float32)
    for number in range(count):
        x, y = (0.5 * np.sin(number * 0.7), 0.5 * np.cos(number)) if trembles else (0, 0)
        move = np.array([[1, 0, x], [0, 1, y]], np.float32)
        out[number] = cv2.warpAffine(STILL, move, (128, 96), borderMode=cv2.BORDER_REPLICATE)
    noisy = out + rng.normal(0, 4, out.shape)
    return np.asarray(np.clip(np.rint(noisy), 0, 255), np.uint8)


def sought(left: NDArray[np.uint8], right: NDArray[np.uint8]) -> SharedFlicker | None:
    every = np.ones(left.shape[1:], np.bool_)
    first, second = (
        flicker_of(p, np.arange(len(p)) / 25, np.zeros(len(p), np.bool_), ground_of(p), every)
        for p in (left, right)
    )
    return shared_flicker(agreements(first, second), first.seconds, second.seconds)


def test_a_blurred_part_of_a_recording_is_found_at_its_offset() -> None:
    whole = recording(1, 120)
    part = np.stack([cv2.GaussianBlur(p, (0, 0), 0.8) for p in whole[30:90]])
    found = sought(part, whole)

    assert found is not None and found_again(found)
    assert abs(found.offset_seconds - 30 / 25) < 0.01


def test_two_recordings_of_an_empty_place_share_nothing_at_any_offset() -> None:
    found = sought(recording(1, 100), recording(2, 100))

    assert found is not None and not found_again(found)


def test_a_camera_that_trembles_alike_in_both_is_no_evidence() -> None:
    found = sought(recording(1, 100, trembles=True), recording(2, 100, trembles=True))

    assert found is not None and not found_again(found)


def rained(recorded: NDArray[np.uint8], seed: int) -> NDArray[np.uint8]:
    """The recording with thirty drops in every picture, each somewhere else."""
    rng = np.random.default_rng(seed)
    for picture in recorded:
        for x, y in rng.integers(0, (128, 96), (30, 2)):
            cv2.line(picture, (int(x), int(y)), (int(x), int(y) + 7), (220.0,), 1)
    return recorded


def test_rain_does_not_hide_the_noise_of_a_short_copy() -> None:
    whole = rained(recording(1, 90), 5)
    copied = np.stack([cv2.GaussianBlur(p, (0, 0), 0.8) for p in whole[20:70]])
    found, other = sought(copied, whole), sought(copied, rained(recording(2, 90), 6))

    assert found is not None and found_again(found)
    assert other is not None and not found_again(other)
