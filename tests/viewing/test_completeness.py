"""What a film lacks is counted and said with its place: on made pictures, no file is needed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from secondtake.viewing.completeness import Completeness, leaps, short
from secondtake.viewing.timestamps import Jump

TICK = Fraction(1, 25)


def film(shown: list[int], *, damaged: dict[int, bool] | None = None) -> Completeness:
    """A film of one picture a tick of which these were shown, and packets as ``damaged`` says."""
    counted = Completeness("h264", TICK, 1)
    end = 0
    for number in shown:
        counted.packet(number, key=number == shown[0], damaged=bool((damaged or {}).get(number)))
    for number in shown:
        counted.picture(end, number)
        end = number + 1
    return counted


def test_a_held_picture_is_no_loss() -> None:
    held = film([*range(10), *range(160, 170)])

    assert (held.failed(counted=True), held.lacking(0)) == (0, [])


def test_lost_pictures_are_counted_where_the_container_tells_of_loss() -> None:
    hole = film([*range(50), *range(85, 150)], damaged={49: True})

    failed = hole.failed(counted=True)

    assert failed == 36
    assert hole.lacking(failed) == [
        "1 frame is damaged or lost, at 2.0 s.",
        "About 35 pictures between 2.0 and 3.4 s are missing: the file numbers its packets, and "
        "numbers are missing there.",
    ]


def test_pictures_before_the_first_key_picture_are_told_apart() -> None:
    late = Completeness("h264", TICK, 1)
    for number in range(30):
        late.packet(number, key=number == 20, damaged=False)
    for number in range(20, 30):
        late.picture(number, number)

    assert late.lacking(late.failed(counted=True)) == [
        "The file begins amid a film: its first 20 pictures are made from others that it does not "
        "hold."
    ]


@pytest.mark.parametrize(
    ("stated", "seconds", "broke", "said"),
    [(8.0, 7.5, False, 0), (8.0, 7.5, True, 1), (8.0, 6.5, False, 1), (8.0, 8.4, True, 0)],
)
def test_a_short_film_is_told(stated: float, seconds: float, broke: bool, said: int) -> None:
    assert len(short(stated, seconds, broke=broke)) == said


def test_leaps_are_said_with_their_places() -> None:
    one = leaps([Jump(150, -998.6)], TICK)
    many = leaps([Jump(75 * n, -3.0) for n in range(1, 8)], TICK)

    assert "starts again after 6.0 s" in one
    assert "goes back by 998.6 s" in one
    assert "leaps 7 times" in many
    assert "after 3.0 s, 6.0 s, 9.0 s, 12.0 s, 15.0 s and later" in many
