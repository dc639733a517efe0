"""Figures of a list of scored pairs: retrieval, area under the curve, and log-odds to score by."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

__all__ = ["area", "logistic", "retrieval"]


def retrieval(rows: Iterable[tuple[int, int, float, bool]]) -> tuple[float, float]:
    """Rank-1 and mean average precision over every track that has another one of its person.

    ``rows``: two places of tracks, the score of the pair, and whether it is one person.
    """
    beside: dict[int, list[tuple[float, bool]]] = {}
    for left, right, score, one in rows:
        beside.setdefault(left, []).append((score, one))
        beside.setdefault(right, []).append((score, one))
    firsts, precisions = [], []
    for found in beside.values():
        right_ones = [one for _, one in sorted(found, key=lambda f: (-f[0], f[1]))]
        if any(right_ones):
            hits = np.array(right_ones)
            firsts.append(right_ones[0])
            precisions.append((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())
    return float(np.mean(firsts)), float(np.mean(precisions))


def area(scored: Iterable[tuple[float, bool]]) -> float:
    """Share of pairs of one person that score higher than one of two people, ties halved."""
    scored = list(scored)
    yes = np.array([s for s, one in scored if one])
    no = np.array([s for s, one in scored if not one])
    return float((yes[:, None] > no[None]).mean() + 0.5 * (yes[:, None] == no[None]).mean())


def logistic(table: np.ndarray, one: np.ndarray, *, penalty: float) -> np.ndarray:
    """Logistic regression by Newton's steps, the constant unpenalised."""
    table = np.c_[np.ones(len(table)), table]
    weights = np.zeros(table.shape[1])
    held = np.diag([1e-6] + [penalty] * (table.shape[1] - 1))
    for _ in range(50):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - one) + held @ weights
        curve = (table * (chance * (1 - chance) + 1e-9)[:, None]).T @ table + held
        weights = weights - np.linalg.solve(curve, slope)
    return weights
