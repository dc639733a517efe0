"""What is around a copied picture within a larger one: even bars, itself blurred, another film."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.homography import PictureMap, applied
from secondtake.model.enums import EditKind

__all__ = ["around", "circle_in"]

INSET = 0.9
"""Share of the query's picture filled by the reference below which something is around it."""
FLAT = 8.0
"""Standard deviation in grey levels below which what is around is an even border."""
MARKED = 0.25
"""Share of a border that a logo, a title or stickers may take: left out of what it is called."""
STANDS = 2.0
"""Grey levels by which what is around may change from picture to picture and still stand."""
ITSELF = 0.5
"""Correlation with the picture itself, enlarged, from which a smooth surround is made of it."""
SMOOTH = 0.25
"""Fine detail around the picture, as a share of that inside, below which it is a blurred fill."""
FULL = 0.94
"""Share of a side that counts as the whole side."""
CIRCLE, SQUARE = 0.95, 0.06
"""Overlap over union with the circle in its box from which a picture is round, and share by which
that box may be no square."""
Strip = NDArray[np.uint8]


def around(picture: PictureMap, left: Strip, right: Strip) -> tuple[list[str], NDArray[np.bool_]]:
    """What surrounds the reference's picture within the query's, and bool (h, w), even borders.

    ``left``, ``right``: pictures of both films, (n, h, w) each; the map goes from left to right.
    """
    import cv2

    height, width = left.shape[1:]
    tall, wide = right.shape[1:]
    corners = np.array([[0, 0], [wide, 0], [wide, tall], [0, tall]]) / max(wide, tall)
    to_query = np.asarray(np.linalg.inv(picture.matrix), np.float64)
    placed = applied(to_query, corners) * max(width, height)
    if picture.mirrored:
        placed[:, 0] = width - placed[:, 0]
    inside = np.zeros((height, width), np.uint8)
    cv2.fillPoly(inside, [np.round(placed).astype(np.int32)], 1)
    outside = cv2.dilate(inside, np.ones((5, 5), np.uint8)) == 0
    none = np.zeros_like(outside)
    if outside.mean() < 1 - INSET:
        return [], none
    x, y = np.clip(placed, 0, [width, height]).T
    across, down = np.ptp(x) / width, np.ptp(y) / height
    spans = across > FULL or down > FULL
    whole = not spans or min(across, down) > 0.5
    bars: list[str] = [EditKind.BORDERS if whole else EditKind.BORDERS_REFRAMED]
    if _even(left, outside):
        return bars, outside
    fine = [_fineness(left, where) for where in (outside, inside > 0)]
    if fine[0] < SMOOTH * fine[1]:
        if _itself(left, right, outside):
            return [EditKind.BLURRED_FILL], none
        if _stands(left, outside):
            return bars, none
        if spans:
            return [EditKind.BLURRED_FILL], none
    return [EditKind.SPLIT_SCREEN if spans else EditKind.PICTURE_IN_PICTURE], none


def circle_in(left: Strip) -> NDArray[np.bool_] | None:
    """Where pictures (n, h, w) that are round on an even ground show something, bool (h, w).

    None where they are not: messengers show short videos in a circle.
    """
    import cv2

    still = np.median(left, axis=0)
    moves = np.percentile(np.abs(left - still), 90, axis=0)
    ground = float(np.median(still[[0, 0, -1, -1], [0, -1, 0, -1]]))
    even = ((np.abs(still - ground) < FLAT) & (moves < FLAT)).astype(np.uint8)
    _, parts = cv2.connectedComponents(even, connectivity=4)
    corners = parts[[0, 0, -1, -1], [0, -1, 0, -1]]
    if not corners.all():
        return None
    inner = ~np.isin(parts, corners)
    rows, columns = (np.flatnonzero(inner.any(axis)) for axis in (1, 0))
    if not len(rows):
        return None
    size = np.ptp(rows) + 1, np.ptp(columns) + 1
    if abs(size[0] / size[1] - 1) > SQUARE:
        return None
    y, x = np.mgrid[: inner.shape[0], : inner.shape[1]]
    off = np.hypot(
        (y - rows[0] - (size[0] - 1) / 2) / size[0], (x - columns[0] - (size[1] - 1) / 2) / size[1]
    )
    circle = off <= 0.5
    both = float((inner & circle).sum()) / float((inner | circle).sum())
    return circle & inner if both >= CIRCLE else None


def _even(left: Strip, outside: NDArray[np.bool_]) -> bool:
    """Whether one colour fills what is around but for marks on it."""
    there = np.median(left, axis=0)[outside]
    return float((np.abs(there - np.median(there)) > FLAT).mean()) <= MARKED


def _stands(left: Strip, outside: NDArray[np.bool_]) -> bool:
    """Whether what is around stands still, but for marks on it."""
    step = np.abs(np.diff(left.astype(np.int16), axis=0)).mean(axis=0)[outside]
    return float(np.quantile(step, 1 - MARKED)) < STANDS


def _itself(left: Strip, right: Strip, outside: NDArray[np.bool_]) -> bool:
    """Whether what is around is the picture, so large that it fills the whole, and blurred."""
    import cv2

    height, width = left.shape[1:]
    scale = max(height / right.shape[1], width / right.shape[2])
    size = max(width, round(right.shape[2] * scale)), max(height, round(right.shape[1] * scale))
    large = cv2.resize(np.median(right, axis=0).astype(np.float32), size)
    top, side = (size[1] - height) // 2, (size[0] - width) // 2
    behind = cv2.GaussianBlur(large[top : top + height, side : side + width], (0, 0), width / 16)
    seen = cv2.GaussianBlur(np.median(left, axis=0).astype(np.float32), (0, 0), width / 40)
    return float(np.corrcoef(behind[outside], seen[outside])[0, 1]) > ITSELF


def _fineness(pictures: Strip, where: NDArray[np.bool_]) -> float:
    """Fine detail of most of what is there; marks laid on it are left out."""
    import cv2

    fine = np.mean([np.abs(cv2.Laplacian(p, cv2.CV_32F))[where] for p in pictures], axis=0)
    return float(np.mean(np.sort(fine)[: max(1, round(len(fine) * (1 - MARKED)))]))
