"""Same camera position? How much of the background lies right under the best map."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.differences.change_regions import likened
from secondtake.comparing.takes.measures.frame_registration import shrinking
from secondtake.comparing.takes.measures.scene_match import Place
from secondtake.vision.warp import shown_where, warped

__all__ = ["camera_position_agreement"]

UNLIKE = 0.5
"""Loss of local structure (0 the same, 1 unrelated) from which a place does not lie right."""
LEAST_PIXELS = 150
"""Small pixels with structure, off people, below which nothing is said."""


def camera_position_agreement(left: Described, right: Described, place: Place) -> float | None:
    """Share (0 to 1) of the background's structure that zoom, turn and shift lay right, or None.

    From one standpoint, zoomed or turned a little, it is near 1 whatever people do; from another
    standpoint near and far things part and it falls. None without a map of eight
    matches off people.
    """
    shares = []
    for best in place.grounds[:2]:
        if best.still < 8 or best.framing is None:
            continue
        forth = shrinking(left) @ best.framing @ np.linalg.inv(shrinking(right))
        back = np.asarray(np.linalg.inv(forth), np.float64)
        there = _share(left, right, forth, (best.left_frame, best.right_frame))
        again = _share(right, left, back, (best.right_frame, best.left_frame))
        if there is not None and again is not None:
            shares.append(min(there, again))
    return max(shares, default=None)


def _share(
    left: Described, right: Described, matrix: NDArray[np.float64], frames: tuple[int, int]
) -> float | None:
    shape = left.small.shape[1:3]
    one = _still(left, frames[0])
    two = warped(_still(right, frames[1]), matrix, shape)
    valid = shown_where(right.small.shape[1:3], matrix, shape)
    people = warped(_people(right, frames[1]), matrix, shape)
    free = valid & ~people.astype(bool) & ~_people(left, frames[0]).astype(bool)
    unlike, structured = likened(one, two, free)
    if structured.sum() < LEAST_PIXELS:
        return None
    return float((unlike[structured] < UNLIKE).mean())


def _still(shot: Described, frame: int) -> NDArray[np.uint8]:
    return shot.median if frame < 0 else shot.small[frame]


def _people(shot: Described, frame: int) -> NDArray[np.uint8]:
    """Small pixels where people are in a frame; for the median picture, in a third of all."""
    import cv2

    height, width = shot.small.shape[1:3]
    cover = np.zeros((height, width), np.float32)
    frames = (
        [frame] if frame >= 0 else list(range(0, len(shot.small), max(1, len(shot.small) // 12)))
    )
    for at in frames:
        here = np.zeros((height, width), np.uint8)
        for person in shot.people:
            near = int(np.abs(person.frames - at).argmin())
            if abs(int(person.frames[near]) - at) > 5:
                continue
            x0, y0, x1, y1 = person.boxes[near] * shot.scale
            wide, tall = 0.15 * (x1 - x0), 0.1 * (y1 - y0)
            low, high = (int(x0 - wide), int(y0 - tall)), (int(x1 + wide), int(y1 + tall))
            cv2.rectangle(here, low, high, 1, -1)
        cover += here
    return (cover > len(frames) / 3).astype(np.uint8)
