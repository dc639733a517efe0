"""The same place from another side? Colours and kind of the surroundings, people left out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.vision.clothing import colour_histogram
from secondtake.vision.person_embedding import SIDE_PX, picture_vector

__all__ = ["Scenery", "scenery_of"]

LEAST_SHARE = 0.1
"""Share of the picture off people below which its surroundings are not told."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scenery:
    """What surrounds people in a shot, alike from any side.

    ``vector``: float32 (1280,), what kind of place is seen, people painted over. ``palette``:
    float32 (bins,), its colours, sums to 1.
    """

    vector: NDArray[np.float32]
    palette: NDArray[np.float32]


def scenery_of(median: NDArray[np.uint8], people: NDArray[np.bool_]) -> Scenery | None:
    """The surroundings of a shot's median picture uint8 (h, w, 3); None when people fill it.

    ``people``: bool (h, w), where they mostly are.
    """
    import cv2

    free = ~people
    if free.mean() < LEAST_SHARE:
        return None
    lab = cv2.cvtColor(median.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    painted = median.copy()
    painted[people] = median[free].mean(0).round()
    return Scenery(
        vector=picture_vector(cv2.resize(painted, (SIDE_PX, SIDE_PX)).astype(np.uint8)),
        palette=colour_histogram(lab[free]).astype(np.float32),
    )
