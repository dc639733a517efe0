"""The cheapest pairs are the ones a tested solver finds."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from secondtake.comparing.people.assignment import cheapest_pairs


@pytest.mark.parametrize("shape", [(1, 1), (3, 3), (4, 9), (9, 4), (40, 40)])
def test_no_other_pairs_are_cheaper(shape: tuple[int, int]) -> None:
    for seed in range(5):
        cost = np.random.default_rng(seed).random(shape).round(2)
        rows, columns = linear_sum_assignment(cost)
        pairs = cheapest_pairs(cost)

        assert len(pairs) == min(shape)
        assert len({c for _, c in pairs}) == len({r for r, _ in pairs}) == min(shape)
        assert sum(cost[pair] for pair in pairs) == pytest.approx(cost[rows, columns].sum())
