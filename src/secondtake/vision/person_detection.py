"""Finds people frame after frame, looking closer where people are small, many or hidden."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from secondtake.vision.boxes import covered_share, iou
from secondtake.vision.tiles import (
    GRIDS,
    WHOLE,
    Found,
    Glance,
    around,
    glances,
    people_in,
)

__all__ = ["Finder"]

CLOSER_EVERY = 5
"""Every so many frames closer looks are tried anew; between them only those that brought people."""
LEAST_TILE_PX = 160
"""A tile's shorter side under which enlarging shows nothing new."""
TURNS = (1, 3)
"""Quarters by which the frame is turned to find who lies: the model knows upright people."""
MOST_CROPS = 8
"""People awaited and not found that are looked for by themselves in one frame: 25 ms each."""
SAME_BOX = 0.45
"""Overlap (intersection over union) of two boxes of one person found in two tiles."""
THERE = 0.3
"""The same of a person that was awaited and one that was found."""
CUT = 0.6
"""Share of a box cut by a tile's border that another person's box covers: it is the same person."""

Frame = NDArray[np.uint8]
Seen = list[tuple[Found, bool]]


class Finder:
    """Looks at frames in order; closer looks that bring somebody are kept up for a second."""

    def __init__(self) -> None:
        self._kept: list[tuple[Glance, ...]] = []
        self._count = 0

    def find(self, rgb: Frame, awaited: Sequence[NDArray[np.float32]] = ()) -> list[Found]:
        """The people of one frame, uint8 (h, w, 3), pixels of that frame, the tallest first.

        ``awaited``: boxes x0 y0 x1 y1 in which somebody was a moment ago.
        """
        trying = self._count % CLOSER_EVERY == 0
        self._count += 1
        found = _merge([], people_in(rgb, glances(rgb.shape, WHOLE)[0]))
        if trying:
            found, self._kept = _tried(rgb, found)
        else:
            for stage in self._kept:
                found, _ = _closer(rgb, found, stage)
        away = [b for b in awaited if all(iou(b, f.box) < THERE for f in found)]
        for box in away[:MOST_CROPS]:
            glance = around(box, rgb.shape)
            if min(glance.right - glance.left, glance.bottom - glance.top) >= 24:
                found, _ = _closer(rgb, found, (glance,))
        return sorted(found, key=lambda f: -f.height)


def _tried(rgb: Frame, found: list[Found]) -> tuple[list[Found], list[tuple[Glance, ...]]]:
    """Closer looks level by level as long as one brings somebody, and the frame on its sides."""
    kept = []
    for level in range(1, len(GRIDS)):
        tiles = glances(rgb.shape, level)
        if min(t.bottom - t.top for t in tiles) < LEAST_TILE_PX:
            break
        found, useful = _closer(rgb, found, tuple(tiles))
        if not useful:
            break
        kept.append(useful)
    turned = tuple(g for turn in TURNS for g in glances(rgb.shape, WHOLE, turn))
    found, useful = _closer(rgb, found, turned)
    return found, [*kept, useful] if useful else kept


def _closer(
    rgb: Frame, found: list[Found], stage: tuple[Glance, ...]
) -> tuple[list[Found], tuple[Glance, ...]]:
    """``found`` and who else a stage of looks shows, and which of the looks showed somebody new."""
    looked = [(glance, people_in(rgb, glance)) for glance in stage]
    merged = _merge(found, [one for _, seen in looked for one in seen])
    new = {id(one) for one in merged[len(found) :]}
    return merged, tuple(g for g, seen in looked if any(id(one) in new for one, _ in seen))


def _merge(found: list[Found], more: Seen) -> list[Found]:
    """``found`` and those of ``more`` that are nobody of ``found``; whole people go first."""
    kept = list(found)
    for one, cut in sorted(more, key=lambda m: (m[1], -float(m[0].points[:, 2].mean()))):
        if not any(_same(one, other, cut) for other in kept):
            kept.append(one)
    return kept


def _same(one: Found, other: Found, cut: bool) -> bool:
    shared = iou(one.box, other.box)
    if shared > SAME_BOX or (cut and covered_share(one.box, other.box) > CUT):
        return True
    sure = (one.points[:, 2] > 0.3) & (other.points[:, 2] > 0.3)
    if sure.sum() < 4:
        return False
    apart = np.hypot(*(one.points[sure, :2] - other.points[sure, :2]).T)
    return float(np.median(apart)) < 0.08 * max(one.size, other.size)
