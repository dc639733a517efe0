"""One moment from two cameras, by the movement of whole pictures."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from secondtake.comparing.takes.measures.lagged_correlation import agreement
from secondtake.comparing.takes.measures.moment_sync import MomentSync, SignalKind, moment_sync_of
from secondtake.vision.picture_motion import picture_motion

RATE = 25


def course(seed: int, seconds: float) -> NDArray[np.float64]:
    """Where two things go, by starts and stops: float64 (n, 2 things, 3), 100 steps a second."""
    rng = np.random.default_rng(seed)
    steps = rng.standard_normal((round(seconds * 100) + 80, 6))
    awake = np.repeat(rng.random((len(steps) // 30 + 1, 2)) < 0.45, 30, axis=0)[: len(steps)]
    steps *= np.repeat(awake, 3, axis=1)
    bell = np.exp(-0.5 * (np.arange(-40, 41) / 8) ** 2)
    smooth = np.stack([np.convolve(row, bell, "valid") for row in steps.T], 1)
    return np.asarray((smooth / smooth.std(0)).reshape(-1, 2, 3))


def filmed(
    places: NDArray[np.float64],
    angle: float,
    *,
    start: float = 0.0,
    rate: float = RATE,
    shake: float = 0.0,
) -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """The things from a camera at ``angle`` round them, before a ground of its own, with noise."""
    rng = np.random.default_rng(round(angle * 100))
    ground = np.kron(rng.integers(40, 200, (18, 24)), np.ones((6, 6)))
    held = np.cumsum(rng.normal(0, shake, (len(places), 2)), 0)
    pictures, seconds = [], []
    for at in np.arange(start, (len(places) - 1) / 100, 1 / rate):
        down, across = (round(v) for v in held[round(at * 100)])
        picture = np.roll(ground, (down, across), (0, 1))[18:90, 24:120].copy()
        for x, y, z in places[round(at * 100)]:
            column = round(48 + 13 * (np.cos(angle) * x + np.sin(angle) * z))
            row = round(36 + 9 * y)
            picture[max(0, row - 6) : row + 6, max(0, column - 4) : column + 4] = 235
        pictures.append(np.clip(picture + rng.normal(0, 1.5, picture.shape), 0, 255))
        seconds.append(at - start)
    return np.asarray(np.stack(pictures), np.uint8), np.array(seconds)


def sync(
    left: tuple[NDArray[np.uint8], NDArray[np.float64]],
    right: tuple[NDArray[np.uint8], NDArray[np.float64]],
) -> MomentSync:
    one, two = picture_motion(*left), picture_motion(*right)
    assert one is not None
    assert two is not None
    found = moment_sync_of(one, two)
    assert found is not None
    return found


def test_one_moment_is_timed_from_across_and_another_is_not() -> None:
    moment = course(1, 6)
    front, across = filmed(moment, 0.3), filmed(moment, 2.6, start=0.8, rate=30)
    other = filmed(course(2, 6), 2.6)

    found, chance = sync(front, across), sync(front, other)

    assert found.together.offset_seconds == pytest.approx(-0.8, abs=0.05)
    assert found.together.margin > 3 > chance.together.margin
    assert found.agreeing == 1
    assert found.residual_seconds < 0.06


def test_a_hand_that_shakes_the_camera_hides_no_moment() -> None:
    moment = course(3, 6)

    found = sync(filmed(moment, 0.3, shake=0.08), filmed(moment, 1.9, start=0.6))

    assert found.together.offset_seconds == pytest.approx(-0.6, abs=0.1)
    assert found.together.margin > 1


def test_two_still_pictures_lock_nowhere() -> None:
    still = np.zeros((200, 2, 3))

    found = sync(filmed(still, 0.3), filmed(still, 1.2))

    assert found.together.margin < 2.5


def test_movement_that_repeats_leaves_no_margin() -> None:
    steps = np.arange(700)
    swing = np.stack([np.sin(2 * np.pi * steps / 90), np.cos(2 * np.pi * steps / 90), 0 * steps], 1)
    both = np.stack([swing, -swing], 1)

    found = sync(filmed(both, 0.3), filmed(both, 1.5))

    assert found.each[SignalKind.CHANGE].margin < 2


def test_noise_is_as_sure_as_chance_whatever_its_memory() -> None:
    rng = np.random.default_rng(7)
    bell = np.exp(-0.5 * (np.arange(-12, 13) / 4) ** 2)
    at_zero = []
    for _ in range(200):
        one, two = (np.convolve(rng.standard_normal(224), bell, "valid")[None] for _ in range(2))
        curve = agreement(one, two)
        at_zero.append(curve.z[curve.lags == 0][0])

    assert np.mean(at_zero) == pytest.approx(0, abs=0.25)
    assert np.std(at_zero) == pytest.approx(1, abs=0.2)
