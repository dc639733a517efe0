"""Does what changes in one shot follow what changes in the other under a free warp of time?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.measures.periodicity import rival_alignments
from secondtake.vision.dtw import local_path

__all__ = ["SilhouetteAlignment", "align_silhouettes"]

TOLERANCE = 0.8
"""Squared distance that earns nothing, as a share of what two unrelated moments differ by."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SilhouetteAlignment:
    """How well one side's changes align with the other's.

    ``explained``: share (below 1, may be negative) of the change along the path that both sides
    have in common. ``cover``: share of the lesser side's change the path spans, 0 to 1.
    ``path``: int64 (p, 2), frames of the left and the right shot. ``rivals``: how many other
    constant offsets fit nine tenths as well as the best.
    """

    explained: float
    cover: float
    path: NDArray[np.int64]
    rivals: int


def align_silhouettes(
    left: NDArray[np.floating],
    right: NDArray[np.floating],
    frames: tuple[NDArray[np.int64], NDArray[np.int64]],
    step_seconds: float,
) -> SilhouetteAlignment | None:
    """Align the left's changes with the right's; None with fewer than four rows on a side.

    ``left``, ``right``: (n, d), (m, d), one row a moment. ``frames``: of the shots, one a row.
    ``step_seconds``: time from one row to the next. Each side is taken relative to its own
    median, so that clothing, light and standpoint, which do not change within a shot, count
    little. Path: Smith and Waterman 1981, slopes 1/2 to 2.
    """
    if min(len(left), len(right)) < 4:
        return None
    one, two = _changes(left), _changes(right)
    far_left, far_right = ((side.astype(np.float64) ** 2).sum(1) for side in (one, two))
    squared = np.maximum(far_left[:, None] + far_right[None] - 2 * one @ two.T, 0)
    weight = np.sqrt(far_left)[:, None] + np.sqrt(far_right)[None]
    chance = far_left.mean() + far_right.mean()
    reward = weight * (1 - squared / max(TOLERANCE * chance, 1e-9))
    _, path = local_path(reward)
    if not len(path):
        return SilhouetteAlignment(explained=0.0, cover=0.0, path=path, rivals=0)
    i, j = path.T
    apart = (weight[i, j] * squared[i, j]).sum()
    total = (weight[i, j] * (far_left[i] + far_right[j])).sum()
    cover = max(_span(far_left, i), _span(far_right, j))
    return SilhouetteAlignment(
        explained=float(1 - apart / max(total, 1e-9)),
        cover=cover,
        path=np.stack([frames[0][i], frames[1][j]], 1),
        rivals=rival_alignments(squared, far_left, far_right, step_seconds),
    )


def _changes(vectors: NDArray[np.floating]) -> NDArray[np.float32]:
    rows = vectors.astype(np.float32)
    padded = np.pad(rows, ((1, 1), (0, 0)), mode="edge")
    smooth = 0.25 * padded[:-2] + 0.5 * padded[1:-1] + 0.25 * padded[2:]
    return np.asarray(smooth - np.median(smooth, axis=0))


def _span(power: NDArray[np.float64], rows: NDArray[np.int64]) -> float:
    root = np.sqrt(power)
    return float(root[rows.min() : rows.max() + 1].sum() / max(root.sum(), 1e-9))
