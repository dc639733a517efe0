"""What people do with each other and wear is told from points, places and colours alone."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

import numpy as np
import pytest
from tests.people.tracks_by_hand import standing

from secondtake.comparing.people.clothing_colours import colours_worn, worn_told
from secondtake.comparing.people.interactions import Contacts, Sighting
from secondtake.export.messages.reason_words import in_words
from secondtake.vision.clothing import BINS
from secondtake.vision.tiles import Found

NAMES = {0: "P1", 1: "P2"}


def sighting(serial: int, found: Found) -> Sighting:
    return Sighting(serial=serial, box=found.box, points=found.points)


def lying(x: float, y: float) -> Found:
    """Somebody on their back with the head to the left."""
    points = standing(0, 0).points.copy()
    points[:, :2] = points[:, [1, 0]] + [x, y]
    low, high = points[:, :2].min(0) - 4, points[:, :2].max(0) + 4
    return Found(points=points, box=np.array([*low, *high], np.float32))


def pointing(x: float, y: float, *, way: int) -> Found:
    """Somebody who holds the left arm out, level, to one side."""
    found = standing(x, y)
    points = found.points.copy()
    points[[7, 9], :2] = points[5, :2] + np.array([[18 * way, 0], [38 * way, 0]])
    return replace(found, points=points)


def told(serial: int, *frames: tuple[Found, Found], down: Set[str] = frozenset()) -> list[str]:
    contacts = Contacts()
    for left, right in frames:
        contacts.see([sighting(0, left), sighting(1, right)])
    return contacts.told([serial], NAMES, set(down))


def test_who_goes_the_way_of_someone_lying_is_told() -> None:
    frames = [(standing(60 + 20 * n, 60), lying(130 + 20 * n, 110)) for n in range(8)]

    assert told(0, *frames, down={"P2"}) == ["moves along with P2, who is lying down"]
    assert told(0, *frames) == told(1, *frames) == []


def test_who_stays_behind_does_not_go_along() -> None:
    frames = [(standing(60, 60), lying(130 + 20 * n, 110)) for n in range(8)]

    assert told(0, *frames, down={"P2"}) == []


def test_an_arm_held_out_is_told_with_whom_it_points_at() -> None:
    frames = [(pointing(100, 60, way=1), standing(300, 40))] * 4

    assert told(0, *frames) == ["an arm held out towards P2"]
    assert told(1, *frames) == []
    assert told(0, *[(pointing(100, 60, way=-1), standing(300, 40))] * 4) == []


def test_a_hand_at_another_person_is_told_when_it_stays_there() -> None:
    near = (pointing(100, 60, way=1), standing(148, 60))

    assert told(0, *[near] * 4)[0] == "a hand at P2 in the picture"
    assert told(0, *[near] * 2) == []


def test_tracks_that_are_one_do_not_meet_themselves() -> None:
    contacts = Contacts()
    for _ in range(5):
        contacts.see([sighting(0, pointing(100, 60, way=1)), sighting(1, standing(148, 60))])

    assert contacts.told([0, 1], {0: "P1", 1: "P1"}, set()) == []


def histogram(*shares: tuple[tuple[int, int, int], float]) -> np.ndarray:
    """Shares of colours, as lightness and the two axes of CIE Lab."""
    cube = np.zeros(BINS, np.float32)
    for (light, across, along), share in shares:
        cube[int(light / 100 * 6), int((across + 60) / 15), int((along + 60) / 15)] += share
    return cube.ravel()


@pytest.mark.parametrize(
    ("lab", "name"),
    [
        ((10, 0, 0), "black"),
        ((50, 2, 2), "grey"),
        ((95, 0, 0), "white"),
        ((48, 52, 25), "red"),
        ((65, 30, 52), "orange"),
        ((45, -5, -30), "blue"),
        ((50, -32, 25), "green"),
        ((40, 8, 22), "brown"),
    ],
)
def test_colours_have_plain_names(lab: tuple[int, int, int], name: str) -> None:
    assert colours_worn(histogram((lab, 1.0))) == (name,)


def test_a_vest_put_on_is_told_as_other_colours_and_heads_and_arms_never() -> None:
    red, orange, blue = (histogram((c, 1.0)) for c in ((48, 52, 25), (65, 30, 52), (45, -5, -30)))
    left = np.stack([red, red, red, blue])
    right = np.stack([blue, orange, blue, blue])

    assert tuple(map(in_words, worn_told(left, right))) == (
        "Upper body: red left, orange right.",
        "Legs: blue on both sides.",
    )
    assert worn_told(np.zeros_like(left), right) == ()
