"""Local features of one frame: where they lie, how large, how turned, and a RootSIFT vector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Features", "features_of", "mirrored", "nearest_pairs", "shrunk"]

CONTRAST = 0.008
"""SIFT contrast threshold: a fifth of the usual, since films are soft; the strongest are kept."""
EDGE = 14.0
"""SIFT edge threshold, a little above Lowe's 10: lines of buildings are kept."""
CELLS = 5
"""The picture is divided 5 x 5 and each cell has its share of features, so that a small picture
within the picture is described even beside a busy one."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Features:
    """``places``: float32 (k, 4): x, y, size, angle; x and y in pixels of the frame as given, size
    the SIFT diameter in pixels, angle in degrees. ``vectors``: uint8 (k, 128), RootSIFT x 512.
    """

    places: NDArray[np.float32]
    vectors: NDArray[np.uint8]


def shrunk(gray: NDArray[np.uint8], side: int) -> NDArray[np.uint8]:
    """The picture with its long side at most ``side`` pixels."""
    import cv2

    factor = side / max(gray.shape[:2])
    if factor >= 1:
        return gray
    height, width = gray.shape[:2]
    size = (max(1, round(width * factor)), max(1, round(height * factor)))
    out: NDArray[np.uint8] = cv2.resize(gray, size, interpolation=cv2.INTER_AREA)
    return out


def features_of(gray: NDArray[np.uint8], most: int) -> Features:
    """At most ``most`` features of a grey picture uint8 (h, w), spread over its cells.

    Source: Lowe 2004 (SIFT), Arandjelovic and Zisserman 2012 (RootSIFT).
    """
    import cv2

    finder = cv2.SIFT.create(contrastThreshold=CONTRAST, edgeThreshold=EDGE)
    points: Sequence[Any] = finder.detect(gray, None)
    points = _spread(points, gray.shape, most)
    points, vectors = finder.compute(gray, points)
    if vectors is None:
        return Features(places=np.zeros((0, 4), np.float32), vectors=np.zeros((0, 128), np.uint8))
    places = np.array([(*p.pt, p.size, p.angle) for p in points], np.float32).reshape(-1, 4)
    root = np.sqrt(vectors / np.maximum(vectors.sum(1, keepdims=True), 1e-6))
    return Features(places=places, vectors=np.clip(np.round(root * 512), 0, 255).astype(np.uint8))


def mirrored(features: Features, width: float) -> Features:
    """The features the mirrored picture would have, without looking at it again.

    ``width`` is in the unit of the places.
    Mirroring turns a SIFT patch upside down in its own frame: its rows of cells swap and its
    directions change sign.
    """
    places = features.places.copy()
    places[:, 0] = width - places[:, 0]
    places[:, 3] = (180.0 - places[:, 3]) % 360.0
    cells = features.vectors.reshape(-1, 4, 4, 8)
    turned = cells[:, ::-1, :, (-np.arange(8)) % 8].reshape(-1, 128)
    return Features(places=places, vectors=np.ascontiguousarray(turned))


def nearest_pairs(
    left: NDArray[np.uint8], right: NDArray[np.uint8], ratio: float = 0.88
) -> NDArray[np.int64]:
    """Rows of two sets of vectors that are each other's nearest and clearly so: int64 (k, 2)."""
    if len(left) < 2 or len(right) < 2:
        return np.zeros((0, 2), np.int64)
    x, y = left.astype(np.float32), right.astype(np.float32)
    apart = np.maximum((x**2).sum(1)[:, None] + (y**2).sum(1)[None] - 2 * (x @ y.T), 0)
    forth, back = apart.argmin(1), apart.argmin(0)
    rows = np.flatnonzero(back[forth] == np.arange(len(x)))
    best = apart[rows, forth[rows]]
    second = np.partition(apart[rows], 1, axis=1)[:, 1]
    clear = best < ratio**2 * second
    return np.stack([rows[clear], forth[rows][clear]], 1)


def _spread(points: Sequence[Any], shape: tuple[int, ...], most: int) -> Sequence[Any]:
    """The strongest points, at first at most an even share of each cell, then whatever is left."""
    if len(points) <= most:
        return points
    where = np.array([p.pt for p in points])
    strength = np.array([p.response for p in points])
    column = np.clip(where[:, 0] * CELLS / shape[1], 0, CELLS - 1).astype(int)
    row = np.clip(where[:, 1] * CELLS / shape[0], 0, CELLS - 1).astype(int)
    order = np.lexsort((-strength, row * CELLS + column))
    cell = (row * CELLS + column)[order]
    first = np.concatenate([[0], np.flatnonzero(np.diff(cell)) + 1])
    rank = np.arange(len(cell)) - np.repeat(first, np.diff([*first, len(cell)]))
    share = most // (CELLS * CELLS)
    kept = np.lexsort((-strength[order], rank >= share))[:most]
    return [points[i] for i in order[kept]]
