"""Whether all parts of the picture leap at once: a cut moves them together, a limb moves alone."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["NEAR", "NEXT", "LeapCells"]

Cells = NDArray[np.float32]

NEAR = 0.4
"""Seconds on each side within which a change must stand out."""
NEXT = 1.2
"""The same where few pictures are shown: further off nothing can be compared."""
LEAST = 3
"""Pictures on each side that are looked at, if so many lie within ``NEXT``."""
SMALLER = 0.7
"""Share of the second largest change within ``NEXT``, on both sides, under which it is not looked
further."""
NOTICED = 6.0
"""Change of a cell, grey levels, from which it shows another thing: coding changes less."""
FLOOR, COMMON = 2.0, 1.0
"""Grey levels that the largest change of a cell exceeds, and that are usual at least."""


@dataclass(slots=True, kw_only=True)
class _Step:
    """One picture to the next; ``changed``: each cell without light, ``leapt``: nor motion."""

    seconds: float
    mean: float
    changed: Cells
    leapt: Cells
    afresh: bool


class LeapCells:
    """Sees what changed in each cell from picture to picture, and keeps two shares of each step.

    ``together``: of the cells that moved or move nearby, those that leap further than usual there.
    ``largest``: of all cells, those that change more than in any other step nearby.
    """

    def __init__(self) -> None:
        self.together: list[float] = []
        self.largest: list[float] = []
        self._near: deque[_Step] = deque()
        self._waits = 0

    def see(self, seconds: float, mean: float, changed: Cells, leapt: Cells, afresh: bool) -> None:
        """The next step, over cells (576,); ``afresh``: its picture is a key picture."""
        step = _Step(seconds=seconds, mean=mean, changed=changed, leapt=leapt, afresh=afresh)
        self._near.append(step)
        while self._near[self._waits].seconds < seconds - NEXT:
            self._weigh()
        while self._near[0].seconds < self._near[self._waits].seconds - NEXT:
            self._near.popleft()
            self._waits -= 1

    def carried_back(self, left: Cells) -> None:
        """What the motion after it leaves of the last step, (576,)."""
        if self._near:
            self._near[-1].leapt = np.minimum(self._near[-1].leapt, left)

    def outdone(self, seconds: float, mean: float) -> bool:
        """Whether two steps within ``NEXT`` before ``seconds`` changed more: then nothing leapt."""
        return sum(s.mean > mean and s.seconds > seconds - NEXT for s in self._near) > 1

    def finish(self) -> None:
        """The film has ended."""
        while self._waits < len(self._near):
            self._weigh()

    def _weigh(self) -> None:
        """The next step whose neighbours are all known."""
        step = self._near[self._waits]
        self._waits += 1
        others = [s for s in self._near if s is not step and abs(s.seconds - step.seconds) <= NEXT]
        count = sum(s.seconds < step.seconds for s in others)
        means = [sorted(s.mean for s in side)[-2:] for side in (others[:count], others[count:])]
        if all(side and step.mean < SMALLER * side[0] for side in means):
            self.together.append(0.0)
            self.largest.append(0.0)
            return
        beside = [s.changed for s in _beside(others, step)] or [np.zeros_like(step.changed)]
        cells = np.sort(np.stack(beside), axis=0)
        usual = np.maximum(cells[-2:][0], COMMON)
        moves = (step.leapt > NOTICED) | (usual > NOTICED)
        leaps = (step.leapt > usual) & (step.leapt > NOTICED)
        self.together.append(float(leaps.sum() / max(1, moves.sum())))
        self.largest.append(float((step.changed > np.maximum(cells[-1], FLOOR)).mean()))


def _beside(others: list[_Step], step: _Step) -> list[_Step]:
    """The steps nearby, without those to key pictures if others are left."""
    before = [s for s in others if s.seconds < step.seconds]
    after = others[len(before) :]
    close = [
        s
        for side in (before[::-1], after)
        for number, s in enumerate(side)
        if number < LEAST or abs(s.seconds - step.seconds) <= NEAR
    ]
    return [s for s in close if not s.afresh] or close
