"""What moves tells a recording shown again from the same performed again."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.comparing.made import film, path, texture, view

from secondtake.comparing.takes.describe.description import Described, describe
from secondtake.comparing.takes.measures.measurements import measure
from secondtake.comparing.takes.measures.recording_residual import (
    RecordingResidual,
    recording_residual,
)
from secondtake.comparing.takes.measures.scene_match import Place
from secondtake.model.measure_names import MeasureName

SIZE = 72, 96
RATE = 25.0
BARE = Place(maps=(), grounds=())
SLOW = pytest.mark.slow
Times = NDArray[np.float64]


def swing(seconds: Times, high: float = 0.3) -> NDArray[np.float64]:
    """Where a thing that swings is at each time, x and y from 0 to 1: float64 (n, 2)."""
    turn = 2 * np.pi * seconds / 2.6
    return np.stack([0.5 + 0.35 * np.sin(turn), 0.5 + high * np.cos(2 * turn + 0.4)], 1)


def pictures(
    course: NDArray[np.float64],
    *,
    thing: int = 1,
    noise: int = 0,
    light: float = 1.0,
    pan: float = 0,
) -> NDArray[np.uint8]:
    """A thing on its course (x below 0: away) in one room: uint8 (n, 72, 96)."""
    import cv2

    height, width = SIZE
    ground = texture(5, height + 40, width + 400)[..., 0].astype(np.float32)
    patch = texture(1000 + thing, 26, 20, 4)[..., 0].astype(np.float32)
    rng = np.random.default_rng(noise)
    out = []
    for x, y in course:
        shift = np.array([[1, 0, -20 - pan * x], [0, 1, -20.0]])
        frame = cv2.warpAffine(ground, shift, (width, height))
        if x >= 0 and not pan:
            at = np.array([[1, 0, x * (width - 20)], [0, 1, y * (height - 26)]])
            over = cv2.warpAffine(np.ones_like(patch), at, (width, height))
            frame = frame * (1 - over) + cv2.warpAffine(patch, at, (width, height))
        out.append(frame * light + rng.normal(0, 2.0, frame.shape))
    return np.clip(np.stack(out), 0, 255).astype(np.uint8)


@cache
def room() -> Described:
    return describe(view(film(5, 1, path(4))))


def shot(every: NDArray[np.uint8], seconds: Times) -> Described:
    return replace(room(), every=every, every_seconds=seconds, size=SIZE[::-1])


def clock(length: float, rate: float = RATE, start: float = 0.0) -> Times:
    return np.arange(start, start + length, 1 / rate)


def told(left: Described, right: Described) -> RecordingResidual:
    found = recording_residual(left, right, BARE)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("speed", "start", "flip"),
    [
        (1.0, 0.51, True),
        *(
            pytest.param(*one, marks=SLOW)
            for one in ((1.0, 0.0, False), (1.7, 0.2, False), (-1.0, 3.0, False), (0.4, 0.3, False))
        ),
    ],
)
def test_a_recording_shown_again_is_left_with_noise_alone(
    speed: float, start: float, flip: bool
) -> None:
    seconds = clock(3)
    left = shot(pictures(swing(seconds)), seconds)
    shown = clock(2.4 / abs(speed), 30)
    again = pictures(swing(start + speed * shown), noise=9, light=0.7)
    found = told(left, shot(again[..., ::-1] if flip else again, shown))

    assert found.share < 0.15
    assert found.sharpness > 2
    assert found.line.speed == pytest.approx(1 / speed, rel=0.02)


@pytest.mark.parametrize(("late", "high"), [(0.15, 0.3), pytest.param(0.0, 0.22, marks=SLOW)])
def test_the_same_performed_again_is_left_with_more(late: float, high: float) -> None:
    seconds = clock(3)
    left = shot(pictures(swing(seconds)), seconds)
    otherwise = seconds + late * np.sin(3 * seconds)
    right = shot(pictures(swing(otherwise, high), noise=9), seconds)
    found = told(left, right)

    assert found.share > 0.2
    assert found.sharpness < 2
    assert found.same_pictures < 0.3


@SLOW
def test_a_loop_of_one_recording_is_that_recording() -> None:
    seconds = clock(3)
    left = shot(pictures(swing(seconds)), seconds)
    looped = np.tile(clock(1.1, start=0.72), 3)
    right = shot(pictures(swing(looped), noise=9), np.arange(len(looped)) / RATE)

    found = told(left, right)

    assert found.median_share < 0.05
    assert found.same_pictures > 0.6


def test_an_empty_room_is_nothing_that_moves() -> None:
    seconds = clock(4)
    enters = np.where((seconds > 1.5)[:, None], [[0.3, 0.4]], [[-1.0, 0]])
    enters[:, 0] += np.where(seconds > 1.5, 0.3 * np.minimum(seconds - 1.5, 1), 0)
    left = shot(pictures(enters), seconds)
    right = shot(pictures(enters, thing=2, noise=9), seconds)

    assert told(left, right).share > 0.5


@SLOW
def test_what_was_inserted_speaks_on_its_own_side_only() -> None:
    seconds = clock(3)
    left = pictures(swing(seconds))
    right = pictures(swing(seconds), noise=9)
    for at, frame in enumerate(right):
        frame[50:70, at : at + 16] = texture(77, 20, 16, 4)[..., 0]
    found = told(shot(left, seconds), shot(right, seconds))

    assert found.share < 0.1 < found.other_share


@SLOW
def test_a_fast_pan_fits_where_copies_kept_other_pictures_of_it() -> None:
    early, late = clock(2), clock(2, start=0.02)
    pans = [np.stack([t, t], 1) for t in (early, late)]
    one, two = (pictures(p, pan=90, noise=n) for n, p in enumerate(pans))
    found = told(shot(one, early), shot(two, early))

    assert found.median_share < 0.15


def test_nothing_is_told_where_nothing_moves() -> None:
    seconds = clock(2)
    still = np.full((len(seconds), 2), 0.5)
    left, right = (shot(pictures(still, noise=n), seconds) for n in (1, 2))

    assert recording_residual(left, right, BARE) is None


@SLOW
def test_the_residual_is_among_the_measures() -> None:
    seconds = clock(3)
    one = shot(pictures(swing(seconds)), seconds)

    numbers = measure(one, one).numbers

    assert numbers[MeasureName.RESIDUAL_SHARE] < 0.01
    assert {name for name in MeasureName if name.startswith("residual")} <= set(numbers)
