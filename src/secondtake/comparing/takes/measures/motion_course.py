"""Does it move where it moves in the other shot, stage by stage, whatever the timing?"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.measures.motion_map import RegisteredFrames

__all__ = ["motion_course_overlap"]

CELL_PX = 8
"""Small pixels of a cell: a hand of a person who fills the picture, wherever in its reach."""
SOFT_PX = 4.0
"""Standard deviation by which a change is spread: half a cell, so that borders do not matter."""
NOISE = 1.0
"""Mean grey levels of a cell that coding alone changes from one frame to the next."""
LEAST_CELLS = 10
"""Cells both must show."""
PARTS = 16
"""Stages: the movements of an arm in a task of some seconds."""


def motion_course_overlap(frames: RegisteredFrames) -> float | None:
    """How alike (0 to 1) the places are where two shots move, stage by stage; None for too little.

    A stage is one of ``PARTS`` parts of a shot in which equally much changes, so that duration,
    speed and rests drop out. Who takes the same things to the same places again moves there at the
    same stage; who does something else at the same place moves elsewhere, or there at another one.
    Source: motion-energy images, Bobick and Davis 2001, here of each stage; compared by the
    Bhattacharyya coefficient.
    """
    shown = _cells(frames.shown) > 250
    if shown.sum() < LEAST_CELLS:
        return None
    changes = [_changes(side)[:, shown] for side in (frames.left, frames.right)]
    if min(float(change.sum()) for change in changes) <= 0:
        return None
    left, right = (_stages(change) for change in changes)
    return float(np.sqrt(left * right).sum(1).mean())


def _stages(changes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where it moves at each stage, shares of changes (n, cells) that sum to 1: (PARTS, cells)."""
    course = np.vstack([np.zeros(changes.shape[1]), np.cumsum(changes, axis=0)])
    course /= course[-1].sum()
    ends = np.linspace(0, 1, PARTS + 1)
    at_ends = np.stack([np.interp(ends, course.sum(1), cell) for cell in course.T], axis=1)
    return np.asarray(np.maximum(np.diff(at_ends, axis=0), 0) * PARTS, np.float64)


def _changes(pictures: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Change of every cell from frame to frame, beyond noise: float64 (n - 1, rows, columns)."""
    import cv2

    soft = [
        cv2.GaussianBlur(cv2.cvtColor(one, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 1.0)
        for one in pictures
    ]
    changes = np.abs(np.diff(np.stack(soft), axis=0))
    spread = [
        np.maximum(_cells(cv2.GaussianBlur(one, (0, 0), SOFT_PX)) - NOISE, 0) for one in changes
    ]
    return np.stack(spread).astype(np.float64)


def _cells(picture: NDArray[np.generic]) -> NDArray[np.float32]:
    """Means of the cells of one picture, float32 (rows, columns)."""
    import cv2

    size = max(1, picture.shape[1] // CELL_PX), max(1, picture.shape[0] // CELL_PX)
    grey = picture.astype(np.float32)
    return np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.float32)
