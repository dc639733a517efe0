"""Which reference time each query time shows: one straight line along which changes agree."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.film_fingerprint import STRIP_RATE
from secondtake.comparing.copies.homography import PictureMap
from secondtake.comparing.copies.registration import changes, registered, textures

__all__ = ["Evidence", "Line", "evidence", "extended", "lines_of", "refined"]

SPEEDS = tuple(2.0 ** (k / 20) for k in range(23))
SPEEDS_TRIED = (*SPEEDS, *(1 / s for s in SPEEDS[1:]))
"""Reference pictures per query picture, 3.5 % apart: a 10 s run drifts 0.17 s off at its ends."""
BACKWARDS = tuple(-(2.0 ** (k / 8)) for k in range(-8, 9))
AGREEMENT = 0.3
"""Correlation of changes above which a picture speaks for a line; below it speaks against."""
LEAST_PICTURES = 6
"""Shortest run: 0.75 s."""
LEAST_GAIN = 0.03
"""Evidence of a run, in seconds of a wholly changing picture, below which it is not considered."""
MOST_LINES = 4
"""Runs looked for in one stretch of query and reference."""
UNLIKE = 0.1
UNLIKE_COST = 0.03
"""Pictures whose textures correlate less than UNLIKE speak against a line by so much each: else a
run would leap over other footage from one chance likeness of change to the next."""
LIKE = 0.2
"""Least correlation of two registered pictures that carries a run on where nothing moves."""
CONTRADICTION = 0.1
"""Share of a run's evidence that may speak against carrying it on."""
PLAIN_SPEED = 0.95
"""Speed 1 is taken when it explains this share of what the best speed near it explains."""
PLAIN_REACH = 0.2
"""How far from 1 the best speed may be for that."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Evidence:
    """Every query picture against every reference picture, both float32 (n, m).

    ``agree``: product of changes, 1 for the same change all over the picture. ``mean``: geometric
    mean of the two pictures' powers of change. ``look``: correlation of textures, -1 to 1.
    """

    agree: NDArray[np.float32]
    mean: NDArray[np.float32]
    look: NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Query picture i shows reference picture ``slope * i + start``, for first <= i <= last.

    ``gain``: evidence in seconds of a wholly changing picture. ``agreement``: correlation of all
    that changes in the run. ``changing``: how much changes, in the same seconds. ``likeness``:
    median correlation of the textures.
    """

    slope: float
    start: float
    first: int
    last: int
    gain: float
    agreement: float = 0.0
    changing: float = 0.0
    likeness: float = 0.0


def evidence(
    query: NDArray[np.uint8], reference: NDArray[np.uint8], picture: PictureMap
) -> Evidence:
    """Compare two strips, uint8 (n, h, w) and (m, h', w'), under a picture map."""
    pair = registered(query, reference, picture)
    area = max(1.0, float(pair.valid.sum()))
    left, right = (
        (changes(s) * pair.valid).reshape(len(s), -1) for s in (pair.query, pair.reference)
    )
    powers = np.sqrt((left**2).sum(1)[:, None] * (right**2).sum(1)[None])
    looks = [(textures(s) * pair.valid).reshape(len(s), -1) for s in (pair.query, pair.reference)]
    looks = [v / np.maximum(np.sqrt((v**2).sum(1, keepdims=True)), 1.0) for v in looks]
    return Evidence(agree=left @ right.T / area, mean=powers / area, look=looks[0] @ looks[1].T)


def lines_of(
    seen: Evidence, taken: NDArray[np.bool_] | None = None, *, plain: bool = False
) -> tuple[Line, ...]:
    """The runs that hold, the one with most evidence first; no query picture is in two of them.

    ``taken``: bool (n,), query pictures that are told already and take no part. ``plain``: tries
    speed 1 only, forwards and backwards.
    """
    against = AGREEMENT * seen.mean + UNLIKE_COST * (seen.look < UNLIKE)
    forth, back = seen.agree - against, -seen.agree - against
    taken = np.zeros(len(against), bool) if taken is None else taken.copy()
    forth[taken] = back[taken] = -1.0
    speeds = ((1.0,), (-1.0,)) if plain else (SPEEDS_TRIED, BACKWARDS)
    found: list[Line] = []
    while len(found) < MOST_LINES:
        best = max(
            (_best(forth, speeds[0]), _best(back, speeds[1])),
            key=lambda line: 0.0 if line is None else line.gain,
        )
        if best is None or best.gain < LEAST_GAIN:
            break
        line = extended(seen, refined(seen, best), taken)
        found.append(line)
        taken[line.first : line.last + 1] = True
        forth[taken] = back[taken] = -1.0
    return tuple(found)


def _best(speaks: NDArray[np.float32], slopes: tuple[float, ...]) -> Line | None:
    """The run of greatest summed evidence on any line (Kadane), or None."""
    count, other = speaks.shape
    # A picture's play on either side: the clocks of two encodings need not fall together.
    wide = speaks.copy()
    wide[:, 1:] = np.maximum(wide[:, 1:], speaks[:, :-1])
    wide[:, :-1] = np.maximum(wide[:, :-1], speaks[:, 1:])
    flat = np.concatenate([wide, np.zeros((count, 1), wide.dtype)], axis=1).ravel()
    pictures = np.arange(count)
    best: Line | None = None
    for slope in slopes:
        low = min(0.0, -slope * (count - 1))
        high = max(other - 1.0, other - 1 - slope * (count - 1))
        starts = np.arange(np.floor(low), high + 1)
        at = np.round(slope * pictures).astype(np.int64)[None] + starts.astype(np.int64)[:, None]
        at = np.where((at >= 0) & (at < other), at, other)
        total = np.cumsum(flat[at + pictures[None] * (other + 1)], axis=1)
        before = np.concatenate([np.zeros((len(total), 1), total.dtype), total[:, :-1]], axis=1)
        gain = total - np.minimum.accumulate(before, axis=1)
        k, last = np.unravel_index(int(gain.argmax()), gain.shape)
        # Outside the reference nothing speaks: the run begins where it last had nothing to lose.
        first = int(last) - int(before[k, : last + 1][::-1].argmin())
        value = float(gain[k, last]) / STRIP_RATE
        if last - first + 1 >= LEAST_PICTURES and (best is None or value > best.gain):
            best = Line(
                slope=slope, start=float(starts[k]), first=first, last=int(last), gain=value
            )
    return best


def refined(seen: Evidence, line: Line) -> Line:
    """The line with slope and start moved to where the run agrees best, between the pictures."""
    sign = 1.0 if line.slope > 0 else -1.0
    speaks = sign * seen.agree - AGREEMENT * seen.mean
    run = np.arange(line.first, line.last + 1)
    # Speed and start are turned about where most changes: a start found there holds.
    at = np.clip(np.round(line.slope * run + line.start).astype(int), 0, seen.mean.shape[1] - 1)
    weight = seen.mean[run, at] + 1e-6
    middle = float((run * weight).sum() / weight.sum())
    reach = 0.035
    bends = np.linspace(-reach, reach, 29) if len(run) > 12 else np.linspace(-reach, reach, 8)
    shifts = np.arange(-3.0, 3.01, 0.25)
    best = (-np.inf, line.slope, line.start)
    plain = (-np.inf, line.slope, line.start)
    for slope in (*(line.slope * (1 + bends)), sign):
        if abs(slope / line.slope - 1) > PLAIN_REACH:
            continue
        starts = line.start + (line.slope - slope) * middle + shifts
        values = _between(speaks, run, slope * run[None] + starts[:, None]).sum(1)
        top = int(values.argmax())
        found = (float(values[top]), float(slope), float(starts[top]))
        best = max(best, found)
        if slope == sign:
            plain = found
    if plain[0] >= PLAIN_SPEED * best[0]:
        best = plain
    return replace(line, slope=best[1], start=best[2])


def _between(
    matrix: NDArray[np.float32], rows: NDArray[np.int64], at: NDArray[np.float64]
) -> NDArray[np.float32]:
    """Values of rows at fractional columns (k, len(rows)); 0 outside."""
    other = matrix.shape[1]
    low = np.floor(at).astype(np.int64)
    part = (at - low).astype(np.float32)
    inside = (at > -0.5) & (at < other - 0.5)
    one = matrix[rows[None], np.clip(low, 0, other - 1)]
    two = matrix[rows[None], np.clip(low + 1, 0, other - 1)]
    out: NDArray[np.float32] = np.where(inside, one * (1 - part) + two * part, 0)
    return out


def extended(seen: Evidence, line: Line, taken: NDArray[np.bool_]) -> Line:
    """The run carried on while the pictures stay alike and nothing that moves contradicts.

    ``taken``: bool (n,), query pictures it stops at.
    """
    count, other = seen.look.shape
    pictures = np.arange(count)
    at = line.slope * pictures + line.start
    inside = (at > -0.6) & (at < other - 0.4)
    near = np.clip(np.round(at).astype(np.int64), 0, other - 1)
    around = [np.clip(near + k, 0, other - 1) for k in (-1, 0, 1)]
    look = np.where(inside & ~taken, np.max([seen.look[pictures, k] for k in around], axis=0), -1)
    sign = 1.0 if line.slope > 0 else -1.0
    speaks = np.max(
        [sign * seen.agree[pictures, k] - AGREEMENT * seen.mean[pictures, k] for k in around],
        axis=0,
    )
    run = slice(line.first, line.last + 1)
    median = float(np.median(look[run]))
    like = look >= max(LIKE, 0.5 * median)
    budget = CONTRADICTION * line.gain * STRIP_RATE
    last = _carried(like[line.last + 1 :], speaks[line.last + 1 :], budget) + line.last
    first = line.first - _carried(like[: line.first][::-1], speaks[: line.first][::-1], budget)
    rows = pictures[first : last + 1]
    agree = np.max([sign * seen.agree[rows, k[rows]] for k in around], axis=0)
    mean = seen.mean[rows, near[rows]]
    return replace(
        line,
        first=first,
        last=last,
        agreement=float(agree.sum() / max(float(mean.sum()), 1e-6)),
        changing=float(mean.sum()) / STRIP_RATE,
        likeness=float(np.median(look[rows])),
    )


def _carried(like: NDArray[np.bool_], speaks: NDArray[np.float32], budget: float) -> int:
    """How many pictures a run may be carried on; two unlike ones in a row end it."""
    against = np.cumsum(speaks)
    steps = 0
    for i in range(len(like)):
        if against[i] < -budget or not like[i : i + 2].any():
            break
        if like[i]:
            steps = i + 1
    return steps
