"""Which frames of a film show something new: repeated and blended pictures are known first."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.picture_change import Picture

__all__ = ["Repeats", "is_mixture"]

REPEATED = 2.0
"""Change of every cell, grey levels, under which a picture is shown again: coding alone."""
DENSE = 1 / 45
"""Seconds under which a further picture says nothing new, unless it shows something else."""
LEAP = 6.0
"""Mean change, grey levels, from which a picture shows something else."""
REFINED, SHARE, RECENT = 0.6, 0.1, 6
"""A picture shown again is coded finer each time: its mean change stays under so many grey levels
and under this share of what recent pictures changed."""
BLENDED = 0.1
"""Seconds that the two pictures may lie apart which a conversion of rates blends."""
UNMIXED = 0.22
"""Change that a mixture of both leaves, as a share of the change between both: coding."""


class Repeats:
    """Tells which pictures are shown again (10 a second carried at 30) or are one of very many."""

    def __init__(self) -> None:
        self._changes: deque[float] = deque(maxlen=RECENT)

    def has(self, before: Picture, now: Picture, seconds: float) -> bool:
        """Whether the picture ``seconds`` after the last distinct one need not be looked at."""
        over: NDArray[np.float32] = np.abs(now.cells - before.cells)
        mean = float(over.mean())
        usual = sorted(self._changes)[-2] if len(self._changes) > 1 else 0.0
        # Two cells, for a single one can be a cursor, or dust of the coding.
        again = int((over.max(axis=2) > REPEATED).sum()) < 2 or mean < min(REFINED, SHARE * usual)
        again = again or (seconds < DENSE and mean < LEAP)
        if not again:
            self._changes.append(mean)
        return again


def is_mixture(before: Picture, between: Picture, after: Picture, seconds: float) -> bool:
    """Whether a picture is mixed of those before and after it, ``seconds`` apart.

    A conversion of rates and telecine make such, on both sides of a cut too.
    """
    if seconds > BLENDED:
        return False
    whole = (after.cells - before.cells).ravel()
    part = (between.cells - before.cells).ravel()
    energy = float(whole @ whole)
    share = float(whole @ part) / max(energy, 1.0)
    if not 0.08 < share < 0.92:
        return False
    rest = part - share * whole
    return float(rest @ rest) < UNMIXED**2 * energy
