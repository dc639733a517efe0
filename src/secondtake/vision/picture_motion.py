"""What moves in a shot, picture by picture, once the camera's own movement is taken out.

Source of the flow: Kroeger and others 2016, "Fast optical flow using dense inverse search". Of the
change over a longer step: Junejo and others 2011, "View-independent action recognition from
temporal self-similarities".
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from secondtake.vision.homography import middle_shift

__all__ = ["GRID", "PictureMotion", "picture_motion"]

GRID = 4
"""Cells across and down whose movement is kept apart: several movers, and few numbers."""
LEAST_PICTURES = 10
"""Fewer distinct pictures hold no movement that could be timed."""
NOISE = 2.0
"""Grey levels that coding alone changes from one picture to the next."""
MOST = 40.0
"""Grey levels above which a change counts no more: a bright thing is not a faster one."""
CHANGE_SECONDS = 0.3
"""The longer step: about a tenth of a walking cycle's length and a third of an arm's gesture."""
TOLERANCE = 0.2
"""Share by which a longer step may miss its length; the pictures have times of their own."""
SPACING = 4
"""Pixels between the points whose flow the camera's movement is fitted to."""
ROUNDS = 5
"""Times the fit is repeated with what moves otherwise weighed down; it then stands still."""
STILL = 0.05
"""Pixels of camera movement under which a picture is left as it is: warping only blurs it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PictureMotion:
    """Movement through one shot; cells count from the upper left, row by row.

    ``seconds``: float64 (k,), the middle of each step from one distinct picture to the next.
    ``energy``: float32 (k, 16), grey levels a second that the camera's movement does not explain.
    ``drift``: float32 (k, 32), picture widths a second to the right, then down, of each cell.
    ``shift``: float32 (k, 2), picture widths a second to the right, then down, by which most of the
    picture moves: the other way of the camera, or with whoever fills the picture.
    ``change_seconds``, ``change``: float64 and float32 (c,), the middle of each step of
    ``CHANGE_SECONDS`` and the mean grey levels that differ over it.
    """

    seconds: NDArray[np.float64]
    energy: NDArray[np.float32]
    drift: NDArray[np.float32]
    shift: NDArray[np.float32]
    change_seconds: NDArray[np.float64]
    change: NDArray[np.float32]


def picture_motion(
    pictures: NDArray[np.uint8], seconds: NDArray[np.float64]
) -> PictureMotion | None:
    """The movement in distinct pictures, uint8 (m, h, w), at rising ``seconds``; None for few.

    Between neighbours the dense flow is fitted by a shift, a turn and a scale, outliers weighed
    down; what is left moved in the scene. About a millisecond for each picture of 96 px.
    """
    import cv2

    if len(pictures) < LEAST_PICTURES or min(pictures.shape[1:]) < SPACING * GRID:
        return None
    soft = [np.asarray(cv2.GaussianBlur(one, (0, 0), 1.0), np.uint8) for one in pictures]
    fit = _CameraFit(pictures.shape[1:])
    flow = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
    energy, drift, shift, steps = [], [], [], []
    for before, now in pairwise(soft):
        moved = np.asarray(flow.calc(before, now, None), np.float32)
        camera = fit.of(moved, before)
        left = now.astype(np.float32) - _moved(before, camera)
        energy.append(_cells(np.clip(np.abs(left) - NOISE, 0, MOST)))
        drift.append(np.concatenate([_cells(one) for one in fit.rest(moved, camera)]))
        shift.append(middle_shift(camera, (pictures.shape[2], pictures.shape[1])))
        steps.append(camera)
    apart = np.maximum(np.diff(seconds), 1e-3)[:, None]
    at, change = _changes(soft, seconds, steps)
    return PictureMotion(
        seconds=np.asarray((seconds[1:] + seconds[:-1]) / 2, np.float64),
        energy=np.asarray(np.stack(energy) / apart, np.float32),
        drift=np.asarray(np.stack(drift) / apart / pictures.shape[2], np.float32),
        shift=np.asarray(np.stack(shift) / apart / pictures.shape[2], np.float32),
        change_seconds=at,
        change=change,
    )


class _CameraFit:
    """Fits a shift, a turn and a scale to flow at points that are the same in every picture."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        height, width = shape
        rows, columns = np.mgrid[2 : height - 2 : SPACING, 2 : width - 2 : SPACING]
        self._at = rows.ravel(), columns.ravel()
        self._middle = np.array([width / 2, height / 2])
        x, y = columns.ravel() - width / 2, rows.ravel() - height / 2
        one, none = np.ones(len(x)), np.zeros(len(x))
        self._terms = np.stack([np.stack([x, -y, one, none]), np.stack([y, x, none, one])])
        grid = np.mgrid[0:height, 0:width].astype(np.float32)
        self._x, self._y = grid[1] - width / 2, grid[0] - height / 2

    def of(self, flow: NDArray[np.float32], picture: NDArray[np.uint8]) -> NDArray[np.float64]:
        """The map from one picture to the next, float64 (2, 3); points without texture say little.

        Weights fall with the square of the distance from the fit (Geman and McClure 1987).
        """
        import cv2

        slope = np.hypot(
            cv2.Sobel(picture, cv2.CV_32F, 1, 0)[self._at],
            cv2.Sobel(picture, cv2.CV_32F, 0, 1)[self._at],
        )
        texture = np.minimum(slope / 40, 1) + 0.02
        seen = flow[self._at].T.astype(np.float64)
        weight, found = texture, np.zeros(4)
        for _ in range(ROUNDS):
            weighed = self._terms * weight
            square = np.einsum("dip,djp->ij", weighed, self._terms) + 1e-6 * np.eye(4)
            found = np.linalg.solve(square, np.einsum("dip,dp->i", weighed, seen))
            off = np.hypot(*(seen - np.einsum("dip,i->dp", self._terms, found)))
            spread = max(1.4826 * float(np.median(off)), 0.05)
            weight = texture / (1 + (off / (2 * spread)) ** 2)
        scale, turn, across, down = found
        matrix = np.array([[1 + scale, -turn, across], [turn, 1 + scale, down]])
        matrix[:, 2] += self._middle - matrix[:, :2] @ self._middle
        return matrix

    def rest(
        self, flow: NDArray[np.float32], camera: NDArray[np.float64]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The flow in pixels across and down that is not the camera's."""
        scale, turn = camera[0, 0] - 1, camera[1, 0]
        across, down = camera[:, 2] - self._middle + camera[:, :2] @ self._middle
        return (
            np.asarray(flow[..., 0] - (scale * self._x - turn * self._y + across), np.float32),
            np.asarray(flow[..., 1] - (turn * self._x + scale * self._y + down), np.float32),
        )


def _moved(picture: NDArray[np.uint8], camera: NDArray[np.float64]) -> NDArray[np.float32]:
    import cv2

    if np.abs(camera - np.eye(2, 3)).max() <= STILL:
        return picture.astype(np.float32)
    size = picture.shape[1], picture.shape[0]
    moved = cv2.warpAffine(picture, camera, size, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.float32)


def _cells(values: NDArray[np.float32]) -> NDArray[np.float32]:
    import cv2

    cells = cv2.resize(values, (GRID, GRID), interpolation=cv2.INTER_AREA)
    return np.asarray(cells, np.float32).ravel()


def _changes(
    soft: list[NDArray[np.uint8]],
    seconds: NDArray[np.float64],
    steps: list[NDArray[np.float64]],
) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """The middle and the size of each change over ``CHANGE_SECONDS``; none where rates forbid."""
    path = [np.eye(3)]
    for step in steps:
        path.append(np.vstack([step, [0, 0, 1]]) @ path[-1])
    at, found = [], []
    last = np.abs(seconds[None] - (seconds[:, None] + CHANGE_SECONDS)).argmin(1)
    for first, then in enumerate(last):
        length = seconds[then] - seconds[first]
        if abs(length - CHANGE_SECONDS) > TOLERANCE * CHANGE_SECONDS:
            continue
        camera = (path[then] @ np.linalg.inv(path[first]))[:2]
        off = np.abs(_moved(soft[first], camera) - soft[then])
        at.append((seconds[first] + seconds[then]) / 2)
        found.append(float(np.clip(off - NOISE, 0, MOST).mean()))
    return np.array(at, np.float64), np.array(found, np.float32)
