"""Heads and plates of a moving picture covered: looked for now and then, followed in between."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.covering import Region, cover
from secondtake.viewing.followed_patches import GAP_SECONDS, FollowedPatches
from secondtake.viewing.plate_watch import PlateWatch
from secondtake.viewing.redaction import numbers, regions, seen_in_passing

__all__ = ["Veil"]

Timed = tuple[float, NDArray[np.uint8]]
EVERY_SECONDS = 0.2
"""From one look to the next: somebody who walks goes about a head's length."""
ROUNDING = 1e-6
PLATES_EVERY = 5
"""Looks from one search for plates to the next: less than ``GAP_SECONDS``, so that each is followed
from one to the next."""


@dataclass(slots=True)
class Veil:
    """Covers heads and plates in a stream of frames, and people where ``whole_people`` is asked.

    ``looks``: each look's second and what it found.
    """

    whole_people: bool = False
    looks: list[tuple[float, tuple[Region, ...]]] = field(default_factory=list)
    followed: FollowedPatches = field(default_factory=FollowedPatches)
    plates: PlateWatch = field(default_factory=PlateWatch)

    def over(self, frames: Iterable[Timed]) -> Iterator[Timed]:
        """The frames, uint8 (h, w, 3) RGB, with every head found made unrecognisable.

        A frame waits for ``GAP_SECONDS`` of looks after it: whoever is found there and was found
        before was on the way between. Rather too much is covered than too little.
        """
        waiting: deque[Timed] = deque()
        for second, rgb in frames:
            if not self.looks or second - self.looks[-1][0] > EVERY_SECONDS - ROUNDING:
                self._look(second, rgb)
            waiting.append((second, rgb))
            while self.looks[-1][0] - waiting[0][0] >= GAP_SECONDS:
                yield self._covered(*waiting.popleft())
        while waiting:
            yield self._covered(*waiting.popleft())

    def _look(self, second: float, rgb: NDArray[np.uint8]) -> None:
        count = len(self.looks)
        found = seen_in_passing(rgb, count, whole_people=self.whole_people)
        if count % PLATES_EVERY == 0:
            found += numbers(rgb, watch=self.plates)
        self.looks.append((second, regions(found, rgb.shape)))
        self.followed.add(second, found)

    def _covered(self, second: float, rgb: NDArray[np.uint8]) -> Timed:
        out = rgb.copy()
        for patch in self.followed.at(second):
            cover(out, patch, of=rgb)
        return second, out
