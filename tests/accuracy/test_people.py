"""Accuracy floors of people in roles, on made scenes whose figures are known."""

from __future__ import annotations

import pytest
from bench.accuracy import people_clothes
from bench.accuracy.people_scenes import films
from bench.accuracy.people_tracking import FLOORS, Counted, measured

pytestmark = pytest.mark.slow


def test_people_that_hide_and_come_back_keep_their_tracks() -> None:
    total = sum((measured(film) for film in films("hiding")), Counted())

    assert total.idf1 >= FLOORS["hiding"], str(total)


def test_a_camera_that_moves_parts_few_people_from_their_tracks() -> None:
    total = sum((measured(film) for film in films("moving")), Counted())

    assert total.idf1 >= FLOORS["moving"], str(total)


def test_figures_in_the_same_clothes_are_ranked_above_those_in_others() -> None:
    found = people_clothes.figures_made()
    floors = people_clothes.FLOORS

    assert {n: found[n] for n, least in floors.items() if found[n] < least} == {}
    assert [n for n in found if "two figures, other clothes" in n and found[n] > 0] == []
