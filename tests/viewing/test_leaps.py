"""Leaps: light that steps, lettering, a lost beat and one limb are no cut."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from tests.films import moving_square, place
from tests.viewing.test_shots import found, timed

from secondtake.viewing.leap_cells import LeapCells
from secondtake.viewing.leap_scores import WEIGHTS

RNG = np.random.default_rng(5)


def test_an_exposure_step_over_a_place_where_nothing_moves_is_no_cut() -> None:
    frames = np.repeat(place(7)[None], 50, axis=0).astype(np.float32)
    frames += RNG.normal(0, 0.3, frames.shape).astype(np.float32)
    frames[24:] *= 0.6

    assert found(frames.clip(0, 255).astype(np.uint8)) == []


def test_at_six_pictures_a_second_a_cut_is_the_first_picture_of_its_shot() -> None:
    left, right = moving_square(1, 60)[::4], moving_square(2, 60)[::4]
    right[1:, 40:170, 40:240] = right[1:, 40:170, 240:40:-1]  # somebody turns at once
    times = [round(number * 1000 / 6) for number in range(30)]

    assert timed(np.concatenate([left, right]), times) == [(2.5, "cut")]


def test_lettering_that_changes_over_things_that_move_is_no_cut() -> None:
    frames = moving_square(1, 52)
    for number, frame in enumerate(frames[13:], start=13):
        words = ("WE WERE THERE THAT", "AND NOBODY SAW US", "UNTIL THEY CAME BACK")[
            number // 13 - 1
        ]
        cv2.putText(frame, words, (20, 168), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (255,) * 3, 2)

    assert found(frames) == []


def test_leaps_at_one_short_beat_are_a_recording_that_lost_pictures() -> None:
    wide = place(3, size=(1200, 180))
    at = np.cumsum([12 if number % 12 == 11 else 2 for number in range(100)])
    frames = np.stack([wide[:, x : x + 320] for x in at])
    frames[:, :, 200:] = place(4)[:, 200:]

    assert found(frames) == []


@pytest.mark.parametrize(("cells", "together"), [(200, True), (20, False)])
def test_what_moved_leaps_together_at_a_cut_and_a_limb_leaps_alone(
    cells: int, *, together: bool
) -> None:
    seen = LeapCells()
    for number in range(21):
        moved = np.full(576, 0.5, np.float32)
        moved[:200] = RNG.uniform(6, 9, 200)
        if number == 10:
            moved[:cells] = 30
        seen.see(number / 25, float(moved.mean()), moved, moved, afresh=False)
    seen.finish()

    assert len(seen.together) == 21
    assert (seen.together[10] > 0.9) is together


def test_no_measure_speaks_against_itself() -> None:
    assert all(weight >= 0 and low < high for weight, low, high in WEIGHTS.values())
