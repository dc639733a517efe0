"""Local features of a shot's key frames, marked by whether they lie on people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["KeyFrame", "key_frame", "mirrored", "ratio_matches"]

MOST_FEATURES = 900
"""Strongest features kept of one key frame: 115 kB."""
CONTRAST = 0.02
"""SIFT contrast threshold: half the usual, since indoor walls hold little."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KeyFrame:
    """Local features of one picture.

    ``frame``: which frame of the shot, or -1 for the median picture. ``size``: width, height.
    ``points``: float32 (k, 2), pixels of the view. ``vectors``: uint8 (k, 128), RootSIFT times
    512. ``on_people``: bool (k,).
    """

    frame: int
    size: tuple[int, int]
    points: NDArray[np.float32]
    vectors: NDArray[np.uint8]
    on_people: NDArray[np.bool_]


def key_frame(rgb: NDArray[np.uint8], frame: int, people: NDArray[np.bool_]) -> KeyFrame:
    """The features of one picture uint8 (h, w, 3); ``people`` bool (h, w) marks where people are.

    Source: Lowe 2004 (SIFT), Arandjelovic and Zisserman 2012 (RootSIFT).
    """
    import cv2

    height, width = rgb.shape[:2]
    gray = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    finder = cv2.SIFT.create(nfeatures=MOST_FEATURES, contrastThreshold=CONTRAST)
    points, vectors = finder.detectAndCompute(gray, None)
    if vectors is None:
        points, vectors = (), np.zeros((0, 128), np.float32)
    order = sorted(range(len(points)), key=lambda i: -points[i].response)[:MOST_FEATURES]
    xy = np.array([points[i].pt for i in order], np.float32).reshape(-1, 2)
    rows = vectors[order].astype(np.float32)
    root = np.sqrt(rows / np.maximum(rows.sum(1, keepdims=True), 1e-6))
    column = np.clip(xy.round().astype(int), 0, [width - 1, height - 1])
    return KeyFrame(
        frame=frame,
        size=(width, height),
        points=xy,
        vectors=np.clip(np.round(root * 512), 0, 255).astype(np.uint8),
        on_people=people[column[:, 1], column[:, 0]],
    )


def mirrored(key: KeyFrame) -> KeyFrame:
    """The features the mirrored picture would have, without looking at it again.

    Mirroring turns a SIFT patch upside down in its own frame: rows of cells swap, directions
    change sign.
    """
    cells = key.vectors.reshape(-1, 4, 4, 8)
    turned = cells[:, ::-1, :, (-np.arange(8)) % 8].reshape(-1, 128)
    points = key.points.copy()
    points[:, 0] = key.size[0] - 1 - points[:, 0]
    return KeyFrame(
        frame=key.frame,
        size=key.size,
        points=points,
        vectors=np.ascontiguousarray(turned),
        on_people=key.on_people,
    )


def ratio_matches(
    left: NDArray[np.uint8], right: NDArray[np.uint8], ratio: float = 0.85
) -> NDArray[np.int64]:
    """Rows of ``left`` and ``right`` that are each other's nearest and clearly so.

    Returns int64 (k, 2). Symmetric in its arguments but for the order of the columns.
    """
    if len(left) < 2 or len(right) < 2:
        return np.zeros((0, 2), np.int64)
    a, b = left.astype(np.float32), right.astype(np.float32)
    squared = (a**2).sum(1)[:, None] + (b**2).sum(1)[None] - 2 * (a @ b.T)
    squared = np.maximum(squared, 0)
    forth, back = squared.argmin(1), squared.argmin(0)
    rows = np.flatnonzero(back[forth] == np.arange(len(a)))
    best = squared[rows, forth[rows]]
    second_right = np.partition(squared[rows], 1, axis=1)[:, 1]
    second_left = np.partition(squared[:, forth[rows]], 1, axis=0)[1]
    clear = best < ratio**2 * np.minimum(second_right, second_left)
    return np.stack([rows[clear], forth[rows][clear]], 1).astype(np.int64)
