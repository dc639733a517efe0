"""A filmed screen that sways is held still; what lies still, or pans itself, is left as it is."""

from __future__ import annotations

import numpy as np
import pytest
from tests.films import place

from secondtake.comparing.copies.homography import PictureMap
from secondtake.comparing.copies.stabilisation import followed, steadied
from secondtake.comparing.copies.temporal_alignment import Line

WIDE = place(3, size=(200, 110))
COUNT = 40


def strip(shifts: np.ndarray) -> np.ndarray:
    """Grey pictures (40, 90, 160) of a place, each looked at from its own shift; a block moves."""
    out = []
    for number, (x, y) in enumerate(shifts):
        picture = WIDE[..., 1].copy()
        picture[60:80, 40 + 2 * number : 56 + 2 * number] = 240
        right, down = 20 + round(float(x)), 10 + round(float(y))
        out.append(picture[down : down + 90, right : right + 160])
    return np.stack(out)


STILL = np.zeros((COUNT, 2))
SWAY = 3.0 * np.sin(np.arange(COUNT)[:, None] / np.array([2.5, 3.5]))
PAN = np.linspace(-18, 18, COUNT)[:, None] * np.array([1.0, 0.0])


@pytest.fixture
def same() -> PictureMap:
    return PictureMap(matrix=np.eye(3), mirrored=False, cells=60, spread=1.0, inliers=60)


def apart(left: np.ndarray, right: np.ndarray) -> float:
    inner = np.abs(left.astype(float) - right)[:, 8:-8, 8:-8]
    return float(inner.mean())


def test_a_swaying_picture_is_held_where_the_reference_has_it(same: PictureMap) -> None:
    query, reference = strip(SWAY), strip(STILL)
    steady, held = steadied(query, reference, same)
    line = Line(slope=1.0, start=0.0, first=0, last=COUNT - 1, gain=1.0, likeness=1.0, changing=1.0)
    finer = followed(steady, held, same, line)

    assert apart(steady, held) < 0.4 * apart(query, reference)
    assert apart(finer, held) <= apart(steady, held) + 0.5


@pytest.mark.parametrize(
    ("asked", "there"), [(STILL, STILL), (SWAY, SWAY), (PAN, PAN), (SWAY, PAN)]
)
def test_what_does_not_sway_more_than_the_reference_is_left(
    asked: np.ndarray, there: np.ndarray, same: PictureMap
) -> None:
    query, reference = strip(asked), strip(there)
    steady, held = steadied(query, reference, same)

    assert steady is query and held is reference
