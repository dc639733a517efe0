"""How the camera moved through a shot: on a tripod, panning, zooming, or in a hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.model.enums import CameraMotionKind
from secondtake.vision.homography import middle_shift

__all__ = ["CameraMotion", "camera_motion", "camera_step"]

MOST_STEPS = 100
"""Steps from frame to frame that are measured: ten seconds; a longer shot's are spread evenly."""
POINTS = 120
LEAST_POINTS = 8
"""Points followed off people under which a step is not known."""
LEAST_KNOWN = 0.5
"""Share of the steps that must be known for anything to be said."""
PAN = 0.02
"""Picture widths a second the view has to travel for a pan, over the whole shot."""
ZOOM = 0.03
"""Natural logarithm of the scale a second that is a zoom: 3 % a second."""
SHAKE = 0.008
"""Picture widths a second by which steps differ from their neighbours' mean: a hand."""
NEIGHBOURS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraMotion:
    """How a camera moved.

    ``pan``: picture widths a second, right and down positive, the median over the shot.
    ``zoom``: natural logarithm of the scale a second, in positive. ``shake``: picture widths a
    second, root mean square, that is left of the steps after their neighbours' mean is taken.
    """

    kind: CameraMotionKind
    pan: tuple[float, float]
    zoom: float
    shake: float


UNKNOWN = CameraMotion(kind=CameraMotionKind.UNKNOWN, pan=(0.0, 0.0), zoom=0.0, shake=0.0)


def camera_motion(
    small: NDArray[np.uint8], people: NDArray[np.bool_], step_seconds: float
) -> CameraMotion:
    """How the camera moved, from small frames uint8 (n, h, w, 3) in order.

    ``people``: bool (n, h, w), where people are and nothing is followed. Corners (Shi and Tomasi
    1994) are followed from frame to frame (Lucas and Kanade 1981), and the shift, turn and scale
    that most of them agree on is the camera's.
    """
    if len(small) < 3 or step_seconds <= 0:
        return UNKNOWN
    starts = np.arange(len(small) - 1)
    if len(starts) > MOST_STEPS:
        starts = np.unique(np.linspace(0, len(small) - 2, MOST_STEPS).round().astype(int))
    steps = np.array([_step(small[at], small[at + 1], people[at]) for at in starts])
    known = ~np.isnan(steps[:, 0])
    if known.mean() < LEAST_KNOWN:
        return UNKNOWN
    rates = steps[known] / step_seconds
    slow = _smoothed(rates)
    shake = float(np.sqrt(np.square(rates[:, :2] - slow[:, :2]).sum(1).mean()))
    across, down, zoom = (float(v) for v in np.median(rates, axis=0))
    return CameraMotion(
        kind=_kind(float(np.hypot(across, down)), abs(zoom), shake),
        pan=(across, down),
        zoom=zoom,
        shake=shake,
    )


def _kind(pan: float, zoom: float, shake: float) -> CameraMotionKind:
    if pan >= PAN and pan >= shake:
        return CameraMotionKind.PAN
    if zoom >= ZOOM and zoom >= shake:
        return CameraMotionKind.ZOOM
    return CameraMotionKind.HAND_HELD if shake >= SHAKE else CameraMotionKind.STATIC


def _step(
    one: NDArray[np.uint8], two: NDArray[np.uint8], people: NDArray[np.bool_]
) -> tuple[float, float, float]:
    """Shift across and down in widths, and log of the scale; NaN where too little is seen.

    The picture moves against the camera: what the camera leaves behind on the left, it pans right.
    """
    matrix = camera_step(one, two, people)
    if matrix is None:
        return np.nan, np.nan, np.nan
    height, width = one.shape[:2]
    shift = middle_shift(matrix, (width, height))
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    return -float(shift[0]) / width, -float(shift[1]) / width, float(np.log(scale))


def camera_step(
    one: NDArray[np.uint8], two: NDArray[np.uint8], people: NDArray[np.bool_]
) -> NDArray[np.float64] | None:
    """Where the camera's motion takes what stands still: 2 x 3, pixels; None if too little is seen.

    ``one``, ``two``: uint8 (h, w, 3), two frames in order. ``people``: bool (h, w), where nothing
    is followed. Shi and Tomasi 1994, Lucas and Kanade 1981; shift, turn and scale that most agree
    on.
    """
    import cv2

    here, there = (cv2.cvtColor(f, cv2.COLOR_RGB2GRAY) for f in (one, two))
    ground = (~people).astype(np.uint8)
    points = cv2.goodFeaturesToTrack(here, POINTS, 0.01, 4, mask=ground)
    if points is None or len(points) < LEAST_POINTS:
        return None
    moved, found, _ = cv2.calcOpticalFlowPyrLK(
        here, there, points, np.zeros_like(points), winSize=(11, 11), maxLevel=3
    )
    kept = found.ravel() == 1
    if kept.sum() < LEAST_POINTS:
        return None
    cv2.setRNGSeed(0)
    matrix, fits = cv2.estimateAffinePartial2D(
        points[kept], moved[kept], ransacReprojThreshold=0.6, maxIters=300
    )
    if matrix is None or fits.sum() < LEAST_POINTS:
        return None
    return np.asarray(matrix, np.float64)


def _smoothed(rates: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each step's mean with its neighbours, three to each side where there are so many."""
    reach = NEIGHBOURS // 2
    sums = np.concatenate([np.zeros((1, rates.shape[1])), np.cumsum(rates, axis=0)])
    first = np.maximum(np.arange(len(rates)) - reach, 0)
    last = np.minimum(np.arange(len(rates)) + reach + 1, len(rates))
    return np.asarray((sums[last] - sums[first]) / (last - first)[:, None], np.float64)
