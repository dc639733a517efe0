"""Both sides of a finding stand at one scale, and nothing is enlarged."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
from tests.films import moving_square, write_film

from secondtake import viewing
from secondtake.export.render.timecode_strip import MARGIN
from secondtake.model.enums import Transition
from secondtake.model.evidence import Maker
from secondtake.model.footage import Shot, ShotView
from secondtake.model.time import Span
from secondtake.workbench.report.stills import (
    SIDE,
    common_side,
    framed,
    hidden_share,
    picture,
)

MAKER = Maker(name="tester", version="1")


def view(folder: Path, height: int, width: int) -> ShotView:
    frames = moving_square(1, 10)
    large = np.zeros((10, height, width, 3), np.uint8)
    rows, columns = min(height, frames.shape[1]), min(width, frames.shape[2])
    large[:, :rows, :columns] = frames[:, :rows, :columns]
    film = write_film(folder / f"{width}.mp4", large)
    span = Span.of_seconds(0, 0.4, Fraction(1, 25))
    shot = Shot(exhibit="a" * 64, number=0, span=span, transition=Transition.START, made_by=MAKER)
    return viewing.look(film, shot, sound=False)


def test_the_larger_side_is_shrunk_to_the_smaller_one(tmp_path: Path) -> None:
    small, large = view(tmp_path, 160, 200), view(tmp_path, 480, 600)

    assert common_side((small, large)) == 200
    assert common_side((large, large)) == SIDE


def test_a_still_of_nobody_is_shown_as_it_was_filmed() -> None:
    rgb = np.full((120, 200, 3), 90, np.uint8)
    made = framed(rgb, 200, redacted=True, whole_people=False)

    np.testing.assert_array_equal(made.shown, made.raw)
    assert not made.covered.any()


def test_a_picture_with_a_time_is_taller_by_its_margin() -> None:
    rgb = np.full((120, 200, 3), 90, np.uint8)
    given = {"role": "left", "exhibit": "a", "shot": "a:0", "at_seconds": 1.0, "alt": "left"}
    plain, timed = picture(rgb, 480, **given), picture(rgb, 480, time="left 0:01.00", **given)

    assert (plain.height, timed.height) == (120, 120 + MARGIN)
    assert plain.width == timed.width == 200


def test_what_of_a_difference_is_covered_is_told_of_the_box_that_is_covered_most() -> None:
    covered = np.zeros((100, 200), bool)
    covered[:50, :50] = True
    boxes = [(0.5, 0.5, 0.2, 0.2), (0.0, 0.0, 0.5, 0.5), (0.5, 0.0, 0.2, 0.5)]

    assert hidden_share(covered, boxes) == 0.5
    assert hidden_share(covered, boxes[:1]) == 0.0
    assert hidden_share(covered, []) == 0.125
