"""Two films share the same stretches, whichever of them is called the reference."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from tests.copies import films
from tests.copies.films import RATE, Frames
from tests.copies.test_copies import described

from secondtake.comparing.copies import film_copies

SECONDS = 5.0


def in_a_corner(frames: Frames) -> Frames:
    """A small picture on other footage, a second after it begins."""
    ground = films.film(2, 2, SECONDS + 2)
    laid = films.inset(frames, ground[RATE:], 72, 10, 60)
    return np.concatenate([ground[:RATE], laid, ground[-RATE:]])


def middle(frames: Frames) -> Frames:
    return np.ascontiguousarray(frames[:, 30:150, 60:260])


def mirrored_middle(frames: Frames) -> Frames:
    return np.ascontiguousarray(middle(frames)[:, :, ::-1])


@pytest.mark.parametrize(
    ("edit", "begins"),
    [
        (in_a_corner, 1.0),
        pytest.param(middle, 0.0, marks=pytest.mark.slow),
        pytest.param(mirrored_middle, 0.0, marks=pytest.mark.slow),
    ],
)
def test_the_answer_is_the_same_whichever_film_is_the_reference(
    edit: Callable[[Frames], Frames], begins: float
) -> None:
    original = films.film(1, 1, SECONDS)
    one, two = described(edit(original)), described(original)

    (forth,) = film_copies(("b", one), ("a", two)).stretches
    (back,) = film_copies(("a", one), ("b", two)).stretches

    assert forth.left == pytest.approx((begins, begins + SECONDS), abs=0.3)
    assert forth.right == pytest.approx((0, SECONDS), abs=0.3)
    assert back.right == pytest.approx(forth.left, abs=1e-3)
    assert back.left == pytest.approx(forth.right, abs=1e-3)
    assert back.score == pytest.approx(forth.score, abs=1e-3)
