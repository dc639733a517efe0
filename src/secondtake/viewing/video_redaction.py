"""Heads and plates of a moving picture covered: looked for now and then, held in between."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.redaction import Region, cover, figures, heads, numbers
from secondtake.vision.person_detection import Finder

__all__ = ["Veil"]

Timed = tuple[float, NDArray[np.uint8]]
EVERY_SECONDS = 0.2
"""From one look to the next; between two a head moves little against the blur's margin."""
ROUNDING = 1e-6
NEAR = 1.5
"""How far a head may have gone between two looks, as a share of its region."""


@dataclass(slots=True)
class Veil:
    """Covers heads and plates in a stream of frames, and people where ``whole_people`` is asked.

    ``looks``: each look's second and what it found. ``finder``: keeps up, from one look to the
    next, the closer looks that brought somebody, as comparing does.
    """

    whole_people: bool = False
    looks: list[tuple[float, tuple[Region, ...]]] = field(default_factory=list)
    finder: Finder = field(default_factory=Finder)

    def over(self, frames: Iterable[Timed]) -> Iterator[Timed]:
        """The frames, uint8 (h, w, 3) RGB, with every head found made unrecognisable.

        A frame is covered where a head was seen at the look before it, the one after it and one
        more on either side, and on the way between: rather too much than too little.
        """
        waiting: deque[tuple[float, NDArray[np.uint8], int]] = deque()
        for second, rgb in frames:
            if not self.looks or second - self.looks[-1][0] > EVERY_SECONDS - ROUNDING:
                found = (figures if self.whole_people else heads)(
                    rgb, finder=self.finder
                ) + numbers(rgb)
                self.looks.append((second, found))
            waiting.append((second, rgb, len(self.looks) - 1))
            while waiting and waiting[0][2] + 2 < len(self.looks):
                yield self._covered(waiting.popleft())
        while waiting:
            yield self._covered(waiting.popleft())

    def _covered(self, frame: tuple[float, NDArray[np.uint8], int]) -> Timed:
        second, rgb, look = frame
        out = rgb.copy()
        around = [found for _, found in self.looks[max(0, look - 1) : look + 3]]
        here = self.looks[look : look + 2]
        ways = _ways(here[0][1], here[1][1]) if len(here) == 2 else ()
        for region in {region for found in around for region in found} | set(ways):
            cover(out, region)
        return second, out


def _ways(before: tuple[Region, ...], after: tuple[Region, ...]) -> tuple[Region, ...]:
    """What holds a head at both looks and all of the way between, for heads that may be one."""
    return tuple(
        _both(one, two) for one in before for two in after if _apart(one, two) <= NEAR * one[2]
    )


def _apart(one: Region, two: Region) -> float:
    return float(
        np.hypot(
            one[0] + one[2] / 2 - two[0] - two[2] / 2, one[1] + one[3] / 2 - two[1] - two[3] / 2
        )
    )


def _both(one: Region, two: Region) -> Region:
    left, top = min(one[0], two[0]), min(one[1], two[1])
    right = max(one[0] + one[2], two[0] + two[2])
    bottom = max(one[1] + one[3], two[1] + two[3])
    return left, top, right - left, bottom - top
