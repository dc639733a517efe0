"""Hold still what a swaying hand filmed of a screen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.homography import PictureMap, applied
from secondtake.comparing.copies.registration import GRID, between, registered, textures
from secondtake.comparing.copies.temporal_alignment import Line

__all__ = ["followed", "steadied"]

SWAYS, MORE = 0.12, 1.5
"""Standard deviation of where the query's pictures lie, in grid pixels and in those of the
reference's, from which it sways."""
LEAST_VALID = 0.05
"""Share of the reference's picture that the query has to show."""
STEPS = 4
MOST = 4.0
"""Grid pixels beyond which a picture is not followed: a twentieth of the long side."""
FITS = 0.4
"""Correlation of textures from which a picture is taken to show the place."""
LEAST = 8
"""Pictures, one second, that have to show it."""


def steadied(
    query: NDArray[np.uint8], reference: NDArray[np.uint8], picture: PictureMap
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Both strips with every picture moved to where the reference's median picture has it.

    Strips as in ``FilmDescriptors``. They are given back as they are unless the query sways clearly
    more than the reference does, and the reference's camera keeps to one picture. Source: Lucas and
    Kanade 1981, translation only.
    """
    pair = registered(query, reference, picture)
    if pair.valid.mean() < LEAST_VALID:
        return query, reference
    still = np.median(pair.reference, axis=0)[None].astype(np.float32)
    own = _places(pair.reference, still, np.ones_like(pair.valid))
    other = _places(pair.query, still, pair.valid)
    if own is None or other is None or _spread(other) < max(SWAYS, MORE * _spread(own)):
        return query, reference
    middle = np.median(other, axis=0)
    grid_px = max(reference.shape[1:]) / GRID
    return (
        _moved(query, _in_query(other - middle, query, picture)),
        _moved(reference, (own - np.median(own, axis=0)) * np.float32(grid_px)),
    )


def followed(
    query: NDArray[np.uint8], reference: NDArray[np.uint8], picture: PictureMap, line: Line
) -> NDArray[np.uint8]:
    """The query's strip with every picture of a run moved onto the one the line gives for it."""
    every = np.arange(line.first, line.last + 1)
    shown: NDArray[np.float64] = line.slope * every.astype(np.float64) + line.start
    inside = (shown > -0.6) & (shown < len(reference) - 0.4)
    run, at = every[inside], shown[inside]
    if len(run) < LEAST:
        return query
    pair = registered(query[run], reference, picture)
    away = _places(pair.query, between(pair.reference, at), pair.valid)
    if away is None:
        return query
    out = query.copy()
    out[run] = _moved(query[run], _in_query(away - np.median(away, axis=0), query, picture))
    return out


def _spread(places: NDArray[np.float32]) -> float:
    return float(np.hypot(*places.std(0)))


def _places(
    pictures: NDArray[np.float32], still: NDArray[np.float32], valid: NDArray[np.bool_]
) -> NDArray[np.float32] | None:
    """How far each picture lies from the still one, x and y, float32 (n, 2).

    Pictures that show something else lie where their neighbours do; None where too few show it.
    """
    goal = textures(still)
    places = np.zeros((len(pictures), 2), np.float32)
    held = textures(pictures)
    for _ in range(STEPS):
        places += _step(held, goal, valid)
        np.clip(places, -2 * MOST, 2 * MOST, out=places)
        held = textures(_shifted(pictures, -places))
    together = (held * goal * valid).sum((1, 2))
    lengths = (held**2 * valid).sum((1, 2)) * (goal**2 * valid).sum((1, 2))
    fits = together / np.sqrt(np.maximum(lengths, 1e-6))
    at = np.flatnonzero((fits >= FITS) & (np.abs(places).max(1) <= MOST))
    if len(at) < LEAST:
        return None
    every = np.arange(len(pictures))
    return np.stack([np.interp(every, at, places[at, k]) for k in (0, 1)], 1).astype(np.float32)


def _step(
    left: NDArray[np.float32], right: NDArray[np.float32], valid: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """How far each left picture lies from the right one, to first order: float32 (n, 2), x, y."""
    down, across = (
        (np.gradient(left, axis=axis) + np.gradient(right, axis=axis)) / 2 * valid
        for axis in (1, 2)
    )
    rest = (right - left) * valid
    xx, yy, xy = ((a * b).sum((1, 2)) for a, b in ((across, across), (down, down), (across, down)))
    x, y = ((a * rest).sum((1, 2)) for a in (across, down))
    # A plain picture cannot say where it lies.
    xx, yy = xx + 1.0, yy + 1.0
    solved = np.stack([yy * x - xy * y, xx * y - xy * x], 1) / (xx * yy - xy**2)[:, None]
    return np.asarray(solved, np.float32)


def _in_query(
    away: NDArray[np.float32], query: NDArray[np.uint8], picture: PictureMap
) -> NDArray[np.float32]:
    """Moves in grid pixels of the reference as moves in pixels of the query's strip."""
    tall, wide = query.shape[1:]
    centre = np.array([wide, tall], np.float64) / (2 * max(wide, tall))
    ends = applied(picture.matrix, centre + np.array([[0, 0], [0.01, 0], [0, 0.01]]))
    turn = ((ends[1:] - ends[0]) / 0.01).T
    moves = np.linalg.solve(turn, (away / GRID).T).T * max(wide, tall)
    return np.asarray(moves * ((-1 if picture.mirrored else 1), 1), np.float32)


def _moved(query: NDArray[np.uint8], away: NDArray[np.float32]) -> NDArray[np.uint8]:
    return np.clip(np.round(_shifted(query.astype(np.float32), -away)), 0, 255).astype(np.uint8)


def _shifted(pictures: NDArray[np.float32], by: NDArray[np.float32]) -> NDArray[np.float32]:
    """Every picture (n, h, w) shifted by its own x and y in pixels."""
    import cv2

    size = pictures.shape[2], pictures.shape[1]
    return np.stack(
        [
            cv2.warpAffine(
                picture,
                np.array([[1, 0, x], [0, 1, y]], np.float32),
                size,
                borderMode=cv2.BORDER_REPLICATE,
            )
            for picture, (x, y) in zip(pictures, by, strict=True)
        ]
    )
