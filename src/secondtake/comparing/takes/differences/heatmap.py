"""Two stills laid on each other: where they differ, as one picture with its scale below."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.differences.change_regions import likened
from secondtake.vision.keypoints import key_frame, ratio_matches
from secondtake.vision.warp import shown_where, warped

__all__ = ["FLOOR", "overlay", "still_map"]

Picture = NDArray[np.uint8]
Mask = NDArray[np.bool_]

FLOOR = 0.06
"""Loss of structure (0 to 1) that compression alone leaves; below it nothing is coloured."""
LEAST_MATCHES = 12
"""Picture details one map has to explain for the stills to be laid on each other."""
ERROR_PX = 3.0
ORANGE = (224, 112, 0)
"""Told from grey by every common kind of colour vision."""
MARGIN = 22
"""Height of the scale below the picture, pixels."""


def overlay(
    left: Picture,
    right: Picture,
    *,
    mirrored: bool = False,
    shown: Picture | None = None,
    covered: tuple[Mask, Mask] | None = None,
    matrix: NDArray[np.float64] | None = None,
) -> Picture | None:
    """Where two stills, uint8 (h, w, 3) RGB, differ in structure; None when no map lays them so.

    Grey is the left still, orange what the right one does not share, from the floor (faint) to no
    likeness (full). Where the right has no picture it stays dark. A scale stands in the margin.

    ``shown``: the left still as it may be shown, with faces blurred. ``covered``: bool (h, w) of
    each side, true where it is blurred; blur is no difference, so nothing is compared there and
    it stays dark too. ``matrix``: the map to lay them by, in the place of the one that their
    details give: right pixels, mirrored back where that is asked, to left pixels.
    """
    import cv2

    if mirrored:
        right = np.ascontiguousarray(right[:, ::-1])
    if matrix is None:
        matrix = still_map(left, right)
    if matrix is None:
        return None
    size = left.shape[1], left.shape[0]
    moved = warped(right, matrix, left.shape)
    valid = shown_where(right.shape, matrix, left.shape)
    loss, structured = likened(left, moved, valid)
    if covered is not None:
        hidden = covered[1][:, ::-1] if mirrored else covered[1]
        there = warped(np.ascontiguousarray(hidden, np.uint8) * 255, matrix, left.shape)
        valid = valid & ~covered[0] & (there == 0)
    strength = np.where(structured & valid, np.clip((loss - FLOOR) / (1 - FLOOR), 0, 1), 0)
    strength = strength[..., None]
    ground_of = left if shown is None else shown
    gray = cv2.cvtColor(ground_of, cv2.COLOR_RGB2GRAY)[..., None].astype(np.float32)
    ground = np.where(valid[..., None], 0.75 * gray + 40, 0.3 * gray)
    mixed = ground * (1 - strength) + np.array(ORANGE, np.float32) * strength
    return np.vstack([mixed.round().astype(np.uint8), _scale(size[0])])


def still_map(left: Picture, right: Picture) -> NDArray[np.float64] | None:
    """Right pixels to left pixels, float64 (2, 3), supported by enough details, or None.

    ``left``, ``right``: stills, uint8 (h, w, 3) RGB, of any sizes.
    """
    import cv2

    one, two = (key_frame(p, 0, np.zeros(p.shape[:2], bool)) for p in (left, right))
    rows = ratio_matches(one.vectors, two.vectors)
    if len(rows) < LEAST_MATCHES:
        return None
    matrix, inside = cv2.estimateAffine2D(
        two.points[rows[:, 1]],
        one.points[rows[:, 0]],
        method=cv2.RANSAC,
        ransacReprojThreshold=ERROR_PX,
    )
    if matrix is None or inside.sum() < LEAST_MATCHES:
        return None
    return np.asarray(matrix, np.float64)


def _scale(width: int) -> Picture:
    """A strip with the colours from the floor to no likeness, and their numbers."""
    import cv2

    strip = np.full((MARGIN, width, 3), 255, np.uint8)
    left, right = 40, max(60, width - 40)
    share = np.linspace(0, 1, right - left)[None, :, None]
    strip[6:16, left:right] = 145 * (1 - share) + np.array(ORANGE) * share
    for text, at in ((f"{FLOOR:.2f}", 6), ("1", right + 8)):
        cv2.putText(
            strip, text, (at, 16), cv2.FONT_HERSHEY_SIMPLEX, 0.4, (20, 20, 20), 1, cv2.LINE_AA
        )
    return strip
