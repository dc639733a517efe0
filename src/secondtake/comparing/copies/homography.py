"""One geometric map from query picture to reference picture, held by matches of many frames."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.vision.homography import mapped_points

__all__ = ["PictureMap", "applied", "map_scale", "pooled_map"]

COARSE = 0.04
"""Distance a match may lie off a guessed map, as a share of the reference's long side."""
KEPT = 6
"""Best guesses that are refined."""
CLOSE = 0.012
"""The same that is asked of half the score of a guess."""
FINE = 0.006
"""The same for the refined map."""
GUESSES = 150
"""Matches whose own place, size and turn are tried as the map of all."""
MOST_MATCHES = 2000
"""Matches pooled for one map, the strongest."""
BINS = 12
"""Inliers are counted as filled cells of a 12 x 12 grid of each picture: a clump counts little."""
MOST_TILT = 1.0
"""Largest perspective term, per long side: a screen filmed from far aside has about 0.4."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PictureMap:
    """``matrix``: float64 (3, 3), from query to reference, both in units of their long side.

    ``mirrored``: the query was mirrored before. Of the picture that lies inside the other,
    ``cells``: how many cells of its grid hold an inlier; ``spread``: share (0 to 1) that the
    inliers span. ``inliers``: how many matches fit it.
    """

    matrix: NDArray[np.float64]
    mirrored: bool
    cells: int
    spread: float
    inliers: int


def applied(matrix: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points (n, 2) through a 3 x 3 map; a point behind the picture goes to infinity."""
    return mapped_points(points, matrix, least_depth=1e-6)


def map_scale(matrix: NDArray[np.float64], at: NDArray[np.float64]) -> float:
    """How much the map enlarges near a point (2,): the root of the area a small square becomes."""
    points = applied(matrix, at + np.array([[0, 0], [0.01, 0], [0, 0.01]]))
    return float(np.abs(np.linalg.det((points[1:] - points[0]) / 0.01)) ** 0.5)


def pooled_map(
    query: NDArray[np.float32],
    reference: NDArray[np.float32],
    weight: NDArray[np.float32],
    *,
    mirrored: bool,
) -> PictureMap | None:
    """The map most matches agree on, or None below 5 filled cells.

    ``query``, ``reference``: float32 (n, 4), x, y, size, angle of matched features, in units of
    the long side and degrees. Each match guesses a whole similarity (Lowe 2004, section 7.4);
    the guess that fills most cells is refined by least squares, then to six and eight parameters.
    """
    if len(query) < 6:
        return None
    if len(query) > MOST_MATCHES:
        strongest = np.sort(np.argsort(-weight, kind="stable")[:MOST_MATCHES])
        query, reference, weight = query[strongest], reference[strongest], weight[strongest]
    left, right = query[:, :2].astype(np.float64), reference[:, :2].astype(np.float64)
    found = _agreed(query, reference, _tried(reference, weight))
    return _refined(left, right, found, mirrored)


def _refined(
    left: NDArray[np.float64],
    right: NDArray[np.float64],
    starts: list[NDArray[np.bool_]],
    mirrored: bool,
) -> PictureMap | None:
    """Fit with four, six and eight parameters; more only where they explain clearly more."""
    best = None
    for parameters, least, gain in ((4, 2, 1.0), (6, 8, 1.12), (8, 14, 1.12)):
        for start in starts:
            fitted = _polished(left, right, start, parameters, least)
            if fitted is not None and (best is None or fitted[1].sum() > gain * best[1].sum()):
                best = fitted
    if best is None:
        return None
    matrix, inside = best
    middle = np.median(left[inside], axis=0)
    inner = left if map_scale(matrix, middle) < 1 else right
    cells = len(np.unique(_cell(inner[inside])))
    if cells < 5:
        return None
    low, high = np.percentile(inner[inside], [5, 95], axis=0)
    return PictureMap(
        matrix=matrix,
        mirrored=mirrored,
        cells=cells,
        spread=float(np.prod(np.clip(high - low, 0, 1))),
        inliers=int(inside.sum()),
    )


def _polished(
    left: NDArray[np.float64],
    right: NDArray[np.float64],
    near: NDArray[np.bool_],
    parameters: int,
    least: int,
) -> tuple[NDArray[np.float64], NDArray[np.bool_]] | None:
    """Fit, keep what is near, fit again under a tightening tolerance."""
    matrix = np.eye(3)
    for tolerance in (COARSE / 2, CLOSE, CLOSE, FINE, FINE):
        if len(np.unique(_cell(right[near]))) < max(least, 2):
            return None
        fitted = _fit(left[near], right[near], parameters)
        if fitted is None:
            return None
        matrix = fitted
        near = _near(matrix, left, right, tolerance)
    return matrix, near


def _tried(reference: NDArray[np.float32], weight: NDArray[np.float32]) -> NDArray[np.int64]:
    """Matches to guess from: the strongest of every cell, then the second of every cell, ..."""
    cell = _cell(reference[:, :2].astype(np.float64))
    order = np.lexsort((-weight, cell))
    counts = np.bincount(cell, minlength=BINS * BINS)
    rank = np.arange(len(cell)) - np.repeat(np.cumsum(counts) - counts, counts)
    tried: NDArray[np.int64] = order[np.lexsort((-weight[order], rank))][:GUESSES]
    return tried


def _agreed(
    query: NDArray[np.float32], reference: NDArray[np.float32], tried: NDArray[np.int64]
) -> list[NDArray[np.bool_]]:
    """The matches near, and close to, the best of the similarities each tried match implies.

    Each bool (n,). Things that move, matched at the wrong time, lie near the right map too:
    closeness tells, while only nearness can be asked of a map that is no similarity.
    """
    turn = np.deg2rad(reference[:, 3] - query[:, 3])
    grow = np.log2(reference[:, 2] / query[:, 2])
    cell = _cell(reference[:, :2].astype(np.float64))
    guesses = []
    for k in tried:
        same = np.flatnonzero((np.abs(grow - grow[k]) < 0.9) & (np.cos(turn - turn[k]) > 0.8))
        if len(same) < 5:
            continue
        scale = 2.0 ** grow[k]
        x, y = (query[same, :2] - query[k, :2]).T * scale
        cosine, sine = np.cos(turn[k]), np.sin(turn[k])
        off_x = cosine * x - sine * y - (reference[same, 0] - reference[k, 0])
        off_y = sine * x + cosine * y - (reference[same, 1] - reference[k, 1])
        off = off_x**2 + off_y**2
        near, close = same[off < COARSE**2], same[off < CLOSE**2]
        guesses.append((_filled(cell[near]) + 2 * _filled(cell[close]), near, close))
    guesses.sort(key=lambda guess: -guess[0])
    agreed: list[NDArray[np.bool_]] = []
    for filled, *sets in guesses[:KEPT]:
        if filled >= 10:
            for rows in sets:
                agreed.append(np.zeros(len(query), bool))
                agreed[-1][rows] = True
    return agreed


def _filled(cells: NDArray[np.int64]) -> int:
    return int(np.count_nonzero(np.bincount(cells, minlength=BINS * BINS)))


def _near(
    matrix: NDArray[np.float64],
    left: NDArray[np.float64],
    right: NDArray[np.float64],
    tolerance: float,
) -> NDArray[np.bool_]:
    off = applied(matrix, left) - right
    near: NDArray[np.bool_] = (off**2).sum(1) < tolerance**2
    return near


def _cell(points: NDArray[np.float64]) -> NDArray[np.int64]:
    at = np.clip(points * BINS, 0, BINS - 1).astype(np.int64)
    cell: NDArray[np.int64] = at[:, 1] * BINS + at[:, 0]
    return cell


def _fit(
    left: NDArray[np.float64], right: NDArray[np.float64], parameters: int
) -> NDArray[np.float64] | None:
    """Least squares with four (similarity), six (affine) or eight (perspective) parameters."""
    import cv2

    count = len(left)
    if parameters == 8:
        matrix, _ = cv2.findHomography(left, right, 0)
        sound = matrix is not None and abs(matrix[2, :2]).max() < MOST_TILT
        return np.asarray(matrix, np.float64) if sound else None
    if parameters == 6:
        ones = np.column_stack([left, np.ones(count)])
        solved, _, rank, _ = np.linalg.lstsq(ones, right, rcond=None)
        return np.vstack([solved.T, [0, 0, 1.0]]) if rank == 3 else None
    x, y = left.T
    zero, one = np.zeros(count), np.ones(count)
    rows = np.concatenate([np.column_stack([x, -y, one, zero]), np.column_stack([y, x, zero, one])])
    (a, b, c, d), _, rank, _ = np.linalg.lstsq(rows, right.T.ravel(), rcond=None)
    return np.array([[a, -b, c], [b, a, d], [0, 0, 1.0]]) if rank == 4 else None
