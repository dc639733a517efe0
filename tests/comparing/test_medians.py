"""The median of frames in time is numpy's, only sooner."""

from __future__ import annotations

import numpy as np
import pytest

from secondtake.vision.temporal_median import median_in_time


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7, 12, 15, 16, 17, 41, 100])
def test_the_median_in_time_is_that_of_numpy(count: int) -> None:
    random = np.random.default_rng(count)
    whole = random.integers(0, 256, (count, 9, 11, 3)).astype(np.uint8)
    broken = (random.integers(0, 766, (count, 9, 11)) / 3).astype(np.float32)

    assert np.array_equal(median_in_time(whole), np.median(whole, axis=0).astype(np.uint8))
    assert np.array_equal(median_in_time(broken), np.median(broken, axis=0))
    assert median_in_time(broken).dtype == np.float32
