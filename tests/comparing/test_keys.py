"""Key frames at uneven distances that fall together are a sign of one coding; even ones are not."""

from __future__ import annotations

import numpy as np
import pytest

from secondtake.comparing.capture.gop import keys_together

STEP = 0.04
UNEVEN = np.array([0.0, 0.6, 2.2, 2.92, 5.4, 6.0, 9.12])


def test_an_uneven_pattern_that_falls_together_is_hardly_chance() -> None:
    found = keys_together(UNEVEN, UNEVEN + 3.08, 3.0, STEP)

    assert (found.together, found.keys) == (7, 7)
    assert found.chance < 1e-6


def test_two_even_patterns_always_fall_together_somewhere() -> None:
    even = np.arange(0, 10, 0.5)

    assert keys_together(even, even + 0.2, 0.0, STEP).chance == 1.0


def test_unlike_patterns_are_told_with_a_chance_that_says_nothing() -> None:
    other = np.array([0.2, 1.4, 3.6, 4.4, 7.7, 8.3])
    found = keys_together(UNEVEN, other, 0.0, STEP)

    assert found.together <= 3
    assert found.chance > 0.01


@pytest.mark.parametrize("left", [np.zeros(0), np.array([1.0]), np.array([1.0, 2.0])])
def test_too_few_key_frames_have_no_pattern(left: np.ndarray) -> None:
    found = keys_together(left, left, 0.0, STEP)

    assert (found.together, found.chance) == (len(left), 1.0)
