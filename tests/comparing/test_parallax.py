"""A floor that a moved camera shows beside its place is no difference; a thing put on it is."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from tests.comparing.made import texture

from secondtake.comparing.takes.differences.change_regions import differing
from secondtake.comparing.takes.differences.parallax import camera_moved, laid_closer

SHAPE = (90, 160)
WALL = 45
"""Rows of the wall, above the floor."""


def take(seed: int, slide: float) -> NDArray[np.uint8]:
    """A wall, and a floor that slides the more the nearer it is: uint8 (6, h, w, 3), with noise."""
    ground = cv2.GaussianBlur(texture(8, *SHAPE, 12), (0, 0), 1.0)
    down, across = np.mgrid[: SHAPE[0], : SHAPE[1]].astype(np.float32)
    near = np.clip((down - WALL) / (SHAPE[0] - WALL), 0, 1)
    slid = cv2.remap(ground, across + slide * near, down, cv2.INTER_LINEAR, None, 2)
    noise = np.random.default_rng(seed).normal(0, 1.5, (6, *SHAPE, 3))
    return np.clip(slid + noise, 0, 255).astype(np.uint8)


def test_a_map_that_moves_a_corner_tells_of_a_moved_camera() -> None:
    still, moved = np.eye(3), np.eye(3)
    still[0, 2], moved[0, 2] = 1.0, 4.0

    assert not camera_moved(still, SHAPE)
    assert camera_moved(moved, SHAPE)


def test_the_floor_is_laid_back_and_a_thing_on_it_stays() -> None:
    left, right, whole = take(1, 0.0), take(2, 5.0), np.ones(SHAPE, bool)
    with_thing = right.copy()
    with_thing[:, 60:80, 70:92] = texture(77, 20, 22, 3)

    before, _ = differing(left, right, whole)
    after, fits = differing(left, *laid_closer(left, right, whole))
    thing, _ = differing(left, *laid_closer(left, with_thing, whole))

    assert before
    assert after == ()
    assert fits == 1.0
    assert len(thing) == 1
    assert np.abs(np.array(thing[0].box) - [70, 60, 92, 80]).max() <= 7
