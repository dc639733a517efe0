"""Two regions that differ because one thing stands at another place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.differences.change_regions import Region
from secondtake.vision.temporal_median import median_in_time

__all__ = ["displaced"]

LEAST_MATCH = 0.8
"""Least correlation of what the left shows in one region with what the right shows in another: of
boxes put into made takes at two places 4 of 10 reach it, of two unlike boxes none of 17 (.77)."""
LEAST_SPREAD = 8.0
"""Standard deviation, grey levels, of a thing that has a look of its own."""
SEARCH_PX = 5
"""How far around the other region's box its fellow is sought, small pixels."""


def displaced(
    left: NDArray[np.uint8], right: NDArray[np.uint8], regions: tuple[Region, ...]
) -> tuple[tuple[int, int], ...]:
    """Pairs of regions (from, to): what the left shows at the first the right shows at the second.

    ``left``, ``right``: uint8 (n, h, w, 3), aligned and registered. Each region is in one pair at
    most, the best first.
    """
    if len(regions) < 2:
        return ()
    one, two = (_gray(median_in_time(frames)) for frames in (left, right))
    scored = sorted(
        (
            (_match(one, two, regions[i], regions[j]), i, j)
            for i in range(len(regions))
            for j in range(len(regions))
            if i != j
        ),
        reverse=True,
    )
    found: list[tuple[int, int]] = []
    for score, i, j in scored:
        if score >= LEAST_MATCH and not {i, j} & {n for pair in found for n in pair}:
            found.append((i, j))
    return tuple(found)


def _match(
    one: NDArray[np.float32], two: NDArray[np.float32], here: Region, there: Region
) -> float:
    """How well the left's picture of one region fits anywhere about the other in the right."""
    import cv2

    x0, y0, x1, y1 = here.box
    thing = one[y0:y1, x0:x1]
    if float(thing.std()) < LEAST_SPREAD:
        return 0.0
    height, width = thing.shape
    left, top, right, bottom = there.box
    across, down = max(0, width - (right - left)), max(0, height - (bottom - top))
    about = two[
        max(0, top - down - SEARCH_PX) : bottom + down + SEARCH_PX,
        max(0, left - across - SEARCH_PX) : right + across + SEARCH_PX,
    ]
    if about.shape[0] < height or about.shape[1] < width:
        return 0.0
    return float(cv2.matchTemplate(about, thing, cv2.TM_CCOEFF_NORMED).max())


def _gray(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
    import cv2

    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.float32)
