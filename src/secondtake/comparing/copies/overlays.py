"""What lies over a copied picture, and what was done to its light and its sharpness."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.registration import CELL, Registered, textures
from secondtake.model.enums import EditKind

__all__ = ["covered", "foreign", "light_of", "sharpness_of"]

CELLS = 8
"""The picture is divided 8 x 8 to find what covers it."""
COVERED = 0.5
"""Correlation over the run, as a share of the usual cell's, below which a cell is covered."""
LIKE = 0.6
"""The usual cell's, below which nothing is said of cells."""
FOREIGN = 0.3
"""Correlation of what stands in a cell below which it is another picture's."""
PANE = 8
"""Cells side by side that are another pane; a person before the camera fills fewer."""
CUT = 0.9
"""Share of the reference's picture shown below which it ends within the query's picture."""
MOST_COVERED = 0.4
"""Share of the cells; where more are unlike, the map is to blame."""
PALE = 0.7
"""Contrast of a cell, as a share of the usual, below which something half transparent covers it."""
EVEN = 0.08
"""Spread of the cells' contrast above which no cell is called pale."""
STEEP = 10.0
"""Grey levels of contrast below which a cell is never called pale: sky, asphalt."""
MOVES = 1.2
"""Grey levels by which most of what covers a picture must change to be another moving picture."""
BRIGHTER, STEEPER = 7.0, 0.18
"""Grey levels, and share of contrast, from which brightness or contrast was changed."""
SOFTER = 0.72
"""Fine detail, as a share of the reference's, below which the picture was blurred: hard
re-encoding of copies-dev left .80 and more."""
FLICKER, QUIET = 1.0, 0.6
"""Grey levels: flicker of the stillest fifth of the picture that noise adds, and the most the
reference may have of it for that to be told."""


def covered(pair: Registered, *, inset: bool) -> tuple[list[str], NDArray[np.bool_]]:
    """Names of what covers parts of the query's picture; bool (h, w), where nothing does.

    ``inset``: the whole of the reference's picture has something around it in the query.
    """
    import cv2

    # Nearest to the query's own edge its textures hold what lies beyond it.
    size = CELL if pair.valid.mean() < CUT else CELL // 2 + 1
    whole = np.pad(pair.valid.astype(np.uint8), 2, mode="constant" if inset else "edge")
    inner = cv2.erode(whole, np.ones((size, size), np.uint8))[2:-2, 2:-2] > 0
    if not inner.any():
        return [], pair.valid
    cell = _cells(inner.shape)
    alike, told = _alike(pair.query, pair.reference, inner)
    usual = float(np.median(alike[told])) if told.any() else 0.0
    unlike = told & (alike < COVERED * usual)
    if usual < LIKE or unlike.mean() > MOST_COVERED:
        return [], inner
    if unlike.any():
        # Some of the cells are covered in part only: the stiller pixels speak.
        moving = float(np.percentile(pair.query.std(axis=0)[inner & unlike[cell]], 40))
        return [_cover(unlike.reshape(CELLS, CELLS), moving)], inner & ~unlike[cell]
    if inset or pair.valid.mean() < CUT:
        return [], inner
    pale = _pale(pair, cell, told)
    return ([EditKind.TRANSPARENT_OVERLAY] if pale.any() else []), inner & ~pale[cell]


def foreign(pair: Registered) -> NDArray[np.bool_]:
    """bool (h, w): where the query shows, the whole run, another standing picture: another pane.

    Another take at the same place has the same background; there nothing is foreign.
    """
    import cv2

    stood = [np.median(p, axis=0)[None].astype(np.float32) for p in (pair.query, pair.reference)]
    alike, told = _alike(stood[0], stood[1], pair.valid)
    if not told.any() or np.percentile(alike[told], 75) < LIKE:
        return np.zeros_like(pair.valid)
    unlike = (told & (alike < FOREIGN)).reshape(CELLS, CELLS).astype(np.uint8)
    parts, numbers, facts, _ = cv2.connectedComponentsWithStats(unlike, connectivity=4)
    large = [n for n in range(1, parts) if facts[n, cv2.CC_STAT_AREA] >= PANE]
    covers = np.asarray(np.isin(numbers.ravel(), large), np.bool_)
    return np.asarray(covers[_cells(pair.valid.shape)], np.bool_)


def _alike(
    query: NDArray[np.float32], reference: NDArray[np.float32], where: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Correlation of each cell's textures, float (64,), and bool (64,): cells that tell."""
    cell = _cells(where.shape)
    left, right = textures(query), textures(reference)
    sums = [
        np.bincount(cell[where], weights=v.sum(0)[where], minlength=CELLS * CELLS)
        for v in (left * right, left * left, right * right, np.ones_like(left))
    ]
    told = (sums[1] > 0.1 * sums[3]) & (sums[3] > sums[3].max() / 3)
    return sums[0] / np.sqrt(np.maximum(sums[1] * sums[2], 1e-6)), told


def _cells(shape: tuple[int, ...]) -> NDArray[np.int64]:
    """int64 (h, w): the number of each pixel's cell."""
    rows, columns = (np.minimum(np.arange(n) * CELLS // n, CELLS - 1) for n in shape)
    numbers: NDArray[np.int64] = rows[:, None] * CELLS + columns[None]
    return numbers


def _cover(unlike: NDArray[np.bool_], moving: float) -> EditKind:
    """What covers the cells that are unlike, bool (8, 8); ``moving``: how much it changes."""
    if moving > MOVES:
        return EditKind.MOVING_OVERLAY
    low = unlike[CELLS * 5 // 8 :]
    if low.any(0).sum() >= CELLS // 2 and low.sum() > unlike.sum() / 2:
        return EditKind.CAPTION
    down, across = (np.flatnonzero(unlike.any(axis)) for axis in (1, 0))
    small = np.ptp(down) < CELLS // 2 and np.ptp(across) < CELLS // 2
    corner = all(at[0] == 0 or at[-1] == CELLS - 1 for at in (down, across))
    return EditKind.LOGO if small and corner else EditKind.OVERLAY


def _pale(pair: Registered, cell: NDArray[np.int64], told: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """bool (64,): cells beside one another whose contrast is lower than that of most."""
    import cv2

    steep = np.ones(CELLS * CELLS)
    # What stands still, as what moves is blurred where frames were mixed or left out.
    stood = [np.median(pictures, axis=0) for pictures in (pair.query, pair.reference)]
    for number in np.flatnonzero(told):
        left, right = (picture[cell == number] for picture in stood)
        left, right = left - left.mean(), right - right.mean()
        if right.std() < STEEP:
            continue
        steep[number] = float((left * right).sum()) / max(float((right**2).sum()), 1.0)
    usual = float(np.median(steep[told]))
    spread = float(np.median(np.abs(steep[told] - usual)))
    pale = told & (steep < PALE * usual)
    if spread > EVEN * usual or pale.sum() > told.sum() / 3:
        return np.zeros_like(pale)
    parts, numbers, facts, _ = cv2.connectedComponentsWithStats(
        pale.reshape(CELLS, CELLS).astype(np.uint8), connectivity=4
    )
    large = [n for n in range(1, parts) if facts[n, cv2.CC_STAT_AREA] >= 2]
    return np.asarray(np.isin(numbers.ravel(), large), np.bool_)


def light_of(pair: Registered, free: NDArray[np.bool_]) -> list[str]:
    """Whether brightness or contrast were changed where nothing covers the picture."""
    if not free.any():
        return []
    left, right = pair.query[:, free], pair.reference[:, free]
    steep = float(left.std()) / max(float(right.std()), 1.0)
    brighter = abs(float(left.mean() - right.mean()))
    if abs(np.log(max(steep, 1e-3))) > STEEPER or brighter > BRIGHTER:
        return [EditKind.BRIGHTNESS_OR_CONTRAST]
    return []


def sharpness_of(query: NDArray[np.uint8], reference: NDArray[np.uint8]) -> list[str]:
    """Noise or blur, of strips (n, h, w) and (m, h', w') that show the same whole pictures."""
    if min(len(query), len(reference)) < 3:
        return []
    noisy, quiet = _flicker(query), _flicker(reference)
    if quiet < QUIET and noisy > quiet + FLICKER:
        return [EditKind.NOISE]
    return [EditKind.BLUR] if _fine(query) < SOFTER * _fine(reference) else []


def _flicker(strip: NDArray[np.uint8]) -> float:
    """How much the stillest fifth of the picture changes to and fro, in grey levels."""
    held = strip.astype(np.int16)
    apart = np.abs(held[:-2] - 2 * held[1:-1] + held[2:]).mean(0)
    return float(np.percentile(apart, 20))


def _fine(strip: NDArray[np.uint8]) -> float:
    import cv2

    return float(np.mean([np.abs(cv2.Laplacian(p, cv2.CV_32F)).mean() for p in strip[::4]]))
