"""Same place? Local features of two shots' key frames, matched straight and mirrored."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.described import Described
from secondtake.comparing.features import KeyFrame, mirrored, ratio_matches

__all__ = ["Place", "SceneMap", "place_support"]

QUICK = 350
"""Strongest features of each key frame in the first look at all pairs of key frames."""
REFINED = 4
"""Pairs of key frames looked at with all their features."""
ERROR_SHARE = 0.008
"""RANSAC error as a share of the left picture's long side: 5 px at 640."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SceneMap:
    """How one picture lies in the other.

    ``matrix``: float64 (3, 3), pixels of the right view to pixels of the left; holds the mirror
    when ``mirrored``. ``inliers``: matches it explains; ``still``: those of them off people in
    both. ``spread``: share of the left's picture (0 to 1) the inliers' box covers.
    """

    matrix: NDArray[np.float64]
    inliers: int
    still: int
    spread: float
    mirrored: bool
    left_frame: int
    right_frame: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Place:
    """``maps``: the best maps, most inliers first. ``parallax``: matches a fundamental matrix
    explains beyond the best map, off people: another standpoint in the same room."""

    maps: tuple[SceneMap, ...]
    parallax: int
    tried: int
    quick: tuple[int, ...] = field(default=())

    @property
    def still(self) -> int:
        """Most matches off people that one map explains."""
        return max((m.still for m in self.maps), default=0)


def place_support(left: Described, right: Described) -> Place:
    """How well two shots' pictures map on each other.

    Every pair of key frames is tried straight and mirrored with the strongest features, the
    best few again with all. Source: Lowe 2004 (ratio test), Fischler and Bolles 1981 (RANSAC).
    """
    turned = tuple(mirrored(key) for key in right.keys)
    quick = [
        (_quick(one, two), flip, i, j)
        for flip, keys in ((False, right.keys), (True, turned))
        for i, one in enumerate(left.keys)
        for j, two in enumerate(keys)
    ]
    quick.sort(key=lambda q: (-q[0], q[1:]))
    maps = []
    parallax = 0
    for _, flip, i, j in quick[:REFINED]:
        two = turned[j] if flip else right.keys[j]
        found, beyond = _map(left.keys[i], two, flip)
        if found is not None:
            maps.append(found)
            parallax = max(parallax, beyond)
    maps.sort(key=lambda m: (-m.inliers, m.left_frame, m.right_frame))
    return Place(maps=tuple(maps), parallax=parallax, tried=len(quick))


def _quick(left: KeyFrame, right: KeyFrame) -> int:
    rows = ratio_matches(left.vectors[:QUICK], right.vectors[:QUICK])
    return _affine(left.points[rows[:, 0]], right.points[rows[:, 1]], max(left.size))[1]


def _affine(
    left: NDArray[np.float32], right: NDArray[np.float32], side: int
) -> tuple[NDArray[np.float64] | None, int]:
    import cv2

    if len(left) < 4:
        return None, 0
    matrix, inside = cv2.estimateAffine2D(
        right, left, method=cv2.RANSAC, ransacReprojThreshold=max(1.5, ERROR_SHARE * side)
    )
    if matrix is None or not _sane(matrix[:, :2]):
        return None, 0
    return np.vstack([matrix, [0, 0, 1]]), int(inside.sum())


def _sane(linear: NDArray[np.float64]) -> bool:
    """Whether a 2 x 2 map keeps handedness, scales by 1/5 to 5, stretches by 1.8 at most."""
    large, small = np.linalg.svd(linear, compute_uv=False)
    upright = bool(np.linalg.det(linear) > 0)
    return upright and bool(0.2 < small <= large < 5 and large / small < 1.8)


def _map(left: KeyFrame, right: KeyFrame, flip: bool) -> tuple[SceneMap | None, int]:
    import cv2

    rows = ratio_matches(left.vectors, right.vectors)
    one, two = left.points[rows[:, 0]], right.points[rows[:, 1]]
    still = ~(left.on_people[rows[:, 0]] | right.on_people[rows[:, 1]])
    side = max(left.size)
    affine, count = _affine(one, two, side)
    if affine is None:
        return None, 0
    error = max(1.5, ERROR_SHARE * side)
    gone = _apply(affine, two) - one
    inside = np.hypot(gone[:, 0], gone[:, 1]) < error
    if count >= 12:
        matrix, mask = cv2.findHomography(two, one, cv2.RANSAC, error)
        if matrix is not None and mask.sum() >= 1.1 * count and _sane(_local(matrix, right.size)):
            affine, inside = matrix, mask.ravel().astype(bool)
    low, high = one[inside].min(0), one[inside].max(0)
    spread = float(np.prod(np.maximum(high - low, 1)) / (left.size[0] * left.size[1]))
    beyond = 0
    if still.sum() >= 16:
        _, epipolar = cv2.findFundamentalMat(one[still], two[still], cv2.FM_RANSAC, error / 2, 0.99)
        beyond = 0 if epipolar is None else int(epipolar.sum()) - int((inside & still).sum())
    flipped = np.diag([-1.0, 1, 1])
    flipped[0, 2] = right.size[0] - 1
    return SceneMap(
        matrix=affine @ flipped if flip else affine,
        inliers=int(inside.sum()),
        still=int((inside & still).sum()),
        spread=spread,
        mirrored=flip,
        left_frame=left.frame,
        right_frame=right.frame,
    ), max(0, beyond)


def _apply(matrix: NDArray[np.float64], points: NDArray[np.float32]) -> NDArray[np.float64]:
    whole = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(whole[:, :2] / whole[:, 2:])


def _local(matrix: NDArray[np.float64], size: tuple[int, int]) -> NDArray[np.float64]:
    """The 2 x 2 part of a homography at the middle of a picture."""
    middle = np.array([[size[0] / 2, size[1] / 2]], np.float32)
    steps = np.array([[1, 0], [0, 1]], np.float32)
    at = _apply(matrix, middle)
    return np.stack([(_apply(matrix, middle + s) - at)[0] for s in steps], 1)
