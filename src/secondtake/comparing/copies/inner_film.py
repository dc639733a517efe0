"""Which of two films' pictures lies inside the other's, and the same map read the other way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.homography import PictureMap, applied, map_scale
from secondtake.comparing.copies.registration import GRID
from secondtake.comparing.copies.retrieval import Candidate

__all__ = ["lies_inside", "merged", "turned", "turned_map"]

INSIDE = 1 - 1 / GRID
"""Long side of the query in long sides of the reference below which it lies inside: from one pixel
of the common grid on, the grids of the two films differ."""
SAME_MAP = 0.05
"""Share of the inner film's long side by which two maps may differ in a corner and be one."""
Shape = tuple[int, ...]
"""Rows and columns of a film's small pictures."""


def lies_inside(picture: PictureMap, query: Shape) -> bool:
    """Whether the query's picture lies inside the reference's, not the other way round."""
    return map_scale(picture.matrix, _sides(query) / 2) < INSIDE


def turned(candidate: Candidate, query: Shape, reference: Shape) -> Candidate:
    """The candidate with query and reference changed for one another."""
    return replace(
        candidate,
        picture=turned_map(candidate.picture, query, reference),
        query_seconds=candidate.reference_seconds,
        reference_seconds=candidate.query_seconds,
    )


def turned_map(picture: PictureMap, query: Shape, reference: Shape) -> PictureMap:
    """The map from reference to query."""
    back = np.asarray(np.linalg.inv(picture.matrix), np.float64)
    if picture.mirrored:
        # The mirror comes before the map, so that it moves from one film to the other.
        back = _mirror(query) @ back @ _mirror(reference)
    return replace(picture, matrix=back / back[2, 2])


def merged(candidates: Iterable[Candidate], query: Shape) -> tuple[Candidate, ...]:
    """Candidates of one pair of films; those with one map become one, with the frames of both."""
    out: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.picture.cells, -c.picture.inliers)):
        same = next((k for k, o in enumerate(out) if _one_map(o, candidate, query)), None)
        if same is None:
            out.append(candidate)
            continue
        held = out[same]
        pairs = np.unique(
            np.concatenate(
                [np.column_stack([c.query_seconds, c.reference_seconds]) for c in (held, candidate)]
            ),
            axis=0,
        )
        out[same] = replace(held, query_seconds=pairs[:, 0], reference_seconds=pairs[:, 1])
    return tuple(out)


def _one_map(one: Candidate, two: Candidate, query: Shape) -> bool:
    if one.picture.mirrored != two.picture.mirrored:
        return False
    corners = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * _sides(query)
    off = applied(one.picture.matrix, corners) - applied(two.picture.matrix, corners)
    scale = map_scale(one.picture.matrix, _sides(query) / 2)
    return bool(np.hypot(*off.T).max() < SAME_MAP * scale)


def _sides(shape: Shape) -> NDArray[np.float64]:
    """Width and height in long sides."""
    return np.array(shape[::-1], np.float64) / max(shape)


def _mirror(shape: Shape) -> NDArray[np.float64]:
    return np.array([[-1.0, 0, _sides(shape)[0]], [0, 1, 0], [0, 0, 1]])
