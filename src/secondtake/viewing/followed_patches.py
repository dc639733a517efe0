"""Patches found at some looks, followed from one look to the next and held where they are lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.covering import Patch

__all__ = ["GAP_SECONDS", "FollowedPatches"]

GAP_SECONDS = 1.2
"""For how long somebody may be missed between two looks that found them, and be covered on the
way: whoever is hidden in passing, or turns round, is found again within a step or two."""
HELD_SECONDS = 0.8
"""For how long, at most, a patch goes on before it was found first and after it was found last."""
LEAST_HELD_SECONDS = 0.2
"""For how long one does that a single look found, which is often nobody; who was followed for
longer is held for longer."""
PACE_SECONDS = 0.5
"""Over how long the motion is measured with which a patch goes on."""
LEAST_LOOKS = 3
"""Looks from which a pace is told: of two, one that is wrong would send a patch anywhere."""
NEAR = 0.8
"""How far from where it is awaited a patch may be found, as a share of its longer side."""
PACE = 7.0
"""Lengths of its own that a head goes in a second at most whose pace is not known: a quick walk."""
ALIKE = 2.0
"""How many times larger or smaller a patch may have become."""
STEADY_SECONDS = 0.4
"""How far away looks are that count nothing for where a patch is and how large: detectors are a
tenth of a head apart from one look to the next, and heads are not."""


@dataclass(slots=True)
class _Way:
    """Where one patch was: seconds of looks, rising, and the patches."""

    seconds: list[float] = field(default_factory=list)
    patches: list[Patch] = field(default_factory=list)

    @property
    def held(self) -> float:
        """Seconds for which it goes on at either end."""
        followed = self.seconds[-1] - self.seconds[0]
        return min(HELD_SECONDS, LEAST_HELD_SECONDS + followed)

    def awaited(self, second: float) -> NDArray[np.float64]:
        """Where the middle goes if it keeps its pace."""
        last = self.seconds[-1]
        return _goes_on(self.seconds, self.patches, second, since=last - PACE_SECONDS)

    def came_from(self, second: float) -> NDArray[np.float64]:
        """The same before it was found."""
        first = self.seconds[0]
        return _goes_on(self.seconds[::-1], self.patches[::-1], second, since=first + PACE_SECONDS)


class FollowedPatches:
    """What looks found, as ways through time."""

    def __init__(self) -> None:
        self._ways: list[_Way] = []

    def add(self, second: float, found: Sequence[Patch]) -> None:
        """What the next look found: each patch goes on with the nearest way, or begins one."""
        lost = GAP_SECONDS + HELD_SECONDS
        self._ways = [w for w in self._ways if second - w.seconds[-1] <= lost]
        pairs = sorted(
            (how, at, which)
            for at, way in enumerate(self._ways)
            for which, patch in enumerate(found)
            if (how := _apart(way, patch, second)) is not None
        )
        gone: dict[int, int] = {}
        for _, at, which in pairs:
            if at not in gone and which not in gone.values():
                gone[at] = which
        for which in set(range(len(found))) - set(gone.values()):
            gone[len(self._ways)] = which
            self._ways.append(_Way())
        for at, which in gone.items():
            self._ways[at].seconds.append(second)
            self._ways[at].patches.append(found[which])

    def at(self, second: float) -> Iterator[Patch]:
        """What is to be covered in a frame, of the looks up to now."""
        for way in self._ways:
            if way.seconds[0] - way.held <= second <= way.seconds[-1] + way.held:
                yield _placed(way, second)


def _apart(way: _Way, patch: Patch, second: float) -> tuple[bool, float] | None:
    """How far a patch is from a way, the nearest first; None: it is another one.

    Those go first that are found where the way leads; then whoever can have walked there.
    """
    last, missed = way.patches[-1], second - way.seconds[-1]
    size, there = max(last.w, last.h), max(patch.w, patch.h)
    same = (last.cells, last.oval) == (patch.cells, patch.oval) and missed <= GAP_SECONDS
    if not same or not 1 / ALIKE <= there / size <= ALIKE:
        return None
    middle, size = _middle(patch), max(size, there)
    astray = float(np.hypot(*(way.awaited(second) - middle))) / size
    if astray <= NEAR:
        return False, astray
    walked = float(np.hypot(*np.subtract(_middle(last), middle))) / size
    return (True, walked / missed) if walked <= PACE * missed else None


def _goes_on(
    seconds: Sequence[float], patches: Sequence[Patch], second: float, *, since: float
) -> NDArray[np.float64]:
    """From the last of some patches on with their mean pace since then, which dies away."""
    order = np.sign(seconds[-1] - since)
    near = [n for n, at in enumerate(seconds) if order * (at - since) >= 0]
    here = np.array(_middle(patches[-1]))
    if len(near) < LEAST_LOOKS:
        return here
    rows = np.array([_middle(patches[n]) for n in near])
    times = np.array([seconds[n] for n in near]) - seconds[-1]
    lean = times - times.mean()
    pace = lean @ (rows - rows.mean(0)) / (lean @ lean)
    return np.asarray(here + pace * (second - seconds[-1]), np.float64)


def _placed(way: _Way, second: float) -> Patch:
    """Where looks around say on average, or on the straight line between two that are far apart."""
    x, y = _middle_at(way, second)
    apart = np.subtract(way.seconds, min(max(second, way.seconds[0]), way.seconds[-1]))
    share = _near(apart)
    if not share.any():
        share = 1 / (0.1 + np.abs(apart))
    w, h = share @ np.array([(patch.w, patch.h) for patch in way.patches]) / share.sum()
    return replace(way.patches[0], x=float(x - w / 2), y=float(y - h / 2), w=float(w), h=float(h))


def _middle_at(way: _Way, second: float) -> NDArray[np.float64]:
    if second < way.seconds[0]:
        return way.came_from(second)
    if second > way.seconds[-1]:
        return way.awaited(second)
    middles = np.array([_middle(patch) for patch in way.patches])
    apart = np.subtract(way.seconds, second)
    share = _near(apart)
    around = (share > 0).sum() >= LEAST_LOOKS and apart[share > 0].min() < 0 < apart[
        share > 0
    ].max()
    if around:
        # A straight line through them, as a mean would lag where there are more on one side.
        lean = np.polyfit(apart, middles, 1, w=np.sqrt(share))
        return np.asarray(lean[1], np.float64)
    return np.array([np.interp(second, way.seconds, row) for row in middles.T])


def _near(apart: NDArray[np.float64]) -> NDArray[np.float64]:
    """How much looks so many seconds away count, which falls to nothing without a step."""
    return np.asarray(np.clip(1 - np.abs(apart) / STEADY_SECONDS, 0, None), np.float64)


def _middle(patch: Patch) -> tuple[float, float]:
    return patch.x + patch.w / 2, patch.y + patch.h / 2
