"""Closeness, mirrored outlines, stature and surroundings, each in the smallest case."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.comparing.made import film, path, texture, view

from secondtake.comparing.takes.describe.description import Described, describe
from secondtake.comparing.takes.describe.scene import scenery_of
from secondtake.comparing.takes.measures.height import stature_gap
from secondtake.comparing.takes.measures.outline_distance import closeness
from secondtake.comparing.takes.measures.scene_match import place_support
from secondtake.comparing.takes.measures.silhouette_dtw import SilhouetteAlignment
from secondtake.vision.person_embedding import mirrored_crops, person_crops
from secondtake.vision.pose import Person

STEPS = 0.1, 0.1


def rows(count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    both = np.arange(count)
    return both, both


def swing(shift: float = 0.0) -> NDArray[np.float64]:
    """A moving thing of 20 cells, 40 moments; ``shift`` moves its course."""
    at = np.arange(20)[None]
    middle = 10 + 6 * np.sin(np.arange(40)[:, None] / 4) + shift
    return np.exp(-((at - middle) ** 2) / 4)


def test_a_take_is_nearer_to_its_repetition_than_to_itself_a_moment_later() -> None:
    same = closeness(swing(), swing(0.2), rows(40), STEPS)
    other = closeness(swing(), swing(4.0), rows(40), STEPS)

    assert same > 0.7
    assert other < 0
    assert closeness(swing(), swing(), rows(40), STEPS) == pytest.approx(1)


def test_takes_of_unlike_frame_rates_are_measured_alike() -> None:
    half = swing(0.2)[::2]
    along = np.arange(0, 40, 2), np.arange(20)

    assert closeness(swing(), half, along, (0.1, 0.2)) > 0.6


def test_what_stands_still_in_both_takes_counts_little() -> None:
    printed = np.concatenate([swing(0.2), np.full((40, 5), 3.0)], 1)
    plain = np.concatenate([swing(), np.zeros((40, 5))], 1)

    assert closeness(plain, printed, rows(40), STEPS) > 0.7


def test_a_hold_before_the_same_movement_is_told_apart() -> None:
    one = np.concatenate([np.repeat(swing()[:1], 20, 0), swing()])
    two = np.concatenate([np.repeat(swing(5.0)[:1], 20, 0), swing()])

    assert closeness(one, two, rows(60), STEPS) < 0.5


def test_outlines_are_turned_over_without_looking_again() -> None:
    picture = texture(3, 144, 192)[None]
    points = np.zeros((1, 17, 3), np.float32)
    points[0, [5, 6, 11, 12], :2] = [[70, 50], [90, 50], [72, 80], [88, 80]]
    box = np.array([[60.0, 20.0, 100.0, 130.0]], np.float32)
    somebody = Person(frames=np.zeros(1, np.int64), points=points, boxes=box)
    over = points.copy()
    over[..., 0] = 191 - over[..., 0]
    turned = Person(frames=np.zeros(1, np.int64), points=over, boxes=box)

    guessed = mirrored_crops(person_crops(picture, somebody, 1))
    seen = person_crops(np.ascontiguousarray(picture[:, :, ::-1]), turned, 1)

    assert np.corrcoef(seen.shapes.ravel(), guessed.shapes.ravel())[0, 1] > 0.95


def standing(shot: Described, tall: float, feet: float) -> Person:
    """Somebody who stands with feet at a row of the picture for twelve frames."""
    count = 12
    box = np.array([80.0, feet - tall, 100.0, feet], np.float32)
    points = np.zeros((count, 17, 3), np.float32)
    return Person(frames=np.arange(count), points=points, boxes=np.repeat(box[None], count, 0))


def test_height_is_compared_where_both_stand_at_one_spot() -> None:
    left = describe(view(film(1, 1, path(24)), exhibit="1" * 64))
    right = describe(view(film(1, 2, path(24, 0.3)), exhibit="2" * 64))
    place = place_support(left, right)
    along = np.stack([np.arange(12), np.arange(12)], 1)
    found = SilhouetteAlignment(explained=1.0, cover=1.0, path=along, rivals=0)

    def gap(tall: float, feet: float) -> float | None:
        return stature_gap(
            (left, standing(left, 100.0, 130.0)),
            (right, standing(right, tall, feet)),
            found,
            place,
        )

    assert gap(100.0, 130.0) == pytest.approx(0.0, abs=0.01)
    assert gap(112.0, 130.0) == pytest.approx(np.log(1.12) - 0.01, abs=0.015)
    assert gap(100.0, 110.0) is None
    assert gap(100.0, 143.5) is None


def test_surroundings_are_told_without_the_people_before_them() -> None:
    wall = cv2.resize(texture(4, 90, 160), (160, 90))
    with_somebody = wall.copy()
    with_somebody[20:80, 60:90] = (200, 30, 30)
    people = np.zeros((90, 160), bool)
    people[18:82, 58:92] = True

    empty, filled = scenery_of(wall, people), scenery_of(with_somebody, people)

    assert empty is not None
    assert filled is not None
    assert empty.palette.sum() == pytest.approx(1, abs=1e-4)
    assert np.array_equal(empty.palette, filled.palette)
    assert np.array_equal(empty.vector, filled.vector)
    assert scenery_of(wall, np.ones((90, 160), bool)) is None
