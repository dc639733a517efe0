"""Frames by number and by time."""

from __future__ import annotations

from fractions import Fraction

import pytest

from secondtake.errors import InputInvalid, InvalidRecord
from secondtake.model.evidence import Maker
from secondtake.model.frame_table import FrameTable, unpacked

TABLE = FrameTable(
    exhibit="ab" * 32,
    stream=2,
    tick=Fraction(1001, 30_000),
    pts=(0, 1, 2, 5, 6),
    keys=(0, 3),
    end=8,
)


def test_a_time_as_it_is_shown_finds_the_frame_that_begins_then() -> None:
    shown = [round(TABLE.seconds(frame), 3) for frame in range(5)]

    assert [TABLE.frame_at(seconds) for seconds in shown] == [0, 1, 2, 3, 4]
    assert [TABLE.frame_at(TABLE.middle(frame)) for frame in range(5)] == [0, 1, 2, 3, 4]


def test_a_time_outside_the_film_is_no_frame() -> None:
    for seconds in (-0.1, TABLE.end * float(TABLE.tick), 99):
        with pytest.raises(InputInvalid, match="shows no frame"):
            TABLE.frame_at(seconds)
    for frame in (-1, 5):
        with pytest.raises(InputInvalid, match="has no frame"):
            TABLE.seconds(frame)


def test_a_table_comes_back_as_it_was_packed() -> None:
    packed = TABLE.packed(Maker(name="watch", version="3"))

    assert unpacked(packed) == TABLE


def test_times_that_do_not_rise_are_no_table() -> None:
    with pytest.raises(InvalidRecord, match="rising"):
        FrameTable(exhibit="", tick=Fraction(1, 25), pts=(0, 2, 2), keys=(), end=3)
