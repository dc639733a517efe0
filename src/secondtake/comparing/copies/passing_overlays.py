"""What lies over a copied picture for a part of the time only: a logo that wanders, a sticker."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.registration import CELL, Registered, textures
from secondtake.model.enums import EditKind

__all__ = ["over_border", "over_picture", "passing"]

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
PLAIN = 0.1
"""Power of texture, 0 to 1, below which a cell tells nothing: it may be plain in one shot only."""
LEAST = 2
"""Cells that come and go: one alone is a thing that moves, seen badly."""
FLAT, MARK = 12.0, 0.04
"""Grey levels by which a mark differs from a border, and share of a cell that it fills."""
Covered = NDArray[np.bool_]


def passing(*covered: Covered) -> list[str]:
    """A logo that changes its place, or something that comes or goes."""
    found = {kind for one in covered if (kind := _passes(one)) is not None}
    return [EditKind.WANDERING_LOGO] if EditKind.WANDERING_LOGO in found else sorted(found)


def over_picture(pair: Registered) -> Covered:
    """Which cells of the copied picture are covered when: bool (n, 64).

    ``pair``: as many pictures of the query as of the reference, of the same seconds each.
    """
    alike = _over_time(pair)
    tells = ~np.isnan(alike).all(axis=0)
    best = np.zeros(alike.shape[1])
    best[tells] = np.nanpercentile(alike[:, tells], 85, axis=0)
    covered: Covered = (alike < COVERED * best) & (best >= CLEAR)
    return covered


def over_border(left: NDArray[np.uint8], border: NDArray[np.bool_]) -> Covered:
    """Which cells hold a mark on a border of one colour when: bool (n, 64).

    ``left``: pictures (n, h, w); ``border``: bool (h, w).
    """
    import cv2

    if not border.any():
        return np.zeros((len(left), CELLS * CELLS), np.bool_)
    ground = float(np.median(left[:, border]))
    marks = ((np.abs(left - np.float32(ground)) > FLAT) & border).astype(np.float32)
    shares = np.stack([cv2.resize(m, (CELLS, CELLS), interpolation=cv2.INTER_AREA) for m in marks])
    return np.asarray(shares.reshape(len(left), -1) > MARK, np.bool_)


def _passes(covered: Covered) -> EditKind | None:
    if len(covered) < 4 * STAYS:
        return None
    share = covered.mean(axis=0)
    comes = (share >= PART) & (share <= 1 - PART)
    if comes.mean() > MOST:
        return None
    # What was covered stays so for a while, and is clear for a while: it does not flicker.
    steps = np.abs(np.diff(covered.astype(np.int8), axis=0)).sum(axis=0)
    cells = np.flatnonzero(comes & (steps <= len(covered) * PART))
    if len(cells) < LEAST:
        return None
    together = np.corrcoef(covered[:, cells].astype(np.float64).T)
    rows, columns = np.divmod(cells, CELLS)
    apart = np.maximum(np.abs(rows[:, None] - rows[None]), np.abs(columns[:, None] - columns[None]))
    leaps = bool(((together < OPPOSED) & (apart >= APART)).any())
    return EditKind.WANDERING_LOGO if leaps else EditKind.APPEARING


def _over_time(pair: Registered) -> NDArray[np.float64]:
    """Correlation of each cell's textures in every picture and its neighbours: float (n, 64).

    Not a number where a cell is plain, or hardly within the picture.
    """
    import cv2

    # Nearest to the query's own edge its textures hold what lies beyond it.
    valid = cv2.erode(pair.valid.astype(np.uint8), np.ones((CELL, CELL), np.uint8))
    left, right = (textures(v) * valid for v in (pair.query, pair.reference))
    size = (CELLS, CELLS)
    sums = []
    for product in (left * right, left * left, right * right):
        cells = np.stack([cv2.resize(p, size, interpolation=cv2.INTER_AREA) for p in product])
        sums.append(
            cv2.blur(cells.reshape(len(cells), -1), (1, STAYS), borderType=cv2.BORDER_REPLICATE)
        )
    shown = cv2.resize(valid.astype(np.float32), size, interpolation=cv2.INTER_AREA).ravel()
    strength = np.sqrt(np.maximum(sums[1] * sums[2], 1e-9))
    alike = np.where(sums[2] > PLAIN, sums[0] / strength, np.nan)
    # Something drawn where the other film has a plain wall.
    alike[(sums[2] <= PLAIN) & (sums[1] > 3 * PLAIN)] = 0.0
    return np.where(shown[None] > 0.5, alike, np.nan).astype(np.float64)
