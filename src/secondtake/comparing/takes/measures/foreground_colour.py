"""Are the things that move, or that the other shot does not show there, of the same colours?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.measures.frame_registration import shrinking
from secondtake.comparing.takes.measures.scene_match import Place
from secondtake.vision.warp import shown_where, warped

__all__ = ["ForegroundColours", "foreground_colours"]

FRAMES = 12
"""Frames of a shot that are looked at, evenly spread: a thing handled is in several of them."""
APART = 12.0
"""CIE Lab distance from which a pixel is another thing: shadows and coding stay under."""
LEAST_SHARE = 0.002
"""Share of the pictures that must stand out: thirty small pixels of each."""
LEAST_STILL = 8
"""Matches off people below which the pictures are not laid on each other."""
LEAST_LIT = 100
"""Small pixels both show from which a difference of light is told."""
BINS = (6, 16, 16)
"""Bins of lightness and of the two colour axes of CIE Lab."""
SPREAD = 0.7
"""Standard deviation, in bins, by which colours are spread: light is never quite the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForegroundColours:
    """How alike (0 to 1) the colours of two shots' foregrounds are; None where nothing stands out.

    ``moving``: of what differs from the shot's own median picture, every pixel alike. From any
    side, at one place, the same people and things move. ``standing_out``: of that and of where
    the medians, registered by the background, differ; colours weigh by their chroma squared,
    since what is handled and worn tells and a grey robot or a shadow hardly does. The same task
    again has the same things at other spots; another task, or other people, has others.
    """

    moving: float | None
    standing_out: float | None


def foreground_colours(left: Described, right: Described, place: Place) -> ForegroundColours:
    """Compare the colours of what moves, and of all that stands out.

    Source: Bhattacharyya coefficient of colour histograms (Comaniciu and others 2003).
    """
    best = place.grounds[0] if place.grounds else None
    matrix = None
    if best is not None and best.still >= LEAST_STILL and best.framing is not None:
        matrix = shrinking(left) @ best.framing @ np.linalg.inv(shrinking(right))
    back = None if matrix is None else np.asarray(np.linalg.inv(matrix), np.float64)
    mine, yours = _foreground(left, right, matrix), _foreground(right, left, back)
    return ForegroundColours(
        moving=_alike(mine[0], yours[0]), standing_out=_alike(mine[1], yours[1])
    )


def _alike(mine: NDArray[np.float64] | None, yours: NDArray[np.float64] | None) -> float | None:
    return None if mine is None or yours is None else float(np.sqrt(mine * yours).sum())


def _foreground(
    shot: Described, other: Described, matrix: NDArray[np.float64] | None
) -> tuple[NDArray[np.float64] | None, NDArray[np.float64] | None]:
    """Colours of what moves and of what stands out, float64 (bins,), sum 1, or None.

    ``matrix``: the other's small pixels to the shot's.
    """
    chosen = np.unique(np.linspace(0, len(shot.small) - 1, FRAMES).round().astype(int))
    median = _lab(shot.median)
    frames = np.stack([_lab(shot.small[at]) for at in chosen])
    moving = np.linalg.norm(frames - median, axis=3) > APART
    apart = np.zeros(median.shape[:2], bool)
    if matrix is not None:
        shown = shown_where(other.small.shape[1:3], matrix, median.shape)
        there = _lit_alike(median, _lab(warped(other.median, matrix, median.shape)), shown)
        apart = _clean(np.linalg.norm(median - there, axis=2) > APART) & shown
        moving &= shown
    return _colours(frames, moving), _colours(frames, moving | apart, by_chroma=True)


def _lab(rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    import cv2

    soft = cv2.GaussianBlur(rgb, (0, 0), 1.0).astype(np.float32) / 255
    return np.asarray(cv2.cvtColor(soft, cv2.COLOR_RGB2LAB), np.float32)


def _lit_alike(
    here: NDArray[np.float32], there: NDArray[np.float32], shown: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """The other's picture with the median lightness and tint of this one."""
    if shown.sum() < LEAST_LIT:
        return there
    shift = np.median(here[shown], axis=0) - np.median(there[shown], axis=0)
    return np.asarray(there + shift, np.float32)


def _clean(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Without lines one pixel wide, which registration leaves at every edge."""
    import cv2

    opened = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    return np.asarray(opened > 0)


def _colours(
    frames: NDArray[np.float32], chosen: NDArray[np.bool_], *, by_chroma: bool = False
) -> NDArray[np.float64] | None:
    """Shares of the chosen pixels of frames (n, h, w, 3), CIE Lab, by colour; None for few."""
    import cv2

    if chosen.mean() < LEAST_SHARE:
        return None
    lab = frames[chosen]
    low, width = np.array([0, -60, -60], np.float32), np.array([100, 120, 120], np.float32)
    unit = np.clip((lab - low) / width, 0, 0.9999)
    cell = (unit * np.array(BINS, np.float32)).astype(np.int64)
    weight = (lab[:, 1:].astype(np.float64) ** 2).sum(1) if by_chroma else np.ones(len(lab))
    cube = np.bincount(
        np.ravel_multi_index(tuple(cell.T), BINS), weights=weight, minlength=int(np.prod(BINS))
    ).reshape(BINS)
    spread = np.stack([cv2.GaussianBlur(plane, (0, 0), SPREAD) for plane in cube])
    total = float(spread.sum())
    return spread.ravel() / total if total > 0 else None
