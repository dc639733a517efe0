"""Where a face is blurred nothing is compared: the blur is ours and no difference of the films."""

from __future__ import annotations

import numpy as np
from tests.comparing.test_overlay import coloured, wall

from secondtake.comparing.takes.differences.heatmap import overlay


def test_what_is_covered_is_dark_and_never_coloured() -> None:
    other = wall()
    other[100:180, 200:280] = 128
    none, there = np.zeros((270, 480), bool), np.zeros((270, 480), bool)
    there[90:190, 190:290] = True
    laid = overlay(wall(), other, covered=(none, there))

    assert laid is not None
    assert coloured(laid).mean() < 0.001
    assert laid[100:180, 200:280].mean() < 0.5 * laid[200:260, 200:280].mean()


def test_the_ground_is_what_may_be_shown() -> None:
    blurred = wall()
    blurred[:60, :60] = 0
    laid = overlay(wall(), wall(), shown=blurred)

    assert laid is not None
    assert (laid[5:55, 5:55] == 40).all()
