"""Same place? Local features of two shots' key frames, matched straight and mirrored."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.description import Described
from secondtake.vision.homography import mapped_points
from secondtake.vision.keypoints import KeyFrame, matches_both_ways, mirrored, ratio_matches

__all__ = ["Place", "SceneMap", "place_support"]

QUICK = 350
"""Strongest features of each key frame in the first look at all pairs of key frames."""
LEAST_QUICK = 4
"""Matches one map must explain in the first look for a second: three of anything have a map."""
REFINED = 4
"""Pairs of key frames looked at with all their features."""
LEAST_MATCHES = 8
"""Matches a map needs to be believed."""
ERROR_SHARE = 0.008
"""RANSAC error as a share of the left picture's long side: 5 px at 640."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SceneMap:
    """How one picture lies in the other.

    ``matrix``: float64 (3, 3), pixels of the right view to pixels of the left; holds the mirror
    when ``mirrored``. ``framing``: the same held to zoom, turn and shift, as one camera that
    stays where it is gives it; None when nothing fits. ``inliers``: matches the matrix explains;
    ``still``: those of them off people in both. ``left_frame``, ``right_frame``: frames of the
    shots, or -1 for the median picture.
    """

    matrix: NDArray[np.float64]
    framing: NDArray[np.float64] | None
    inliers: int
    still: int
    mirrored: bool
    left_frame: int
    right_frame: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Place:
    """``maps``: the best maps fitted to all matches, most inliers first. ``grounds``: the best
    fitted to matches off people alone, most of those first."""

    maps: tuple[SceneMap, ...]
    grounds: tuple[SceneMap, ...]

    @property
    def still(self) -> int:
        """Most matches off people that one map explains."""
        return max((m.still for m in self.maps + self.grounds), default=0)

    @property
    def inliers(self) -> int:
        """Most matches that one map explains, people included."""
        return max((m.inliers for m in self.maps + self.grounds), default=0)

    @property
    def mirrored(self) -> bool:
        """Whether the best map off people, or else of all, turns the right picture over."""
        best = [m for m in (*self.grounds[:1], *self.maps[:1]) if m.inliers >= LEAST_MATCHES]
        return bool(best and best[0].mirrored)


def place_support(left: Described, right: Described) -> Place:
    """How well two shots' pictures map on each other.

    Every pair of key frames is tried straight and mirrored with the strongest features, the
    best few again with all. Source: Lowe 2004 (ratio test), Fischler and Bolles 1981 (RANSAC).
    """
    turned = tuple(mirrored(key) for key in right.keys)
    maps: list[SceneMap] = []
    grounds: list[SceneMap] = []
    for flip, i, j in _promising(left.keys, right.keys, turned)[:REFINED]:
        one, two = left.keys[i], turned[j] if flip else right.keys[j]
        rows = ratio_matches(one.vectors, two.vectors)
        still = ~(one.on_people[rows[:, 0]] | two.on_people[rows[:, 1]])
        maps.extend(_map(one, two, rows, still, np.ones(len(rows), bool), flip=flip))
        grounds.extend(_map(one, two, rows, still, still, flip=flip))
    maps.sort(key=lambda m: (-m.inliers, m.left_frame, m.right_frame))
    grounds.sort(key=lambda m: (-m.still, m.left_frame, m.right_frame))
    return Place(maps=tuple(maps), grounds=tuple(grounds))


def _promising(
    left: tuple[KeyFrame, ...], right: tuple[KeyFrame, ...], turned: tuple[KeyFrame, ...]
) -> list[tuple[bool, int, int]]:
    """Pairs of key frames (mirrored or not, left, right) worth a second look, the best first."""
    found = []
    for i, j, flip, rows in matches_both_ways(left, right, QUICK):
        if len(rows) < LEAST_QUICK:
            continue
        one, two = left[i], turned[j] if flip else right[j]
        count = _affine(one.points[rows[:, 0]], two.points[rows[:, 1]], max(one.size))[1]
        if count >= LEAST_QUICK:
            found.append((-count, flip, i, j))
    return [(flip, i, j) for _, flip, i, j in sorted(found)]


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


def _map(
    left: KeyFrame,
    right: KeyFrame,
    rows: NDArray[np.int64],
    still: NDArray[np.bool_],
    used: NDArray[np.bool_],
    *,
    flip: bool,
) -> list[SceneMap]:
    """The map the used matches support, none or one: affine, or a homography that gives more."""
    import cv2

    one, two = left.points[rows[:, 0]], right.points[rows[:, 1]]
    side = max(left.size)
    error = max(1.5, ERROR_SHARE * side)
    matrix, count = _affine(one[used], two[used], side)
    if matrix is None:
        return []
    if count >= 12:
        bent, mask = cv2.findHomography(two[used], one[used], cv2.RANSAC, error)
        if bent is not None and mask.sum() >= 1.1 * count and _sane(_local(bent, right.size)):
            matrix = bent
    gone = mapped_points(two, matrix) - one
    inside = np.hypot(gone[:, 0], gone[:, 1]) < error
    flipped = np.eye(3)
    if flip:
        flipped[0] = -1, 0, right.size[0] - 1
    framing, _ = cv2.estimateAffinePartial2D(
        two[used], one[used], method=cv2.RANSAC, ransacReprojThreshold=error
    )
    return [
        SceneMap(
            matrix=matrix @ flipped,
            framing=None if framing is None else np.vstack([framing, [0, 0, 1]]) @ flipped,
            inliers=int(inside.sum()),
            still=int((inside & still).sum()),
            mirrored=flip,
            left_frame=left.frame,
            right_frame=right.frame,
        )
    ]


def _local(matrix: NDArray[np.float64], size: tuple[int, int]) -> NDArray[np.float64]:
    """The 2 x 2 part of a homography at the middle of a picture."""
    middle = np.array([[size[0] / 2, size[1] / 2]], np.float32)
    steps = np.array([[1, 0], [0, 1]], np.float32)
    at = mapped_points(middle, matrix)
    return np.stack([(mapped_points(middle + s, matrix) - at)[0] for s in steps], 1)
