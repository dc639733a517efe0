"""How much speaks for each leap being a cut: a weighted sum of what each measure says."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.leap_cells import NEXT
from secondtake.viewing.leaps import LEAST, Leaps, ruled_out, stands_out

__all__ = ["against_motion", "evidence", "leap_scores"]

Values = NDArray[np.float64]

WEIGHTS = {
    "left": (1.72, -0.5, 1.6),
    "unlike": (0.86, 0.0, 1.0),
    "top": (1.26, 1.1, 3.0),
    "lasting": (7.50, -0.5, 0.1),
    "largest": (2.39, 0.0, 1.0),
    "alone": (1.60, -1.0, 1.0),
    "unlit": (4.09, -1.6, -0.5),
    "together": (3.11, 0.0, 1.0),
}
"""Weight of each measure, and from where to where it counts; none may speak against itself.
Fitted on films of the sets tuning, seen and looked (bench/accuracy/shots_fit.py)."""
OFFSET = 6.97
"""What all must outweigh together."""
LEAPT, LEFT, APART = 2.5, 1.5, 1.3
"""How many times what is usual a leap against motion is as it is and as motion leaves it (mean of
both), and as flow leaves it; and how many times more the second of these stands out."""
LARGE = 6.0
"""Mean change, grey levels, from which a step may be a flash that hides others."""
STEPS_OVER = 3
"""Pictures on each side over which a cut stays as large as it was, and motion grows."""


def leap_scores(leaps: Leaps) -> Values:
    """Log odds, (n,): above 0 more speaks for a cut than against."""
    weights = np.array([weight for weight, _, _ in WEIGHTS.values()])
    scores: Values = evidence(leaps) @ weights - OFFSET
    return scores


def against_motion(leaps: Leaps) -> NDArray[np.bool_]:
    """Where motion that goes on steadily before and after does not lead to the picture, (n,).

    Such a leap may be small and over soon: then little else speaks for it.
    """
    found: NDArray[np.bool_] = leaps.leapt > np.e * np.maximum(_second(leaps), LEAST)
    rows = np.flatnonzero(found)
    lit, leapt, left = (stands_out(v, leaps, rows) for v in (leaps.lit, leaps.leapt, leaps.left))
    found[rows] = (np.sqrt(lit * leapt) > LEAPT) & (left > LEFT) & (leapt > APART * lit)
    return found


def evidence(leaps: Leaps) -> Values:
    """What each measure of ``WEIGHTS`` says of each leap, clipped to where it counts, (n, 8).

    All but shares are natural logarithms of ratios. Where as much is left without light as two
    unrelated pictures leave, none of it was light: a flat picture is made any other.
    """
    measured = {
        "left": _log(stands_out(leaps.left, leaps, np.arange(len(leaps)))),
        "unlike": leaps.unlike,
        "top": _log(leaps.top),
        "lasting": -_grown(leaps),
        "largest": leaps.largest,
        "alone": _log(leaps.leapt / np.maximum(_second(leaps), LEAST)),
        "unlit": np.where(leaps.unlike < 1, _log(leaps.lit / np.maximum(leaps.mean, 0.1)), 0),
        "together": leaps.together,
    }
    each = [measured[name].clip(low, high) for name, (_, low, high) in WEIGHTS.items()]
    return np.stack(each, axis=1)


def _grown(leaps: Leaps) -> Values:
    """How much more pictures differ that lie further apart on both sides of each step.

    Log of the median over the step itself: about 0 at a cut, more where motion carries on.
    """
    grown = np.zeros(len(leaps))
    for at in range(len(leaps)):
        further = [
            float(leaps.back[now, lag])
            for lag in range(1, STEPS_OVER + 1)
            for now in (at + lag, at)
            if now < len(leaps) and np.isfinite(leaps.back[now, lag])
        ]
        if further:
            grown[at] = float(_log(np.median(further) / max(float(leaps.mean[at]), 1e-3)))
    return grown


def _second(leaps: Leaps) -> Values:
    """The second largest of what leapt within ``NEXT`` of each step, itself left out.

    Where coding starts afresh counts only there, and a flash, what is ruled out else, or
    a step of a dissolve nowhere.
    """
    other = np.array([large and ruled_out(leaps, i) for i, large in enumerate(leaps.mean > LARGE)])
    other |= leaps.mixing
    first = np.searchsorted(leaps.seconds, leaps.seconds - NEXT)
    end = np.searchsorted(leaps.seconds, leaps.seconds + NEXT, side="right")
    found = np.zeros(len(leaps))
    for at, (a, b) in enumerate(zip(first, end, strict=True)):
        others = np.r_[a:at, at + 1 : b]
        others = others[~other[others]]
        others = others if leaps.afresh[at] else others[~leaps.afresh[others]]
        if len(others):
            found[at] = np.sort(leaps.leapt[others])[-2:][0]
    return found


def _log(ratio: Values | np.floating) -> Values:
    logs: Values = np.log(np.maximum(ratio, 1e-2))
    return logs
