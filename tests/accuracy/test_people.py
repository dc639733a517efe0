"""Accuracy floors of people in roles, on made scenes whose figures are known."""

from __future__ import annotations

import pytest
from bench.accuracy.people_scenes import films
from bench.accuracy.people_tracking import FLOORS, Counted, measured

pytestmark = pytest.mark.slow


def test_bodies_that_hide_and_come_back_keep_their_tracks() -> None:
    total = sum((measured(film) for film in films("hiding")), Counted())

    assert total.idf1 >= FLOORS["hiding"], str(total)


def test_a_camera_that_moves_parts_few_bodies_from_their_tracks() -> None:
    total = sum((measured(film) for film in films("moving")), Counted())

    assert total.idf1 >= FLOORS["moving"], str(total)
