"""What was measured of each step from picture to picture, and what is usual near each."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.leap_cells import NEAR, NEXT, LeapCells

__all__ = ["FLASH", "LAGS", "LEAST", "Leaps", "ruled_out", "stands_out"]

Values = NDArray[np.float64]

LAGS = 16
"""Pictures back to which each is compared."""
LEAST = 0.25
"""Grey levels that are usual at least: coding alone."""
PACE = 12.0
"""How many times as long as others the picture before may have stood for its change to count as
so many steps of motion: then the film stuttered."""
UNLIKE = 0.55
"""Share of unrelated pictures' difference from which a picture shows another place."""
IDLE = 0.3
"""Share of the median change nearby under which a picture is the one before, coded finer."""
FLASH = 0.45
"""A change undone to this share is a flash, a passing object or one bad frame."""
UNDONE = 0.7
"""Seconds within which it is undone."""
BLOCK = 0.5
"""Share of the change in filled rectangles from which a title comes or goes."""
BACK = 0.6
"""The leap back is at least this share of the leap away: who nods comes back in smaller steps."""


class Leaps:
    """What was measured of each picture that is no repeat and no mixture, one row each, (n,).

    ``rows``: ``MEASURED`` and, of ``LAGS`` pictures before, the mean change from each (infinite
    where there is none). ``cells``: what its cells say; ``afresh``: of every picture, whether
    coding starts afresh with it, after the usual number of pictures. ``mixed``: first and last
    picture of what may be dissolves.
    """

    MEASURED: ClassVar[tuple[str, ...]] = (
        "index",
        "seconds",
        "gap",
        "mean",
        "top",
        "lit",
        "left",
        "unlike",
        "still",
        "block",
        "leapt",
    )
    LEAPT: ClassVar[int] = MEASURED.index("leapt")
    """Mean change that is left where the motion before goes on, or that after is drawn back."""

    def __init__(
        self,
        rows: list[Values],
        cells: LeapCells,
        afresh: NDArray[np.bool_],
        mixed: list[tuple[int, int, float]],
    ) -> None:
        first = len(self.MEASURED)
        table = np.array(rows, np.float64).reshape(len(rows), first + LAGS)
        self.index = table[:, 0].astype(int)
        self.seconds, self.gap, self.mean, self.top = table[:, 1:5].T
        self.lit, self.left, self.unlike, self.still = table[:, 5:9].T
        self.block, self.leapt = table[:, 9:first].T
        self.back = table[:, first:]
        self.together, self.largest = np.array(cells.together), np.array(cells.largest)
        self.afresh = afresh[self.index] if len(afresh) else np.zeros(len(rows), bool)
        self.mixing = np.zeros(len(rows), bool)
        """Whether each is a step inside what may be a dissolve."""
        for start, end, _ in mixed:
            self.mixing |= (self.index > start) & (self.index <= end)

    def __len__(self) -> int:
        return len(self.index)


def _around(seconds: Values) -> list[NDArray[np.int64]]:
    """The pictures near each, itself left out."""
    low = np.searchsorted(seconds, seconds - NEAR)
    high = np.searchsorted(seconds, seconds + NEAR, side="right")
    last = len(seconds) - 1
    found = []
    for at, (a, b) in enumerate(zip(low, high, strict=True)):
        back = a == at and at > 0 and seconds[at] - seconds[at - 1] <= NEXT
        on = b == at + 1 and at < last and seconds[at + 1] - seconds[at] <= NEXT
        near = np.arange(a - back, b + on)
        found.append(near[near != at])
    return found


def _held(leaps: Leaps, near: list[NDArray[np.int64]]) -> Values:
    """Seconds for which the picture before each was shown, as itself or coded finer.

    Where messengers lose pictures, the one that stays is still being refined.
    """
    usual = np.array([np.median(leaps.mean[each]) if len(each) else 0.0 for each in near])
    idle = leaps.mean < IDLE * usual
    held: Values = leaps.gap.copy()
    for at in np.flatnonzero(idle[:-1]) + 1:
        if leaps.seconds[at] - leaps.seconds[at - 1] < NEAR:
            held[at] += held[at - 1]
    return held


def stands_out(change: Values, leaps: Leaps, rows: NDArray[np.int64]) -> Values:
    """How many times what is usual near it the change of each of some ``rows`` is.

    Usual is the second largest (the largest may be a picture after a dropped one), or the motion
    that goes on before and after, for as long as the picture before stood: a film that stutters.
    Where coding starts afresh, usual is also what that changes elsewhere; elsewhere it is not.
    """
    out = np.empty(len(rows))
    afresh = np.flatnonzero(leaps.afresh)
    nearby = _around(leaps.seconds)
    gap = _held(leaps, nearby)
    for number, at in enumerate(rows.tolist()):
        those = nearby[at]
        near = those if leaps.afresh[at] else those[~leaps.afresh[those]]
        values = np.sort(change[near])[-2:]
        usual = values[0] if len(values) > 1 else values.sum() / 2
        steps = (gap[at] / gap[near]).clip(1, PACE)
        going = change[near] * steps
        before, after = going[near < at], going[near > at]
        if len(before) and len(after):
            usual = max(usual, min(before.max(), after.max()))
        if leaps.afresh[at] and leaps.unlike[at] < UNLIKE:
            usual = max(usual, _coding(change, afresh, at))
        out[number] = change[at] / max(usual, LEAST)
    return out


def _coding(change: Values, afresh: NDArray[np.int64], at: int) -> float:
    """The second largest change of the pictures nearest before and after that are coded afresh."""
    here = int(np.searchsorted(afresh, at))
    others = np.concatenate([afresh[max(0, here - 2) : here], afresh[here + 1 : here + 3]])
    values = np.sort(change[others])[-2:]
    return float(values[0]) if len(values) else 0.0


def ruled_out(leaps: Leaps, at: int) -> bool:
    """Whether a title comes or goes, or the leap is undone: a flash, damage or what passes."""
    return bool(leaps.block[at] >= BLOCK) or _undone(leaps, at)


def _undone(leaps: Leaps, at: int) -> bool:
    """Whether the picture soon leaps back to what it was before, or was so shortly before."""
    limit, leap = FLASH * leaps.mean[at], leaps.mean[at] * BACK
    for lag in range(2, LAGS + 1):
        later, first = at + lag - 1, at - lag + 1
        soon = later < len(leaps) and leaps.seconds[later] - leaps.seconds[at] < UNDONE
        soon = soon and leaps.back[later, lag - 1] < limit
        if soon and leaps.mean[at + 1 : later + 1].max() > leap:
            return True
        just = first >= 0 and leaps.seconds[at] - leaps.seconds[first] < UNDONE
        if just and leaps.back[at, lag - 1] < limit and leaps.mean[first:at].max() > leap:
            return True
    return False
