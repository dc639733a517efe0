"""Local features of a shot's key frames, marked by whether they lie on people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

__all__ = ["KeyFrame", "key_frame", "matches_both_ways", "mirrored", "ratio_matches"]

MOST_FEATURES = 900
"""Strongest features kept of one key frame: 115 kB."""
CONTRAST = 0.02
"""SIFT contrast threshold: half the usual, since indoor walls hold little."""

TURNED = np.arange(128).reshape(4, 4, 8)[::-1, :, (-np.arange(8)) % 8].ravel()
"""Which number of a vector each number of the mirrored picture's vector is."""
ONCE = np.flatnonzero(np.arange(128) < TURNED)
"""One of each two numbers that mirroring changes over."""


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
    points = key.points.copy()
    points[:, 0] = key.size[0] - 1 - points[:, 0]
    return KeyFrame(
        frame=key.frame,
        size=key.size,
        points=points,
        vectors=key.vectors.take(TURNED, axis=1),
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
    one, two = left.astype(np.float32), right.astype(np.float32)
    squared = one @ two.T
    squared *= -2
    squared += (one**2).sum(1)[:, None]
    squared += (two**2).sum(1)
    return _clear(squared, ratio)


def matches_both_ways(
    left: tuple[KeyFrame, ...], right: tuple[KeyFrame, ...], most: int, ratio: float = 0.85
) -> Iterator[tuple[int, int, bool, NDArray[np.int64]]]:
    """`ratio_matches` of every pair of pictures, straight and with the right one mirrored.

    Gives which of ``left``, which of ``right``, whether mirrored, and the matches of the
    ``most`` strongest features. One product of 128 numbers serves both: mirroring changes the
    sign of its second half. All are whole numbers under 2 ** 24, so float32 is exact.
    """
    ones, twos = ([_halved(key.vectors[:most]) for key in keys] for keys in (left, right))
    # New memory for every product would take longer than the product.
    room = np.empty((3, max(map(len, ones), default=0) * max(map(len, twos), default=0)), "f4")
    for (i, one), (j, two) in product(enumerate(ones), enumerate(twos)):
        apart, turned, straight = room[:, : len(one) * len(two)].reshape(3, len(one), len(two))
        if min(apart.shape) < 2:
            continue
        np.matmul(one[:, :64], two[:, :64].T, out=apart)
        np.matmul(one[:, 64:128], two[:, 64:128].T, out=turned)
        np.subtract(two[:, 128], apart, out=apart)
        apart += one[:, 128:]
        np.subtract(apart, turned, out=straight)
        apart += turned
        yield i, j, False, _clear(straight, ratio)
        yield i, j, True, _clear(apart, ratio)


def _halved(vectors: NDArray[np.uint8]) -> NDArray[np.float32]:
    """What mirroring leaves (64 numbers), what it turns round (64), and the squared length."""
    rows = vectors.astype(np.float32)
    here, there = rows[:, ONCE], rows[:, TURNED[ONCE]]
    return np.column_stack([here + there, here - there, (rows**2).sum(1)])


def _clear(squared: NDArray[np.float32], ratio: float) -> NDArray[np.int64]:
    """Rows and columns that are each other's nearest, and nearer by ``ratio`` than the next."""
    near = squared.argmin(1)
    best = squared[np.arange(len(squared)), near]
    rows = np.flatnonzero(best == squared.min(0)[near])
    for across in (True, False):
        here = squared[rows] if across else squared[:, near[rows]].T
        here[np.arange(len(rows)), near[rows] if across else rows] = np.inf
        rows = rows[best[rows] < ratio**2 * here.min(1)]
    return np.stack([rows, near[rows]], 1).astype(np.int64)
