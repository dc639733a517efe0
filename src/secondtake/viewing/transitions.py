"""Where one shot ends and the next begins, from how pictures differ from those before them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.model.enums import Transition
from secondtake.viewing.dissolves import Dissolves
from secondtake.viewing.leap_cells import NEAR
from secondtake.viewing.leap_scores import against_motion, leap_scores
from secondtake.viewing.leaps import FLASH, LAGS, Leaps, ruled_out

__all__ = ["transitions"]

Values = NDArray[np.float64]

SAME_CELLS = 0.45
"""Share of cells that stay as they were from which a cut lies inside one set-up: a jump cut."""
STEPS = 0.21
"""Seconds under which two leaps one after the other are one cut, with a mixture between."""
BEATS, BEAT, EVEN = 3, 0.8, 0.05
"""Jumps at one interval, and the seconds it stays under and may vary by, that are no cuts."""
MIXED = 0.5
"""Share of the first of two such leaps from which the picture between showed the old shot still."""
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
CLOSE = 0.13
"""Seconds under which two transitions are one."""


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
    found: list[tuple[int, Transition]] = []
    last = -2
    for at in np.flatnonzero((leap_scores(leaps) > 0) | against_motion(leaps)).tolist():
        if ruled_out(leaps, at):
            continue
        if at == last + 1 and leaps.gap[at] < STEPS:  # one of both is a picture of both shots
            if leaps.mean[at] < MIXED * leaps.mean[last]:
                continue
            found.pop()
        kind = Transition.JUMP if leaps.still[at] > SAME_CELLS else Transition.CUT
        found.append((int(leaps.index[at]), kind))
        last = at
    seconds = dict(zip(leaps.index.tolist(), leaps.seconds.tolist(), strict=True))
    stuttered = _beats([seconds[i] for i, kind in found if kind == Transition.JUMP])
    return [(i, kind) for i, kind in found if seconds[i] not in stuttered]


def _beats(jumps: list[float]) -> set[float]:
    """Those of several jumps that come at one short interval: the recording lost pictures."""
    found: set[float] = set()
    for at in range(len(jumps) - BEATS + 1):
        part = jumps[at : at + BEATS]
        apart = np.diff(part)
        if apart.max() < BEAT and np.ptp(apart) < EVEN:
            found.update(part)
    return found


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
