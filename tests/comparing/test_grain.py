"""Noise that is new in every picture is found again in the same recording and in no other."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from secondtake.comparing.capture.noise_registration import laid
from secondtake.comparing.capture.sensor_noise import Grain, grain_of, noisier, shared, survival

HEIGHT, WIDTH, RATE = 144, 192, 25
Pictures = NDArray[np.uint8]


def wall() -> NDArray[np.float32]:
    """A plain wall in uneven light, with boxes along its foot."""
    down, across = np.mgrid[:HEIGHT, :WIDTH].astype(np.float32)
    picture = 90 + 0.2 * across + 0.1 * down
    boxes = np.random.default_rng(3).integers(30, 220, (4, 24))
    picture[112:] = np.kron(boxes, np.ones((8, 8)))
    return picture.astype(np.float32)


def recording(seed: int, *, noise: float = 4.0, count: int = 30) -> Pictures:
    """A held camera on the wall: noise of its own, and the pattern every recording of it has."""
    fixed = np.random.default_rng(1).normal(0, 3, (HEIGHT, WIDTH))
    new = np.random.default_rng(seed).normal(0, noise, (count, HEIGHT, WIDTH))
    pattern = fixed if noise else 0 * fixed
    return np.clip(np.rint(wall() + pattern + new), 0, 255).astype(np.uint8)


def coarser(luma: Pictures) -> Pictures:
    """What a copy loses: half a grey level to rounding, and the finest of the noise."""
    soft = np.stack([cv2.GaussianBlur(p, (0, 0), 0.5) for p in luma])
    return (soft // 2 * 2).astype(np.uint8)


def seconds(count: int, first: int = 0) -> NDArray[np.float64]:
    return (first + np.arange(count)) / RATE


def sought(left: Pictures, right: Pictures) -> tuple[float, float, float]:
    """Correlation, floor and offset of eight pictures of the left in all of the right."""
    one, two = grain_of(left[10:18]), grain_of(right)
    found = shared(one, two, seconds(8, 10), seconds(len(right)))
    return found.correlation, found.floor, found.offset_seconds


def test_the_noise_of_one_recording_is_found_at_its_offset() -> None:
    film = recording(1)
    correlation, floor, offset = sought(film, coarser(film)[4:])

    assert correlation > 0.6
    assert floor < 0.05
    assert offset == pytest.approx(-4 / RATE)


def test_it_is_found_where_one_picture_lies_some_pixels_beside_the_other() -> None:
    film = recording(1)
    beside = np.roll(film, (5, -7), (1, 2))

    assert sought(film, beside)[0] > 0.6


def test_two_captures_of_one_camera_share_a_pattern_but_no_noise() -> None:
    correlation, floor, _ = sought(recording(1), recording(2))

    assert correlation < 0.05
    assert correlation < 2 * floor


def test_where_coding_left_no_noise_there_is_nothing_to_compare() -> None:
    clean = grain_of(recording(1, noise=0))
    found = shared(clean, grain_of(recording(1)), seconds(30), seconds(30))

    assert (clean.area, clean.strength) == (0.0, 0.0)
    assert (found.correlation, found.floor, found.area) == (0.0, 0.0, 0.0)


def test_what_moves_and_what_has_texture_is_left_out() -> None:
    film = recording(1, count=8)
    for number, picture in enumerate(film):
        picture[20:60, 20 + 6 * number : 60 + 6 * number] = 220

    rest = grain_of(film).rest

    assert not rest[4, 20:60, 45:80].any()
    assert not rest[:, 118:].any()
    assert rest[4, 70:100].any()


def test_noise_outlasts_a_fine_coding_and_not_one_that_smooths() -> None:
    film = recording(1, count=8)
    grain = grain_of(film)
    loud = noisier(film, grain)
    smooth = np.stack([cv2.medianBlur(p, 9) for p in loud])

    assert survival(grain, loud) == pytest.approx(0.7, abs=0.05)
    assert survival(grain, smooth) < 0.15
    assert np.array_equal(loud, noisier(film, grain))


def textured(seed: int) -> Pictures:
    rng = np.random.default_rng(seed)
    coarse = cv2.resize(rng.integers(0, 255, (18, 24)).astype(np.float32), (WIDTH, HEIGHT))
    return np.repeat(np.clip(coarse, 0, 255).astype(np.uint8)[None], 3, axis=0)


def test_a_smaller_copy_and_one_turned_over_are_laid_into_one_grid() -> None:
    film = textured(1)
    small = np.stack([cv2.resize(p, (144, 108), interpolation=cv2.INTER_AREA) for p in film])

    turned = laid(film, np.ascontiguousarray(film[:, :, ::-1]), 1)
    shrunk = laid(film, small, 1)

    assert turned is not None
    assert np.array_equal(turned[0], turned[1])
    assert shrunk is not None
    assert shrunk[0].shape == shrunk[1].shape == small.shape
    inner = np.abs(shrunk[0].astype(int) - shrunk[1])[:, 8:-8, 8:-8]
    assert inner.mean() < 2


def test_pictures_of_two_places_are_not_laid_on_each_other() -> None:
    assert laid(textured(1), textured(2), 1) is None


def test_nothing_in_common_gives_nothing() -> None:
    empty = Grain(rest=np.zeros((8, 16, 16), np.float32), strength=0.0, area=0.0)

    assert shared(empty, empty, seconds(8), seconds(8)).area == 0.0
