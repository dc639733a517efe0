"""Move a picture map until the aligned pictures of two films fit as closely as they can."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.homography import PictureMap
from secondtake.comparing.copies.registration import GRID, registered, textures
from secondtake.comparing.copies.temporal_alignment import Line

__all__ = ["polished"]

PICTURES = 20
"""Aligned pairs of pictures looked at."""
STEPS = 15
STEADIED = 0.02
"""Share of the ridge added to the normal equations: a plain picture cannot turn the map."""


def polished(
    query: NDArray[np.uint8], reference: NDArray[np.uint8], picture: PictureMap, line: Line
) -> PictureMap:
    """The map that fits the textures along a line of times best, found from the map given.

    Local features lie where the background is; the whole picture also holds what moves. Source:
    Lucas and Kanade 1981, affine steps, over several pictures at once; a step that does not raise
    the correlation is not taken.
    """
    left, right = _pairs(query, reference, line)
    best = picture
    pair = registered(left, right, best)
    score = _fit(pair.query, pair.reference, pair.valid)
    for _ in range(STEPS):
        step = _step(textures(pair.query), textures(pair.reference), pair.valid)
        tried = replace(best, matrix=_moved(step, pair.valid.shape) @ best.matrix)
        pair = registered(left, right, tried)
        now = _fit(pair.query, pair.reference, pair.valid)
        if now <= score + 1e-5:
            break
        best, score = tried, now
    return best


def _pairs(
    query: NDArray[np.uint8], reference: NDArray[np.uint8], line: Line
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Pictures of the run, evenly, with those of the reference that the line gives."""
    run = np.arange(line.first, line.last + 1)
    run = run[np.linspace(0, len(run) - 1, min(PICTURES, len(run))).round().astype(int)]
    at = np.round(line.slope * run + line.start).astype(int)
    inside = (at >= 0) & (at < len(reference))
    return query[run[inside]], reference[at[inside]]


def _fit(left: NDArray[np.float32], right: NDArray[np.float32], valid: NDArray[np.bool_]) -> float:
    """Correlation of the textures where both have picture; a map that flees the picture is bad."""
    if valid.mean() < 0.05:
        return -1.0
    x, y = textures(left) * valid, textures(right) * valid
    return float((x * y).sum() / np.sqrt(max(float((x**2).sum() * (y**2).sum()), 1e-6)))


def _step(
    left: NDArray[np.float32], right: NDArray[np.float32], valid: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """One Gauss-Newton step: six affine numbers by which left, read there, becomes right."""
    rows, columns = valid.shape
    y, x = np.mgrid[:rows, :columns].astype(np.float32)
    x, y = (x - columns / 2) / GRID, (y - rows / 2) / GRID
    # The mean of both gradients: textures of two encodings differ, and this is symmetric.
    down, across = (
        (np.gradient(left, axis=axis) + np.gradient(right, axis=axis)) / 2 for axis in (1, 2)
    )
    weight = valid.astype(np.float32)
    parts = [across * k for k in (x, y, 1)] + [down * k for k in (x, y, 1)]
    jacobian = np.stack([(p * weight).ravel() for p in parts], axis=1)
    rest = ((right - left) * weight).ravel()
    normal = (jacobian.T @ jacobian).astype(np.float64)
    normal += np.diag(np.diag(normal)) * STEADIED
    solved: NDArray[np.float64] = np.linalg.solve(
        normal + np.eye(6) * 1e-6, (jacobian.T @ rest).astype(np.float64)
    )
    return solved / GRID


def _moved(step: NDArray[np.float64], shape: tuple[int, ...]) -> NDArray[np.float64]:
    """The change of map, in long sides of the reference, that a step found in its grid means."""
    centre = np.array([shape[1] / 2, shape[0] / 2]) / GRID
    read = np.eye(3)
    read[:2, :2] += step.reshape(2, 3)[:, :2]
    read[:2, 2] = step.reshape(2, 3)[:, 2] + centre - read[:2, :2] @ centre
    return np.asarray(np.linalg.inv(read), np.float64)
