"""Lay two films' unshrunk pictures into one grid, so that their noise can be compared."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.vision.homography import middle_shift
from secondtake.vision.keypoints import KeyFrame, key_frame, ratio_matches

__all__ = ["LEAST_MATCHES", "laid", "sway"]

Pictures = NDArray[np.uint8]

LEAST_MATCHES = 12
"""Details one map has to explain before noise is sought under it."""
SURE_MATCHES = 30
"""Details from which the mirror image is not tried."""
ERROR_PX = 2.0
"""RANSAC error in pixels of the films."""
ONE_SIZE = 0.004
"""Change of size or turn below which two pictures are of one size: 1 px in 250. They are laid on
each other by whole pixels then, since laying between pixels blurs noise away."""
SOFTENING = 0.45
"""Blur, in pixels of the coarser film, that a finer one is given before it is shrunk."""


def laid(left: Pictures, right: Pictures, at: int) -> tuple[Pictures, Pictures] | None:
    """Both in the grid of the coarser film, or None where no map lays them on each other.

    ``left``, ``right``: uint8 (n, h, w) and (m, h', w'). ``at``: the right picture that goes with
    the left's middle one. The right is tried mirrored too where few details fit. Where the other
    has no picture it is 0.
    Source: Lowe 2004 (SIFT), Fischler and Bolles 1981 (RANSAC).
    """
    here = _details(left[len(left) // 2])
    matrix, count = _map(here, _details(right[at]))
    other = right
    if count < SURE_MATCHES:
        turned = np.ascontiguousarray(right[:, :, ::-1])
        mirrored, more = _map(here, _details(turned[at]))
        if more > count:
            matrix, count, other = mirrored, more, turned
    if matrix is None or count < LEAST_MATCHES:
        return None
    size = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    if np.abs(matrix[:, :2] - np.eye(2)).max() < ONE_SIZE:
        matrix = np.array([[1, 0, round(matrix[0, 2])], [0, 1, round(matrix[1, 2])]], np.float64)
        size = 1.0
    if size >= 1:
        return _moved(left, matrix, other.shape[1:], size, inverse=True), other
    return left, _moved(other, matrix, left.shape[1:], 1 / size, inverse=False)


def sway(pictures: Pictures, at: int) -> float:
    """How far, in pixels, the middle of the first or last picture lies from where it is in one.

    ``pictures``: uint8 (n, h, w); ``at``: which one. Infinite where no map is found.
    """
    here = _details(pictures[at])
    far = 0.0
    for other in (0, len(pictures) - 1):
        matrix, count = _map(here, _details(pictures[other]))
        if matrix is None or count < LEAST_MATCHES:
            return float("inf")
        far = max(
            far, float(np.hypot(*middle_shift(matrix, (pictures.shape[2], pictures.shape[1]))))
        )
    return far


def _details(picture: NDArray[np.uint8]) -> KeyFrame:
    colour = np.repeat(picture[:, :, None], 3, axis=2)
    return key_frame(colour, 0, np.zeros(picture.shape, np.bool_))


def _map(one: KeyFrame, two: KeyFrame) -> tuple[NDArray[np.float64] | None, int]:
    """Pixels of two to pixels of one, float64 (2, 3): zoom, turn, shift; details it explains."""
    import cv2

    rows = ratio_matches(one.vectors, two.vectors)
    if len(rows) < LEAST_MATCHES:
        return None, 0
    matrix, inside = cv2.estimateAffinePartial2D(
        two.points[rows[:, 1]],
        one.points[rows[:, 0]],
        method=cv2.RANSAC,
        ransacReprojThreshold=ERROR_PX,
    )
    return (None, 0) if matrix is None else (np.asarray(matrix, np.float64), int(inside.sum()))


def _moved(
    pictures: Pictures,
    matrix: NDArray[np.float64],
    shape: tuple[int, ...],
    shrinking: float,
    *,
    inverse: bool,
) -> Pictures:
    import cv2

    flags = cv2.INTER_CUBIC | (cv2.WARP_INVERSE_MAP if inverse else 0)
    blur = SOFTENING * float(np.sqrt(max(shrinking**2 - 1, 0.0)))
    soft = [cv2.GaussianBlur(p, (0, 0), blur) for p in pictures] if blur > 0.1 else list(pictures)
    return np.stack([cv2.warpAffine(p, matrix, shape[::-1], flags=flags) for p in soft])
