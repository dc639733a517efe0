"""Where one shot ends and the next begins, from how frames differ from those before them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.model.enums import Transition

__all__ = ["LAGS", "MIXES", "Changes", "transitions"]

LAGS = (1, 2, 3, 4, 5, 6, 8, 12, 16, 24, 36)
"""Steps back at which frames are compared, in frames."""
MIXES = (6, 8, 11, 14, 18, 23, 29, 36)
"""Steps back over which frames are tried as mixtures of the first and the last."""

FLOOR = 2.0
"""Mean change, grey levels, below which nothing is a cut: compression alone stays under 1."""
TOP_FLOOR = 18.0
"""Change of the most changed cells below which nothing is a jump cut."""
STANDS_OUT = 2.7
"""How many times the second largest change nearby a cut must be."""
HELD_OUT, HELD_TOP = 2.1, 3.0
"""The same where the camera's own motion is taken out: of all cells, of those that changed most."""
NEAR = 7
"""Frames on each side a change is compared with."""
FLASH = 0.45
"""A change undone to this share within LAGS[:7] is a flash, a passing object or one bad frame."""
SAME_CELLS = 0.45
"""Share of cells that stay as they were from which a cut lies inside one set-up: a jump cut."""
DARK_SPREAD = 5.0
"""Spread of grey levels under which a frame is blank: black between fades."""
SETTLED = 0.3
"""A fade is over when the picture's spread grows less than this share of its fastest growth."""
LAST = 3
"""A dissolve that ends within so many frames of the film's end shows no new shot."""
DISSOLVE = 10.0
"""Root mean square change over a dissolve, grey levels."""
MIXED = 0.25
"""How far frames between may lie from mixtures of both ends, as a share of the change (medians)."""
THINNED = 0.72
"""Fine detail half-way through a dissolve, as a share of both ends': mixing halves it."""
STEP = 0.5
"""Largest change from one frame to the next, as a share of that over a dissolve."""
ALIKE = 0.93
"""Correlation of both ends from which nothing was dissolved: the light changed."""


class Changes:
    """Columns of what was measured, one row a frame, float32 (n,) each."""

    def __init__(self, rows: NDArray[np.float32]) -> None:
        self.top, self.still, self.spread, self.held_top, self.held = rows[:, :5].T
        """``held``: change from the frame before, the camera's own motion taken out."""
        self.lag = {lag: rows[:, 5 + i] for i, lag in enumerate(LAGS)}
        mixes = rows[:, 5 + len(LAGS) :].reshape(len(rows), len(MIXES), 4)
        self.mix = {lag: mixes[:, i].T for i, lag in enumerate(MIXES)}
        """By length: change, how far frames between are from mixtures, likeness of both ends, and
        fine detail half-way as a share of what both ends have; movement leaves it at 1."""

    def __len__(self) -> int:
        return len(self.top)


def transitions(seen: Changes) -> list[tuple[int, Transition]]:
    """Index of each shot's first whole frame but the first's, with how it begins, in order.

    Kinds: ``cut``, ``jump`` (a leap inside one set-up), ``dissolve``, ``fade``.
    """
    fades = _fades(seen)
    cuts = [c for c in _cuts(seen) if not any(a <= c[0] <= b for a, b in fades)]
    dissolves = _dissolves(seen, [c[0] for c in cuts], fades)
    found = cuts + dissolves + [(end, Transition.FADE) for _, end in fades if end < len(seen)]
    kept: list[tuple[int, Transition]] = []
    for index, kind in sorted(found):
        if index > 1 and (not kept or index - kept[-1][0] > 3):
            kept.append((index, kind))
    return kept


def _cuts(seen: Changes) -> list[tuple[int, Transition]]:
    change, top = seen.lag[1], seen.top
    whole = (change > FLOOR) & (change > STANDS_OUT * _nearby(change))
    part = (change > 0.4) & (top > TOP_FLOOR) & (top > STANDS_OUT * _nearby(top))
    found = []
    held = (seen.held > FLOOR) & (seen.held > HELD_OUT * _nearby(seen.held))
    held &= (seen.held_top > TOP_FLOOR) & (seen.held_top > HELD_TOP * _nearby(seen.held_top))
    for index in np.flatnonzero(whole | part | held):
        if index == 0 or _undone(seen, int(index)):
            continue
        inside = seen.still[index] > SAME_CELLS
        if inside and top[index] < TOP_FLOOR:  # a key frame that is a little lighter or sharper
            continue
        found.append((int(index), Transition.JUMP if inside else Transition.CUT))
    return found


def _nearby(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """The second largest value within ``NEAR`` frames, the frame itself left out.

    The largest may be a frame after a repeated or dropped one.
    """
    padded = np.pad(values, NEAR, constant_values=0)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * NEAR + 1).copy()
    windows[:, NEAR] = 0
    second: NDArray[np.float32] = np.partition(windows, -2, axis=1)[:, -2]
    return second


def _undone(seen: Changes, index: int) -> bool:
    """Whether some frames later the picture is again as it was before ``index``."""
    change = seen.lag[1][index]
    for later, lag in enumerate(LAGS[1:7], 1):
        at = index + lag - 1
        if at < len(seen) and later > 0 and seen.lag[lag][at] < FLASH * change:
            return True
    # The end of a flash: as it was before the flash began.
    return any(
        index - lag + 1 > 0
        and seen.lag[lag][index] < FLASH * change
        and seen.lag[1][index - lag + 1] > change / 2
        for lag in LAGS[1:7]
    )


def _fades(seen: Changes) -> list[tuple[int, int]]:
    """Stretches that go through blank frames: from where it darkens to the first whole frame."""
    blank = seen.spread < DARK_SPREAD
    edges = np.flatnonzero(np.diff(np.concatenate(([0], blank.astype(np.int8), [0]))))
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if start == 0 or end >= len(seen) or _flashed(seen, int(start), int(end)):
            continue
        found.append((_settled(seen, int(start), -1), _settled(seen, int(end), +1)))
    return found


def _flashed(seen: Changes, start: int, end: int) -> bool:
    """Whether the picture after some blank frames is the one before them."""
    lag = next((x for x in LAGS if x > end - start), None)
    return lag is not None and bool(seen.lag[lag][end] < FLASH * seen.lag[1][start])


def _settled(seen: Changes, index: int, step: int) -> int:
    """The frame from ``index`` on, in steps, at which the spread stops changing."""
    last, most = index, 0.0
    while 0 < last + step < len(seen) and abs(last - index) < 75:
        grows = float(seen.spread[last + step] - seen.spread[last])
        most = max(most, grows)
        if grows < max(0.15, SETTLED * most):
            break
        last += step
    return last


def _dissolves(
    seen: Changes, cuts: list[int], fades: list[tuple[int, int]]
) -> list[tuple[int, Transition]]:
    strength = np.zeros(len(seen), np.float32)
    width = np.zeros(len(seen), int)
    for lag in MIXES:
        change, off, alike, detail = seen.mix[lag]
        ok = (change > DISSOLVE) & (off < MIXED) & (alike < ALIKE)
        ok &= (_largest_step(seen.lag[1], lag) < STEP * change) & (detail < THINNED)
        ok[:lag] = False
        better = ok & (change > strength)
        strength[better], width[better] = change[better], lag
    ends = np.arange(len(seen))
    found: list[tuple[int, Transition]] = []
    while strength.any():
        peak = int(strength.argmax())
        lag = int(width[peak])
        start, end = peak - lag, peak
        strength[peak] = 0
        near_cut = any(start - 2 <= c <= end + 2 for c in cuts)
        near_fade = any(a - 2 <= (start + end) / 2 <= b + 2 for a, b in fades)
        if near_cut or near_fade:
            continue
        strength[(ends > start + 1) & (ends - width < end - 1)] = 0
        whole = _whole_from(seen, start, end)
        if whole < len(seen) - LAST:  # else the film ends within it, and no new shot stands alone
            found.append((whole, Transition.DISSOLVE))
    return found


def _largest_step(change: NDArray[np.float32], lag: int) -> NDArray[np.float32]:
    padded = np.pad(change, (lag - 1, 0), constant_values=0)
    largest: NDArray[np.float32] = np.lib.stride_tricks.sliding_window_view(padded, lag).max(axis=1)
    return largest


def _whole_from(seen: Changes, start: int, end: int) -> int:
    """First frame after the dissolve: where the step from frame to frame is small again."""
    steps = seen.lag[1]
    during = float(np.median(steps[start + 1 : end + 1]))
    after = float(np.median(steps[end + 4 : end + 16])) if end + 4 < len(seen) else 0.0
    calm = after + 0.35 * max(0.0, during - after)
    index = start + (end - start) // 2
    while index < min(len(seen) - 1, end + 12) and steps[index] > calm:
        index += 1
    return index
