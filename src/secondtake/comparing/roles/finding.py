"""Finds bodies in one frame after another, looking closer where people are small or many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.bodies import find_bodies

__all__ = ["Finder", "Found"]

CLOSER_EVERY = 5
"""Every so many frames the next closer look is tried, even if the last one brought nobody."""
LEAST_TILE_PX = 160
"""A tile's shorter side under which enlarging shows nothing new."""
GRIDS = ((1, 1), (2, 1), (3, 2))
"""Tiles along the long and the short side at each level: up to 6, 12 and 36 bodies."""
OVERLAP = 0.16
"""Share of the picture by which neighbouring tiles overlap, so that a body lies whole in one."""
SAME_BOX = 0.45
"""Overlap (intersection over union) of two boxes of one body found in two tiles."""
CUT = 0.6
"""Share of a box cut by a tile's border that another body's box covers: it is the same body."""
LEAST_SURE = 0.22
"""Mean score of a body's better half of points below which it is furniture or a shadow."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """One body in one frame: ``points`` float32 (17, 3), ``box`` float32 (4,) x0 y0 x1 y1, px."""

    points: NDArray[np.float32]
    box: NDArray[np.float32]

    @property
    def height(self) -> float:
        """Height of the box, pixels."""
        return float(self.box[3] - self.box[1])


class Finder:
    """Looks at frames in order; the level of closeness follows what closer looks bring."""

    def __init__(self) -> None:
        self._level = 0
        self._count = 0

    def find(self, rgb: NDArray[np.uint8]) -> list[Found]:
        """The bodies of one frame, uint8 (h, w, 3), pixels of that frame, the tallest first."""
        trying = self._count % CLOSER_EVERY == 0
        self._count += 1
        found = _merge([], _look(rgb, 0))
        useful = 0
        for level in range(1, len(GRIDS)):
            if level > self._level + trying or not _large_enough(rgb, level):
                break
            more = _merge(found, _look(rgb, level))
            if len(more) > len(found):
                useful = level
            found = more
        if trying:
            self._level = useful
        return sorted(found, key=lambda f: -f.height)


def _large_enough(rgb: NDArray[np.uint8], level: int) -> bool:
    return min(t[1].shape[0] for t in _tiles(rgb, level)) >= LEAST_TILE_PX


def _tiles(rgb: NDArray[np.uint8], level: int) -> list[tuple[tuple[int, int], NDArray[np.uint8]]]:
    height, width = rgb.shape[:2]
    along, across = GRIDS[level]
    columns, rows = (along, across) if width >= height else (across, along)
    return [
        ((left, top), rgb[top:bottom, left:right])
        for top, bottom in _cuts(height, rows)
        for left, right in _cuts(width, columns)
    ]


def _cuts(length: int, parts: int) -> list[tuple[int, int]]:
    size = min(1.0, 1 / parts + (OVERLAP if parts > 1 else 0))
    starts = np.linspace(0, 1 - size, parts)
    return [(round(s * length), round((s + size) * length)) for s in starts]


def _look(rgb: NDArray[np.uint8], level: int) -> list[tuple[Found, bool]]:
    """Every body of every tile, and whether an inner border of its tile cuts it."""
    height, width = rgb.shape[:2]
    looked = []
    for (left, top), tile in _tiles(rgb, level):
        points, boxes = find_bodies(tile[None])[0]
        high, wide = tile.shape[:2]
        for own, box in zip(points, boxes, strict=True):
            if np.sort(own[:, 2])[-9:].mean() < LEAST_SURE:
                continue
            cut = (
                (left > 0 and box[0] < 0.02 * wide)
                or (top > 0 and box[1] < 0.02 * high)
                or (left + wide < width and box[2] > 0.98 * wide)
                or (top + high < height and box[3] > 0.98 * high)
            )
            shift = np.array([left, top], np.float32)
            moved = own.copy()
            moved[:, :2] += shift
            limits = np.array([width, height, width, height], np.float32)
            whole = np.clip(box + np.tile(shift, 2), 0, limits).astype(np.float32)
            if whole[2] - whole[0] >= 4 and whole[3] - whole[1] >= 8:
                looked.append((Found(points=moved, box=whole), bool(cut)))
    return looked


def _merge(found: list[Found], more: list[tuple[Found, bool]]) -> list[Found]:
    """``found`` and those of ``more`` that are nobody of ``found``; whole bodies go first."""
    kept = list(found)
    for one, cut in sorted(more, key=lambda m: (m[1], -float(m[0].points[:, 2].mean()))):
        if not any(_same(one, other, cut) for other in kept):
            kept.append(one)
    return kept


def _same(one: Found, other: Found, cut: bool) -> bool:
    shared = overlap(one.box, other.box)
    if shared > SAME_BOX or (cut and covered(one.box, other.box) > CUT):
        return True
    sure = (one.points[:, 2] > 0.3) & (other.points[:, 2] > 0.3)
    if sure.sum() < 4:
        return False
    apart = np.hypot(*(one.points[sure, :2] - other.points[sure, :2]).T)
    return float(np.median(apart)) < 0.08 * max(one.height, other.height)


def overlap(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    """Intersection over union of two boxes x0 y0 x1 y1."""
    shared = _shared(left, right)
    union = _area(left) + _area(right) - shared
    return shared / union if union > 0 else 0.0


def covered(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    """Share of the first box that the other covers."""
    return _shared(one, other) / max(_area(one), 1e-6)


def _shared(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    low, high = np.maximum(left[:2], right[:2]), np.minimum(left[2:], right[2:])
    return float(np.prod(np.maximum(high - low, 0)))


def _area(box: NDArray[np.float32]) -> float:
    return float(max(0, box[2] - box[0]) * max(0, box[3] - box[1]))
