"""Where one shot ends and the next begins, from how pictures differ from those before them."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from secondtake.model.enums import Transition
from secondtake.viewing.dissolves import Dissolves

__all__ = ["LAGS", "Leaps", "transitions"]

Values = NDArray[np.float64]

LAGS = 16
"""Pictures back to which each is compared."""
NEAR = 0.4
"""Seconds on each side within which a change must stand out."""
NEXT = 1.2
"""The same for the very next picture, where few are shown: further off nothing can be compared."""
PACE = 12.0
"""How many times as long as others the picture before may have stood for its change to count as
so many steps of motion: then the film stuttered."""
HELD = 0.5
"""Seconds from which the picture before was held, as a slide or a title is, and did not stutter."""
STANDS_OUT = 2.5
"""How many times the second largest change nearby a cut inside one place must be."""
MOVED = 1.5
"""How many times what is usual nearby is at least left when flow is taken out."""
UNLIKE, UNLIKE_OUT = 0.55, 2.15
"""Share of unrelated pictures' difference from which a picture shows another place, and how many
times the second largest change nearby it then must be."""
FLOOR, TOP_FLOOR = 2.0, 11.0
"""Mean change, grey levels, that a cut to another place exceeds, and that of the most changed
cells, inside one place: less everywhere at once is coding."""
IDLE = 0.3
"""Share of the median change nearby under which a picture is the one before, coded finer."""
FLASH = 0.45
"""A change undone to this share is a flash, a passing object or one bad frame."""
UNDONE = 0.7
"""Seconds within which it is undone."""
BACK = 0.6
"""The leap back is at least this share of the leap away: who nods comes back in smaller steps."""
SAME_CELLS = 0.45
"""Share of cells that stay as they were from which a cut lies inside one set-up: a jump cut."""
BLOCK = 0.5
"""Share of the change in filled rectangles from which a title comes or goes."""
BLANK = 5.0
"""Spread of grey levels under which a picture is blank: black or white between fades."""
PALE = 2.5
"""How many times that a picture near a blank one shows which is half of a fade."""
SETTLED = 0.3
"""A fade is over when the picture's spread grows less than this share of its fastest growth."""
FADE = 1.6
"""Longest half of a fade, seconds."""
LAST = 0.12
"""A dissolve that ends within so many seconds of the film's end shows no new shot."""
STEPS = 0.21
"""Seconds under which two leaps one after the other are one cut, with a mixture between."""
CLOSE = 0.13
"""Seconds under which two transitions are one."""


class Leaps:
    """What was measured of each picture that is no repeat and no mixture, one row each, (n,)."""

    MEASURED: ClassVar[tuple[str, ...]] = (
        "mean",
        "top",
        "lit",
        "left",
        "unlike",
        "still",
        "block",
    )
    LEAPT: ClassVar[int] = 3 + len(MEASURED)
    """Column of ``leapt``."""

    def __init__(self, rows: list[NDArray[np.float64]], afresh: NDArray[np.bool_]) -> None:
        table = np.array(rows, np.float64).reshape(len(rows), self.LEAPT + 1 + LAGS)
        self.index = table[:, 0].astype(int)
        self.seconds, self.gap = table[:, 1], table[:, 2]
        self.mean, self.top, self.lit, self.left = table[:, 3:7].T
        self.unlike, self.still, self.block = table[:, 7:10].T
        self.leapt = table[:, self.LEAPT]
        """Mean change that is left where the motion before goes on, or that after is drawn back."""
        self.back = table[:, self.LEAPT + 1 :]
        """Mean change from the first, second ... picture before, infinite where there is none."""
        self.afresh = afresh[self.index] if len(afresh) else np.zeros(len(rows), bool)
        """Whether coding starts afresh with it, after the usual number of pictures."""

    def __len__(self) -> int:
        return len(self.index)


def transitions(
    leaps: Leaps, dissolves: Dissolves, seconds: Values, end: float
) -> list[tuple[int, Transition]]:
    """Index of the first picture of each shot but the first's, with how it begins, in order.

    ``seconds``: of each distinct picture; ``end``: of the film.
    Kinds: ``cut``, ``jump`` (a leap inside one set-up), ``dissolve``, ``fade``.
    """
    fades = _fades(np.array(dissolves.spread), seconds, leaps)
    cuts = [c for c in _cuts(leaps) if not any(a <= c[0] <= b for a, b in fades)]
    mixed = _dissolves(dissolves, seconds, [c[0] for c in cuts], fades, end)
    faded = [(b, Transition.FADE) for _, b in fades if b < len(seconds)]
    kept: list[tuple[int, Transition]] = []
    for index, kind in sorted([*cuts, *mixed, *faded]):
        if not kept or seconds[index] - seconds[kept[-1][0]] > CLOSE:
            kept.append((index, kind))
    return kept


def _cuts(leaps: Leaps) -> list[tuple[int, Transition]]:
    """Pictures that neither motion nor light carries over from the one before."""
    if not len(leaps):
        return []
    around = _around(leaps.seconds)
    even = np.ones(len(leaps))
    measured = leaps.lit, leaps.leapt, leaps.left
    held = _held(leaps, around)
    plain, against, left = (_stands_out(v, leaps, around, held) for v in measured)
    # Flow explains where somebody leapt to, but not that it was at once.
    leapt = (np.sqrt(plain * against) > STANDS_OUT) & (left > MOVED)
    # Where nothing is alike, longer motion would not have changed more.
    singly = [_stands_out(v, leaps, around, even) for v in measured]
    going_on = np.where(held > HELD, singly[2], left)
    once = np.cbrt(np.prod(singly, axis=0))
    leapt |= (leaps.unlike > UNLIKE) & (np.minimum(once, going_on) > UNLIKE_OUT)
    elsewhere = (leaps.unlike > UNLIKE) & (leaps.lit > FLOOR)
    leapt &= (elsewhere | (leaps.top > TOP_FLOOR)) & (leaps.block < BLOCK)
    found: list[tuple[int, Transition]] = []
    last = -2
    for at in np.flatnonzero(leapt).tolist():
        if _undone(leaps, at):
            continue
        kind = Transition.JUMP if leaps.still[at] > SAME_CELLS else Transition.CUT
        if at == last + 1 and leaps.gap[at] < STEPS:  # the picture between is one of both shots
            found.pop()
        found.append((int(leaps.index[at]), kind))
        last = at
    return found


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


def _held(leaps: Leaps, around: list[NDArray[np.int64]]) -> Values:
    """Seconds for which the picture before each was shown, as itself or coded finer.

    Where messengers lose pictures, the one that stays is still being refined.
    """
    usual = np.array([np.median(leaps.mean[near]) if len(near) else 0.0 for near in around])
    idle = leaps.mean < IDLE * usual
    held = leaps.gap.copy()
    for at in np.flatnonzero(idle[:-1]) + 1:
        if leaps.seconds[at] - leaps.seconds[at - 1] < NEAR:
            held[at] += held[at - 1]
    return held


def _stands_out(
    change: Values, leaps: Leaps, around: list[NDArray[np.int64]], gap: Values
) -> Values:
    """How many times what is usual near it each change is.

    Usual is the second largest (the largest may be a picture after a dropped one), or the motion
    that goes on before and after, for as long as the picture before stood: a film that stutters.
    Where coding starts afresh, usual is also what that changes elsewhere; elsewhere it is not.
    """
    out = np.empty(len(change))
    afresh = np.flatnonzero(leaps.afresh)
    for at, those in enumerate(around):
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
        out[at] = change[at] / max(usual, 0.25)
    return out


def _coding(change: Values, afresh: NDArray[np.int64], at: int) -> float:
    """The second largest change of the pictures nearest before and after that are coded afresh."""
    here = int(np.searchsorted(afresh, at))
    others = np.concatenate([afresh[max(0, here - 2) : here], afresh[here + 1 : here + 3]])
    values = np.sort(change[others])[-2:]
    return float(values[0]) if len(values) else 0.0


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


def _fades(spread: Values, seconds: Values, leaps: Leaps) -> list[tuple[int, int]]:
    """Stretches that go through blank pictures: from where it pales to the first whole one."""
    blank = np.concatenate(([0], (spread < BLANK).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(blank))
    found = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if start == 0 or end >= len(spread):
            continue
        whole = _settled(spread, seconds, start, -1), _settled(spread, seconds, end, +1)
        if not _flashed(leaps, whole[0], start, whole[1]):
            found.append(whole)
    return found


def _flashed(leaps: Leaps, last: int, blank: int, first: int) -> bool:
    """Whether one leap to blank is undone: the first whole picture after is the last before."""
    before, away, after = (int(np.searchsorted(leaps.index, i)) for i in (last, blank, first))
    if after >= len(leaps) or after - before > LAGS:
        return False
    return bool(leaps.back[after, after - before - 1] < FLASH * leaps.mean[away])


def _settled(spread: Values, seconds: Values, index: int, step: int) -> int:
    """The picture from ``index`` on, in steps, at which the spread stops changing."""
    last, most = index, 0.0
    while 0 < last + step < len(spread) and abs(seconds[last] - seconds[index]) < FADE:
        pace = abs(seconds[last + step] - seconds[last])
        grows = float(spread[last + step] - spread[last]) / pace
        most = max(most, grows)
        if grows < max(4.0, SETTLED * most):
            break
        last += step
    return last


def _dissolves(
    dissolves: Dissolves,
    seconds: Values,
    cuts: list[int],
    fades: list[tuple[int, int]],
    film_end: float,
) -> list[tuple[int, Transition]]:
    """The purest of those that overlap, where no cut and no fade lies."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[int, Transition]] = []
    spread = np.array(dissolves.spread)
    blank = np.append(seconds[spread < BLANK], np.inf)
    for start, end, _ in sorted(dissolves.found, key=lambda each: each[2]):
        ends = start, end
        if any(start - 2 <= cut <= end + 2 for cut in cuts):
            continue
        if any(start <= b and end >= a for a, b in fades):
            continue
        if any(spread[i] < PALE * BLANK and np.abs(blank - seconds[i]).min() < NEAR for i in ends):
            continue
        if any(start < b - 1 and end > a + 1 for a, b in taken):
            continue
        taken.append((start, end))
        whole = _whole_from(np.array(dissolves.step), seconds, start, end)
        if seconds[min(whole, len(seconds) - 1)] < film_end - LAST:
            found.append((whole, Transition.DISSOLVE))
    return found


def _whole_from(steps: Values, seconds: Values, start: int, end: int) -> int:
    """First picture after the dissolve: where the step to the next is small again."""
    after = np.flatnonzero((seconds > seconds[end] + 0.15) & (seconds < seconds[end] + 0.65))
    during = float(np.median(steps[start + 1 : end + 1]))
    later = float(np.median(steps[after])) if len(after) else 0.0
    calm = later + 0.35 * max(0.0, during - later)
    index = start + (end - start) // 2
    while index < min(end, len(steps) - 1) and steps[index] > calm:
        index += 1
    return index
