"""Does all that moves agree along one line of times? What tells a copy from another take."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.film_fingerprint import STRIP_RATE
from secondtake.comparing.copies.homography import PictureMap
from secondtake.comparing.copies.overlays import foreign
from secondtake.comparing.copies.registration import (
    CELL,
    Registered,
    between,
    changes,
    registered,
    strong_changes,
)
from secondtake.comparing.copies.temporal_alignment import Line
from secondtake.vision.burnt_in_clock import burnt_in_clocks, stopped

__all__ = ["Agreement", "agreement"]

SHIFTS = (-0.5, -0.25, 0.0, 0.25, 0.5)
"""Pictures the reference is moved by: the pictures of two encodings begin at different times."""
FAINT = 6.0
"""Grey levels by which what moves must differ from what stands still."""
BAR_PLAY = 6.0
"""Grey levels within which a border stays and is even; the encoder leaves 2 or 3."""
BAR_SHARE = 0.05
"""Smallest border, as a share of the picture."""
LEFT = 0.5
"""Share of the reference's change that has to lie outside another pane: six people at one table
left .35 of it, and one of 30 ordered pairs then passed for a copy."""
LEAST_PICTURES = 4
LEAST_PIXELS = 20
TALLEST_CLOCK = 0.6
"""Height of a digit, as a share of the picture: one that fills the screen of a stopwatch ticks like
a small one, and is then nearly all that moves."""
STRONG_SHARE = 0.12
"""Least share of the run's power of change that has to be strong in both films to be asked alone:
of a talking head .03 is, of a film under heavy noise .06, of exercise .2 and more."""
HELD = 0.25
"""Agreement of one picture, as a share of the run's best, below which it speaks against the run's
times: made films have 0 as soon as the times are off, people who hardly move .3 in a true copy."""
BEST = 80
"""Percentile of the pictures' agreement that counts as the run's best."""
STIRS = 0.3
"""Power of change, as a share of the run's mean, below which a picture speaks against nothing."""
RAISED = 0.1
"""How much more the rest must agree for pictures to be cut off."""
LEAST_CUT = 4
"""Pictures, half a second, that must be wrong at an end for the run to be cut there."""
LEAST_HELD = 16
"""Shortest run, in pictures, that a longer one is cut down to: 2 s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Correlations over a whole run, -1 to 1.

    ``changes``: of what differs from one picture to the next. ``figures``: of what differs from
    the run's own median picture, which is people and things that move, or all when the camera does.
    ``strong``: that of changes far above the encoder's noise in both films; None where few are.
    ``first``, ``last``: query pictures between which it holds; less than the run where one film
    was cut, held still or repeated on the way. ``picked``: it is of the best of several runs.
    ``pane``: what lies under another picture was left out.
    """

    changes: float
    figures: float
    first: int
    last: int
    strong: float | None = None
    picked: bool = False
    pane: bool = False


def agreement(
    query: NDArray[np.uint8], reference: NDArray[np.uint8], picture: PictureMap, line: Line
) -> Agreement:
    """Compare the pictures of a run with exactly those the line gives, read between pictures.

    ``query``, ``reference``: strips, uint8 (n, h, w) and (m, h', w'). Looking for a line forgives a
    picture's play at every step, so that the same action done again agrees to .5 there; here it
    falls under that, and copies do not. Too short a run gives zeros. Burnt-in clocks are held still
    in both films: two that show the same time tick alike in any two films.
    """
    every = np.arange(line.first, line.last + 1)
    shown = line.slope * every + line.start
    inside = (shown > -0.6) & (shown < len(reference) - 0.4)
    run, at = every[inside], shown[inside]
    nothing = Agreement(changes=0.0, figures=0.0, first=line.first, last=line.last)
    if len(run) < LEAST_PICTURES:
        return nothing
    low = max(0, int(at.min()) - 1)
    near = reference[low : int(at.max()) + 3]
    pair = registered(_unclocked(query[run]), _unclocked(near), picture)
    other = _pane(pair)
    valid = pair.valid & ~_bars(pair.query, pair.valid) & ~other
    if valid.sum() < LEAST_PIXELS:
        return nothing
    left = _seen(pair.query, valid)
    best, shown_best, pictures = (-1.0, -1.0), left, pair.reference
    for shift in SHIFTS:
        shifted = between(pair.reference, np.asarray(at - low + shift, np.float64))
        right = _seen(shifted, valid)
        # The reference is read in the query's order, so that backwards needs no other sign.
        alike = (_alike(left[0], right[0]), _alike(left[1], right[1]))
        if alike > best:
            best, shown_best, pictures = alike, right, shifted
    first, last = _holding(left[0], shown_best[0])
    whole = last - first + 1 == len(run)
    return Agreement(
        changes=best[0],
        figures=best[1],
        first=line.first if whole else int(run[first]),
        last=line.last if whole else int(run[last]),
        strong=_strongly(
            left[0],
            shown_best[0],
            (strong_changes(pair.query) & strong_changes(pictures))[:, valid],
        ),
        pane=bool(other.any()),
    )


def _unclocked(strip: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The pictures of a run, uint8 (n, h, w), with every burnt-in clock held still."""
    clocks = burnt_in_clocks(strip, np.arange(len(strip)) / STRIP_RATE, tallest=TALLEST_CLOCK)
    return stopped(strip, clocks, (strip.shape[2], strip.shape[1]))


def _strongly(
    left: NDArray[np.float32], right: NDArray[np.float32], strong: NDArray[np.bool_]
) -> float | None:
    """Correlation of changes, (n, k) each, where both are ``strong``; None where too few are.

    Noise is no excuse there: what one recording shows agrees but for coding and frame rate, while
    limbs that repeat a movement are somewhat elsewhere.
    """
    mine, yours = left * strong, right * strong
    if strong.sum() < LEAST_PIXELS or (mine**2).sum() < STRONG_SHARE * (left**2).sum():
        return None
    return _alike(mine, yours)


def _holding(left: NDArray[np.float32], right: NDArray[np.float32]) -> tuple[int, int]:
    """First and last row between which the rows of changes, (n, k) each, agree.

    The mean of both powers, not their product, is what agreement is measured against: a picture
    held still while the other film goes on speaks against the times too.
    """
    together = (left * right).sum(1)
    power = ((left**2).sum(1) + (right**2).sum(1)) / 2
    stirs = power >= STIRS * max(float(power.mean()), 1e-6)
    if not stirs.any():
        return 0, len(power) - 1
    best = float(np.percentile(together[stirs] / power[stirs], BEST))
    speaks = together - HELD * best * power
    speaks = np.where(stirs, speaks, np.maximum(speaks, 0))
    total = np.concatenate([[0.0], np.cumsum(speaks)])
    last = int((total - np.minimum.accumulate(total)).argmax())
    first = last - int(total[: last + 1][::-1].argmin())
    # Among equals the longest: what does not move stays in.
    end = len(speaks) - last
    first, last = (first if first >= LEAST_CUT else 0), (last if end >= LEAST_CUT else len(speaks))
    held = slice(first, last)
    raised = together[held].sum() / power[held].sum() - together.sum() / power.sum()
    if last - first < LEAST_HELD or raised < RAISED:
        return 0, len(speaks) - 1
    return first, last - 1


def _pane(pair: Registered) -> NDArray[np.bool_]:
    """bool (h, w): another pane in the query, if what it covers is not what moves in the reference.

    Where somebody else stands for a second at the same place, the picture there is another one too;
    left out with it, nobody would be left who could differ.
    """
    other = foreign(pair)
    moves = (np.diff(pair.reference, axis=0) ** 2).sum(0)
    left = moves[pair.valid & ~other].sum()
    return other if left >= LEFT * moves[pair.valid].sum() else np.zeros_like(other)


def _bars(pictures: NDArray[np.float32], valid: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """bool (h, w): even borders of the query's picture, which cover the reference and show nothing.

    A border stays as it is all the time, has one colour, and reaches the picture's edge.
    """
    import cv2

    middle = np.median(pictures, axis=0)
    # The first and last pictures of a run may hold some of what comes before and after.
    still = np.percentile(np.abs(pictures - middle), 90, axis=0) < BAR_PLAY
    plain = cv2.morphologyEx(middle, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)) < BAR_PLAY
    count, parts = cv2.connectedComponents((still & plain & valid).astype(np.uint8))
    out = np.zeros_like(valid)
    for number in range(1, count):
        part = parts == number
        edge = part[0].any() or part[-1].any() or part[:, 0].any() or part[:, -1].any()
        if edge and part.mean() >= BAR_SHARE and float(middle[part].std()) < BAR_PLAY / 2:
            out |= cv2.dilate(part.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return out


def _seen(
    pictures: NDArray[np.float32], valid: NDArray[np.bool_]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Changes and figures of the pictures where both films have picture, float32 (n, k) each."""
    import cv2

    apart = (pictures - np.median(pictures, axis=0)).astype(np.float32)
    figures = np.empty_like(apart)
    for i, one in enumerate(apart):
        figures[i] = one / np.sqrt(cv2.boxFilter(one * one, -1, (CELL, CELL)) + FAINT**2)
    return changes(pictures)[:, valid], figures[:, valid]


def _alike(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    lengths = float((left**2).sum()) * float((right**2).sum())
    return float((left * right).sum()) / float(np.sqrt(max(lengths, 1e-6)))
