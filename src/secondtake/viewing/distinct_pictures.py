"""Which frames of a film show something new: repeated and blended pictures are known first."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.picture_change import Picture, fine_detail

__all__ = ["DistinctPictures", "Shown", "is_mixture"]

REPEATED = 2.0
"""Change of every cell, grey levels, under which a picture is shown again: coding alone."""
DENSE = 1 / 45
"""Seconds within which pictures are one, unless they show something else: the sharpest of them."""
LEAP = 6.0
"""Mean change, grey levels, from which a picture shows something else, where none moved so much."""
REFINED, SHARE, RECENT = 0.6, 0.1, 6
"""A picture shown again is coded finer each time: its mean change stays under so many grey levels
and under this share of what recent pictures changed."""
BLENDED = 0.1
"""Seconds that the two pictures may lie apart which a conversion of rates blends."""
UNMIXED = 0.22
"""Change that a mixture of both leaves, as a share of the change between both: coding."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shown:
    """A picture with the time from which it is shown, in seconds and ticks.

    ``number``: of the frame in the film, from 0.
    """

    picture: Picture
    seconds: float
    pts: int
    number: int


class DistinctPictures:
    """Tells which pictures are shown again (10 a second carried at 30) or are one of very many.

    Of very many, a conversion of rates has mixed most: the sharpest is the film's own.
    """

    def __init__(self) -> None:
        self._changes: deque[float] = deque(maxlen=RECENT)
        self._last: Shown | None = None

    def see(self, now: Shown) -> Shown | None:
        """The next frame: gives the distinct picture before it, if this is another."""
        last = self._last
        if last is None:
            self._last = now
            return None
        over: NDArray[np.float32] = np.abs(now.picture.cells - last.picture.cells)
        mean = float(over.mean())
        usual = sorted(self._changes)[-2] if len(self._changes) > 1 else 0.0
        few = int((over.max(axis=2) > REPEATED).sum()) < 2  # one can be a cursor, or dust of coding
        if few or mean < min(REFINED, SHARE * usual):
            return None
        if now.seconds - last.seconds < DENSE and mean < max(LEAP, usual):
            if _sharpness(now.picture) > _sharpness(last.picture):
                self._last = replace(last, picture=now.picture)
            return None
        self._changes.append(mean)
        self._last = now
        return last

    def finish(self) -> Shown | None:
        """The last of the film."""
        return self._last


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


def _sharpness(picture: Picture) -> float:
    return float(fine_detail(picture.frame).sum())
