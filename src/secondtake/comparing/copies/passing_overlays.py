"""What lies over a copied picture for a part of the time only: a logo that wanders, a sticker."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.registration import Registered, textures
from secondtake.model.enums import EditKind

__all__ = ["passing"]

CELLS = 8
"""The picture is divided 8 x 8."""
CLEAR, COVERED = 0.6, 0.55
"""Correlation with the other film's picture that a cell reaches when nothing covers it, and share
of that below which something does."""
PART = 0.12
"""Least share of the run a cell has to be covered, and to be clear, to be covered in passing."""
STAYS = 3
"""Pictures over which a cell's correlation is taken at least: less is an encoder's bad picture."""
MOST = 0.3
"""Share of the cells; where more come and go, what moves does not fit."""
OPPOSED = -0.5
"""Correlation over time of two cells of which one is covered when the other is clear."""
APART = 3
"""Cells between them: a logo leaps, a person walks on."""


def passing(pair: Registered) -> list[str]:
    """A logo that changes its place, or something that comes or goes; pictures aligned in time.

    ``pair``: as many pictures of the query as of the reference, of the same seconds each.
    """
    if len(pair.query) < 4 * STAYS:
        return []
    alike = _over_time(pair)
    best = np.percentile(alike, 85, axis=0)
    covered = (alike < COVERED * best) & (best >= CLEAR)
    share = covered.mean(axis=0)
    comes = (share >= PART) & (share <= 1 - PART)
    if not comes.any() or comes.mean() > MOST:
        return []
    # What was covered stays so for a while, and is clear for a while: it does not flicker.
    steps = np.abs(np.diff(covered.astype(np.int8), axis=0)).sum(axis=0)
    comes &= steps <= len(alike) * PART
    cells = np.flatnonzero(comes)
    if not len(cells):
        return []
    times = covered[:, cells].astype(np.float64)
    together = np.corrcoef(times.T).reshape(len(cells), len(cells))
    rows, columns = np.divmod(cells, CELLS)
    apart = np.maximum(
        np.abs(rows[:, None] - rows[None]), np.abs(columns[:, None] - columns[None])
    )
    if ((together < OPPOSED) & (apart >= APART)).any():
        return [EditKind.WANDERING_LOGO]
    return [EditKind.APPEARING] if len(cells) >= 2 else []


def _over_time(pair: Registered) -> NDArray[np.float64]:
    """Correlation of each cell's textures in every picture and its neighbours: float (n, 64)."""
    import cv2

    left, right = (textures(v) * pair.valid for v in (pair.query, pair.reference))
    size = (CELLS, CELLS)
    sums = []
    for product in (left * right, left * left, right * right):
        cells = np.stack([cv2.resize(p, size, interpolation=cv2.INTER_AREA) for p in product])
        sums.append(
            cv2.blur(
                cells.reshape(len(cells), -1), (1, STAYS), borderType=cv2.BORDER_REPLICATE
            )
        )
    shown = cv2.resize(pair.valid.astype(np.float32), size, interpolation=cv2.INTER_AREA).ravel()
    strength = np.sqrt(np.maximum(sums[1] * sums[2], 1e-9))
    alike = sums[0] / strength
    # A cell without texture, or hardly in the picture, tells nothing.
    tells = (sums[2] > 0.1) & (shown[None] > 0.5)
    return np.where(tells, alike, 0.0).astype(np.float64)
