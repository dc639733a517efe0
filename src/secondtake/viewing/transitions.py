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
UNEVEN = 0.15
"""Seconds within which blank pictures are one fade: coding makes those between less so."""
HALF = 0.5
"""Share of its contrast that the palest picture of any fade keeps at most."""
FAINT = 0.4
"""Share of its contrast that the palest picture of a fade keeps at most, if none is blank."""
AS_PALE = 1.3
"""How many times as much a picture beside the palest keeps that was mixed as far."""
ASTRAY = 0.12
"""How far the share of contrast and of distance from black or white may lie apart: coding."""
CLEAR = 0.93
"""How far from mixtures and how fine pictures in a dissolve are, together: faint mixtures must thin
the more (47 of real films .45 to .86, made ones to .93). Others may still hide other leaps."""
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
    fades = _fades(dissolves, seconds, leaps)
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


def _fades(dissolves: Dissolves, seconds: Values, leaps: Leaps) -> list[tuple[int, int]]:
    """Stretches that go through blank pictures: from where it pales to the first whole one."""
    spread, level = np.array(dissolves.spread), np.array(dissolves.level)
    found = []
    for start, end in _palest(spread, seconds):
        if start == 0 or end >= len(spread):
            continue
        whole = _settled(spread, seconds, start, -1), _settled(spread, seconds, end, +1)
        palest = float(spread[start:end].min())
        if palest > HALF * min(float(spread[i]) for i in whole if 0 <= i < len(spread)):
            continue  # as dark a shot as this has no more contrast
        if palest >= BLANK and not _goes_blank(spread, level, whole, start):
            continue
        if not _flashed(leaps, whole[0], start, whole[1]):
            found.append(whole)
    return found


def _palest(spread: Values, seconds: Values) -> list[tuple[int, int]]:
    """First picture and the one after the last of each run of blank ones, and of each palest."""
    blank = np.concatenate(([0], (spread < BLANK).astype(np.int8), [0]))
    edges = np.flatnonzero(np.diff(blank))
    runs: list[tuple[int, int]] = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if runs and seconds[start] - seconds[runs[-1][1] - 1] < UNEVEN:
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    low = np.flatnonzero((spread[1:-1] < spread[:-2]) & (spread[1:-1] <= spread[2:])) + 1
    alone = low[~blank[1:-1].astype(bool)[low]]
    about = spread < AS_PALE * np.minimum(np.r_[spread[1:], np.inf], np.r_[np.inf, spread[:-1]])
    return runs + [(i - int(about[i - 1]), i + 1 + int(about[i + 1])) for i in alone.tolist()]


def _goes_blank(spread: Values, level: Values, whole: tuple[int, int], palest: int) -> bool:
    """Whether black or white is what both sides go to, though no picture shows it alone.

    On the way to it a picture keeps the same share of its contrast and of its distance from it.
    Light that is set anew keeps more; a flash or a step has no picture between.
    """
    if not whole[0] < palest - 1 or not palest + 1 < whole[1]:
        return False
    far = np.abs(level[:, None] - np.array([0.0, 255.0]))
    for side in (range(whole[0], palest + 1), range(whole[1], palest - 1, -1)):
        first, *others = side
        kept = spread[others] / max(float(spread[first]), 1.0)
        if kept[-1] > FAINT:
            return False
        off = np.abs(far[others] / np.maximum(far[first], 1.0) - kept[:, None]).max(axis=0)
        if off.min() > ASTRAY:
            return False
    return True


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
    for start, end, off in sorted(dissolves.found, key=lambda each: each[2]):
        ends = start, end
        if off >= CLEAR:
            break
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
