"""Noise between aligned pictures is no displacement; parts that lie elsewhere are one."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.measures.displaced_residual import displaced_share

SHAPE = (54, 96)
COUNT = 12
Pictures = NDArray[np.float32]


def pictures(course: NDArray[np.float64]) -> Pictures:
    """A pattern that lies at each course's x in the upper and in the lower half: (n, h, w)."""
    ground = np.random.default_rng(4).normal(0, 1, (SHAPE[0], SHAPE[1] + 20)).astype(np.float32)
    soft = cv2.GaussianBlur(ground, (0, 0), 2.0)
    soft /= soft.std()
    out = []
    for upper, lower in course:
        halves = [
            cv2.warpAffine(soft, np.array([[1, 0, -10 - x], [0, 1, 0]]), (SHAPE[1], SHAPE[0]))
            for x in (upper, lower)
        ]
        out.append(np.concatenate([halves[0][:27], halves[1][27:]]))
    return np.stack(out).astype(np.float32)


def course(upper: float = 0.0, lower: float = 0.0) -> NDArray[np.float64]:
    steps = np.arange(COUNT) * 0.5
    return np.stack([steps + upper, steps + lower], axis=1)


def share(left: Pictures, right: Pictures) -> float:
    rng = np.random.default_rng(9)
    flat = [(one + rng.normal(0, 0.1, one.shape)).reshape(COUNT, -1) for one in (left, right)]
    one, two = (side.astype(np.float32) for side in flat)
    return displaced_share(one, two, np.ones_like(one), np.ones(SHAPE, bool))


def test_coding_noise_is_hardly_a_displacement() -> None:
    moving = pictures(course())

    assert share(moving, moving) < 0.15


def test_parts_that_lie_elsewhere_are_told_from_noise() -> None:
    assert share(pictures(course()), pictures(course(upper=0.8, lower=-0.8))) > 0.6


def test_pictures_kept_at_other_times_are_no_displacement_of_parts() -> None:
    assert share(pictures(course()), pictures(course(upper=0.25, lower=0.25))) < 0.2


def test_too_few_pictures_say_nothing() -> None:
    few = np.zeros((2, SHAPE[0] * SHAPE[1]), np.float32)

    assert np.isnan(displaced_share(few, few, np.ones_like(few), np.ones(SHAPE, bool)))
