"""Plain words for the colours worn on upper body and legs, and where two people differ in them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.model.enums import ReasonCode
from secondtake.model.reasons import Reason, reason
from secondtake.vision.clothing import BINS, PARTS
from secondtake.vision.colour_names import colour_name

__all__ = ["colours_worn", "worn_told"]

TOLD = (1, 3)
"""Which of PARTS are put into words. Head and arms are not: their colours may be skin."""
LEAST_SHARE = 0.3
"""Share of a part that a colour has to cover to be named; at most two do."""


def colours_worn(histogram: NDArray[np.float32]) -> tuple[str, ...]:
    """Names of the one or two colours that cover most of a part, the largest first.

    ``histogram``: float32 (bins,) over CIE Lab, as clothing keeps it; none when it is empty.
    """
    shares: dict[str, float] = {}
    for place in np.flatnonzero(histogram):
        name = _named(int(place))
        shares[name] = shares.get(name, 0.0) + float(histogram[place])
    large = [name for name, share in shares.items() if share >= LEAST_SHARE]
    return tuple(sorted(large, key=lambda name: -shares[name])[:2])


def worn_told(left: NDArray[np.float32], right: NDArray[np.float32]) -> tuple[Reason, ...]:
    """What is worn on each part told whose colours were seen on both sides.

    ``left``, ``right``: float32 (parts, bins), histograms by part.
    """
    told = []
    for part in TOLD:
        one, two = colours_worn(left[part]), colours_worn(right[part])
        if one and two:
            told.append(reason(ReasonCode.COLOURS_WORN, part=PARTS[part], left=one, right=two))
    return tuple(told)


def _named(place: int) -> str:
    """The name of the colour in the middle of a bin."""
    cell = np.array(np.unravel_index(place, BINS)) + 0.5
    light = 100 * cell[0] / BINS[0]
    across, along = -60 + 120 * cell[1:] / BINS[1:]
    return colour_name((light, across, along))
