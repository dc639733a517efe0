"""Burnt-in clocks: small writing fixed to the picture's frame whose digits change every second."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

__all__ = ["BurntInClock", "burnt_in_clocks", "stopped"]

Gray = NDArray[np.uint8]

EVENT = 40
"""Grey levels (of 255) by which a stroke of a digit comes or goes: burnt-in digits are made to be
read, and stand out by 60 and more."""
CELL = 8
"""Side in pixels of the squares in which changes are counted: a small digit's height."""
LEAST_PIXELS = 3
"""Pixels of a cell that change together: a stroke of the smallest digit."""
SECOND = 1.0
STANDING = 90
"""Percentile of a digit's pixels that stand still, to half a stroke, from change to change."""
COARSEST_SECONDS = 0.34
"""Longest step from frame to frame; with fewer frames whatever moves changes once a second too."""
PLAY_STEPS = 1.6
"""Frames by which a change may be seen away from the full second: sampling is off by one."""
LEAST_TICKS = 3
"""Changes a second apart that make a clock."""
SEEN = 0.75
"""Share of the film's seconds at which the digit has to change."""
TALLEST, WIDEST = 0.15, 0.3
"""Sides of what ticks, as shares of the picture: a clock is small."""
GAP, REACH = 1.3, 24.0
"""Heights of a digit: the widest gap between two characters of a line (a space between date and
time), and the farthest a line reaches to either side."""
EDGE = 50
"""Grey levels between a stroke and what is around it."""
MOST_TICKS = 64
"""Seconds of which the writing is kept."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class BurntInClock:
    """A line of writing that ticks.

    ``box``: x, y, width, height of the line in pixels of the view. ``digits``: the same of what
    ticks. ``ticks``: float64 (n,), seconds on the film's clock at which the digit changes.
    ``pictures``: uint8 (n + 1, h, w), the line before, between and after the changes; where a
    change was missed one picture stands for two seconds.
    """

    box: tuple[int, int, int, int]
    digits: tuple[int, int, int, int]
    ticks: NDArray[np.float64]
    pictures: Gray


def burnt_in_clocks(
    pictures: Gray, seconds: NDArray[np.float64], *, tallest: float = TALLEST
) -> tuple[BurntInClock, ...]:
    """The clocks of a shot, uint8 (n, h, w, 3) or grey (n, h, w), with float64 (n,) seconds.

    The topmost comes first. ``tallest``: height of what ticks, as a share of the picture.
    A digit stands still but for one change a second, always at the same part of the second, and
    is never what it was two seconds before, as a lamp that blinks is. Fewer than three frames a
    second, or fewer than four seconds, show no clock.
    """
    import cv2

    step = float(np.median(np.diff(seconds))) if len(seconds) > 1 else np.inf
    if step > COARSEST_SECONDS or len(seconds) < 4 or seconds[-1] - seconds[0] < LEAST_TICKS:
        return ()
    gray = pictures
    if pictures.ndim == 4:
        gray = np.stack([cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY) for frame in pictures])
    changed = _changed(gray)
    ticking = _ticking(changed, seconds, step)
    count, parts, facts, _ = cv2.connectedComponentsWithStats(
        cv2.dilate(ticking.astype(np.uint8), np.ones((1, 3), np.uint8)), connectivity=8
    )
    found = []
    height, width = gray.shape[1:]
    for number in range(1, count):
        across, down = facts[number, cv2.CC_STAT_WIDTH], facts[number, cv2.CC_STAT_HEIGHT]
        if down * CELL > max(tallest * height, 2 * CELL) or across * CELL > WIDEST * width:
            continue
        one = _clock(gray, seconds, changed, ticking & (parts == number), step)
        if one is not None:
            found.append(one)
    return tuple(_distinct(found))


def stopped(small: Gray, clocks: tuple[BurntInClock, ...], size: tuple[int, int]) -> Gray:
    """Small frames, uint8 (n, h, w, 3) or (n, h, w), with every clock held at its median picture.

    ``size``: width and height of the view the clocks' boxes are in. Digits that tick at the same
    instants would otherwise be all that moves in two films of an empty place, and agree.
    """
    out = small.copy() if clocks else small
    for x, y, width, height in (clock.box for clock in clocks):
        across, down = small.shape[2] / size[0], small.shape[1] / size[1]
        rows = slice(max(0, int(y * down) - 1), int((y + height) * down) + 2)
        columns = slice(max(0, int(x * across) - 1), int((x + width) * across) + 2)
        out[:, rows, columns] = np.median(small[:, rows, columns], axis=0)
    return out


def _changed(gray: Gray) -> NDArray[np.bool_]:
    """bool (n - 1, rows, columns): the cells in which strokes come or go to the next frame."""
    rows, columns = -(-gray.shape[1] // CELL), -(-gray.shape[2] // CELL)
    padded = np.zeros((rows * CELL, columns * CELL), np.bool_)
    out = np.zeros((len(gray) - 1, rows, columns), np.bool_)
    for number, (one, two) in enumerate(pairwise(gray)):
        padded[: gray.shape[1], : gray.shape[2]] = _stroke(one, two)
        counts = padded.reshape(rows, CELL, columns, CELL).sum((1, 3))
        out[number] = counts >= LEAST_PIXELS
    return out


def _stroke(one: Gray, two: Gray) -> NDArray[np.bool_]:
    import cv2

    return np.asarray(cv2.absdiff(one, two) > EVENT, np.bool_)


def _ticking(
    changed: NDArray[np.bool_], seconds: NDArray[np.float64], step: float
) -> NDArray[np.bool_]:
    """bool (rows, columns): cells that change at one part of the second only, and at most of them.

    A change that falls between two frames, or is coded in two steps, fills two in a row.
    """
    at = (seconds[:-1] + seconds[1:]) / 2
    counts = changed.sum(0)
    length = float(seconds[-1] - seconds[0])
    out = np.zeros(changed.shape[1:], np.bool_)
    likely = (counts >= LEAST_TICKS) & (counts <= 2 * (length + 1))
    for row, column in zip(*np.nonzero(likely), strict=True):
        times = at[changed[:, row, column]]
        turned = np.exp(2j * np.pi * times / SECOND)
        phase = np.angle(turned.mean())
        off = np.abs(np.angle(turned * np.exp(-1j * phase))) / (2 * np.pi) * SECOND
        ticks = len(np.unique(np.round(times - phase / (2 * np.pi))))
        out[row, column] = bool((off <= PLAY_STEPS * step / 2 + 1e-6).all()) and ticks >= max(
            LEAST_TICKS, SEEN * (length - SECOND)
        )
    return out


def _clock(
    gray: Gray,
    seconds: NDArray[np.float64],
    changed: NDArray[np.bool_],
    cells: NDArray[np.bool_],
    step: float,
) -> BurntInClock | None:
    """The line of writing to which ticking cells belong, or None where they are no digit."""
    at = np.flatnonzero(changed[:, cells].any(1))
    after = at[np.diff(at, prepend=-10) > PLAY_STEPS]
    rows, columns = np.nonzero(cells)
    top, left = rows.min() * CELL, columns.min() * CELL
    window = gray[:, top : (rows.max() + 1) * CELL, left : (columns.max() + 1) * CELL]
    ever = np.logical_or.reduce([_stroke(window[i], window[i + 1]) for i in at])
    down, across = (np.flatnonzero(ever.any(axis)) for axis in (1, 0))
    digits = (
        int(left + across[0]),
        int(top + down[0]),
        int(np.ptp(across)) + 1,
        int(np.ptp(down)) + 1,
    )
    middles = _between(after, len(gray))
    shown = np.stack([_median(window[low:high]) for low, high in middles])
    if not _stands(window, ever, middles):
        return None
    # What blinks comes back every other time; a digit does not.
    again = [float(_stroke(a, b).sum()) for a, b in zip(shown[:-2], shown[2:], strict=True)]
    if len(again) < 2 or float(np.median(again)) < LEAST_PIXELS:
        return None
    box = _line(_median(gray[:: max(1, len(gray) // 15)]), digits)
    x, y, width, height = box
    line = gray[:, y : y + height, x : x + width]
    kept = middles[: MOST_TICKS + 1]
    return BurntInClock(
        box=box,
        digits=digits,
        ticks=(seconds[after] + seconds[after + 1])[:MOST_TICKS] / 2,
        pictures=np.stack([_median(line[low:high]) for low, high in kept]),
    )


def _stands(window: Gray, ever: NDArray[np.bool_], spans: list[tuple[int, int]]) -> bool:
    """Whether what ticks stands still between the changes, as writing does and a movement not."""
    apart = [
        np.abs(frames - np.median(frames, axis=0)).max(0)
        for frames in (window[low:high][:, ever].astype(np.float32) for low, high in spans)
        if len(frames) > 1
    ]
    return bool(apart) and float(np.percentile(np.concatenate(apart), STANDING)) < EVENT / 2


def _between(after: NDArray[np.int64], count: int) -> list[tuple[int, int]]:
    """First and last frame (not included) of each stretch between changes, its ends left out."""
    edges = [-1, *(int(i) for i in after), count - 1]
    spans = []
    for low, high in pairwise(edges):
        first, last = low + 1, high + 1
        trim = 1 if last - first > 3 else 0
        spans.append((first + trim, max(first + trim + 1, last - trim)))
    return spans


def _median(frames: Gray) -> Gray:
    return np.asarray(np.median(frames, axis=0), np.uint8)


def _line(still: Gray, digits: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """The box of the line that goes on from the digits to both sides as long as strokes stand."""
    import cv2

    x, y, width, height = digits
    edge = cv2.morphologyEx(still, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) > EDGE
    strokes = edge[y : y + height].sum(0) >= max(2, height // 6)
    gap, reach = max(4, round(GAP * height)), round(REACH * height)
    first, last = x, x + width - 1
    for column in range(x - 1, max(-1, x - reach), -1):
        if strokes[column]:
            first = column
        elif first - column > gap:
            break
    for column in range(x + width, min(len(strokes), x + width + reach)):
        if strokes[column]:
            last = column
        elif column - last > gap:
            break
    first, last = max(0, first - 2), min(len(strokes) - 1, last + 2)
    top, low = max(0, y - 2), min(still.shape[0], y + height + 2)
    return first, top, last - first + 1, low - top


def _distinct(clocks: list[BurntInClock]) -> list[BurntInClock]:
    """One clock of each line, the one that ticks most, topmost first."""
    out: list[BurntInClock] = []
    for one in sorted(clocks, key=lambda c: -len(c.ticks)):
        low, high = one.box[1], one.box[1] + one.box[3]
        if not any(
            low < other.box[1] + other.box[3]
            and other.box[1] < high
            and one.box[0] < other.box[0] + other.box[2]
            and other.box[0] < one.box[0] + one.box[2]
            for other in out
        ):
            out.append(one)
    return sorted(out, key=lambda c: (c.box[1], c.box[0]))
