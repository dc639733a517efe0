"""Registration: does one map and one straight line of times explain everything that changes?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.measures.scene_match import Place
from secondtake.vision.temporal_median import median_in_time
from secondtake.vision.warp import shown_where, warped_frames

__all__ = ["Registration", "TimeLine", "registered", "registration_of", "shrinking"]

SPEEDS = (0.5, 0.57, 0.63, 0.67, 0.71, 0.75, 0.8, 0.83, 0.87, 0.9, 0.93, 0.96, 1.0, 1.04, 1.07)
SPEEDS_TRIED = (*SPEEDS, *(1 / s for s in SPEEDS[:12]), -1.0)
"""Right seconds per left second that are tried; between two of them a 3 s shot drifts 0.1 s."""
LEAST_SECONDS = 0.45
"""Shortest run of aligned frames."""
LEAST_SHARE = 0.3
"""Shortest run as a share of the shorter shot."""
CHANGE = 9.0
"""Grey levels (of 255) a pixel must move from its mean over the run to count as changing."""
FINE_PX = 4.0
"""Standard deviation in small pixels of the blur that is taken away before cells are compared."""
FEW_DETAILS = 120
"""Features below which a picture may be a copy though no map of it was found: the bare picture
and its mirror image are tried then."""
STEADY = 10.0
"""Percentile of the cells' change over time that is taken for noise: so many stand still."""
QUIET = 6.0
"""Power (grey levels squared) of the grain every film has; what is above it is taken off."""
UNEVEN = 0.5
"""How much more noise than that a cell may hold and still count as one that stands still."""
WHITE = np.array([[1, -2, 1], [-2, 4, -2], [1, -2, 1]], np.float32) / 6
"""Answers to white noise with its own power, and to nothing that is straight or smooth."""
SOFT = 2.0
"""Times more noise than is white: shrinking and codecs make neighbouring pixels alike."""
CELL = 8
"""Side of a cell in small pixels: the share of cells that fit is what an insert leaves alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLine:
    """Frame ``slope * i + start`` of the right is frame i of the left, for i in first..last."""

    slope: float
    start: float
    first: int
    last: int

    def right(self, frames: NDArray[np.int64]) -> NDArray[np.float64]:
        """The right frames (fractional) of left frames."""
        return np.asarray(self.slope * frames + self.start, np.float64)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Registration:
    """How well the registration holds.

    ``fit``: correlation (-1 to 1) of everything that changes, over the aligned run, under one map
    and one line of times. ``left_share``, ``right_share``: share of each side's change that lies
    in cells that fit. ``changing``: share of the picture that changes. ``cells``: float32
    (rows, columns) correlation by cell of the left, NaN where nothing changes in either.
    ``matrix``: right small pixels to left small pixels.
    """

    fit: float
    left_share: float
    right_share: float
    changing: float
    line: TimeLine
    cells: NDArray[np.float32]
    matrix: NDArray[np.float64]
    mirrored: bool


def registration_of(left: Described, right: Described, place: Place) -> Registration | None:
    """The best one over the maps of ``place`` (and the bare picture), or None without overlap."""
    best = None
    for matrix, flip in _maps(left, right, place):
        registration = _registration(left, right, matrix, flip)
        if registration is not None and (best is None or _rank(registration) > _rank(best)):
            best = registration
    return best


def _rank(registration: Registration) -> float:
    return registration.fit + max(registration.left_share, registration.right_share)


def _maps(
    left: Described, right: Described, place: Place
) -> list[tuple[NDArray[np.float64], bool]]:
    small, large = shrinking(left), np.linalg.inv(shrinking(right))
    tried = (*place.maps[:2], *place.grounds[:1])
    maps = [(small @ m.matrix @ large, m.mirrored) for m in tried if m.inliers >= 8]
    if not maps and min(_details(left), _details(right)) < FEW_DETAILS:
        height, width = left.small.shape[1:3]
        rows, columns = right.small.shape[1:3]
        plain = np.diag([width / columns, height / rows, 1.0])
        turned = np.array([[-width / columns, 0, width - 1], [0, height / rows, 0], [0, 0, 1.0]])
        maps = [(plain, False), (turned, True)]
    return maps


def _details(shot: Described) -> int:
    """Features of the key frame that holds most."""
    return max((len(key.points) for key in shot.keys), default=0)


def shrinking(shot: Described) -> NDArray[np.float64]:
    """Pixels of the view to small pixels, centre on centre."""
    x, y = shot.small.shape[2] / shot.size[0], shot.small.shape[1] / shot.size[1]
    return np.array([[x, 0, (x - 1) / 2], [0, y, (y - 1) / 2], [0, 0, 1.0]])


def _registration(
    left: Described, right: Described, matrix: NDArray[np.float64], flip: bool
) -> Registration | None:
    one, two, valid = _registered(left, right, matrix)
    if valid.mean() < 0.1:
        return None
    line = _best_line(left, right, one, two, valid)
    if line is None:
        return None
    frames = np.arange(line.first, line.last + 1)
    x = _fine(one[frames])
    y = _fine(_at(two, line.right(frames)))
    return _held(x, y, valid, line, matrix, flip=flip)


def registered(
    left: Described, right: Described, matrix: NDArray[np.float64], frames: NDArray[np.int64]
) -> tuple[NDArray[np.uint8], NDArray[np.bool_]]:
    """Colour frames of the right in the left's grid, uint8 (k, h, w, 3), and where it has picture.

    ``matrix``: float64 (3, 3), right small pixels to left small pixels.
    """
    shape, own = left.small.shape[1:3], right.small.shape[1:3]
    moved = warped_frames((right.small[f] for f in frames), matrix, shape)
    return moved, shown_where(own, matrix, shape)


def _registered(
    left: Described, right: Described, matrix: NDArray[np.float64]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.bool_]]:
    """Grey frames of both in the left's grid, float32 (n, h, w), and where both have picture."""
    import cv2

    shape = left.small.shape[1:3]
    one = np.stack([cv2.cvtColor(f, cv2.COLOR_RGB2GRAY) for f in left.small]).astype(np.float32)
    gray = [cv2.cvtColor(f, cv2.COLOR_RGB2GRAY) for f in right.small]
    two = warped_frames(gray, matrix, shape)
    return one, two.astype(np.float32), shown_where(gray[0].shape, matrix, shape)


def _best_line(
    left: Described,
    right: Described,
    one: NDArray[np.float32],
    two: NDArray[np.float32],
    valid: NDArray[np.bool_],
) -> TimeLine | None:
    """The line of times along which changes from the background agree best.

    Tried with the mean of both medians as background (a trimmed copy has another median) and
    with each side's own (light or colour may have been changed).
    """
    per_second = left.step_seconds / right.step_seconds
    slopes = [s * per_second for s in SPEEDS_TRIED]
    lines = []
    for common in (True, False):
        products = _products(one, two, valid, common=common)
        lines.append(best_line(*products, left.step_seconds, slopes))
    return max(lines, key=lambda found: found[0])[1]


def _products(
    one: NDArray[np.float32], two: NDArray[np.float32], valid: NDArray[np.bool_], *, common: bool
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Products of every left with every right frame's change (n, m), and powers (n,) and (m,)."""
    left = one[:, valid]
    right = two[:, valid]
    gain = left.std() / max(float(right.std()), 1.0)
    right = (right - right.mean()) * gain + left.mean()
    ground = median_in_time(left[:: max(1, len(left) // 25)])
    other = median_in_time(right[:: max(1, len(right) // 25)])
    x = left - (ground + other) / 2 if common else left - ground
    y = right - (ground + other) / 2 if common else right - other
    floor = CHANGE**2 * 0.002 * valid.sum()
    return x @ y.T, (x**2).sum(1) + floor, (y**2).sum(1) + floor


def best_line(
    cross: NDArray[np.float32],
    left_power: NDArray[np.float32],
    right_power: NDArray[np.float32],
    step_seconds: float,
    slopes: list[float],
) -> tuple[float, TimeLine | None]:
    """The straight line of greatest correlation, pooled along it, longer runs preferred.

    ``cross``: float32 (n, m); powers float32 (n,) and (m,). ``slopes``: right frames per left
    frame that are tried. Returns the rank and the line.
    """
    count, other = cross.shape
    least = max(LEAST_SECONDS / step_seconds, LEAST_SHARE * min(count, other), 3)
    best, found = -np.inf, None
    frames = np.arange(count)
    for slope in slopes:
        span = slope * (count - 1)
        low = -span if slope > 0 else 0.0
        high = other - 1 if slope > 0 else other - 1 - span
        starts = np.arange(np.floor(low), np.ceil(high) + 0.25, 0.5)
        at = slope * frames[None] + starts[:, None]
        inside = (at >= -0.01) & (at <= other - 0.99)
        run = inside.sum(1)
        nearest = np.clip(at.round().astype(int), 0, other - 1)
        products = np.where(inside, cross[frames[None], nearest], 0.0).sum(1)
        power = (inside * left_power).sum(1) * np.where(inside, right_power[nearest], 0.0).sum(1)
        score = products / np.sqrt(np.maximum(power, 1e-6))
        score *= np.sqrt(run / (run + 0.25 * min(count, other)))
        score = np.where(run >= least, score - 0.004 * abs(slope - 1), -np.inf)
        top = int(score.argmax())
        if score[top] > best:
            best = float(score[top])
            where = np.flatnonzero(inside[top])
            found = TimeLine(
                slope=slope, start=float(starts[top]), first=int(where[0]), last=int(where[-1])
            )
    return best, found


def _at(frames: NDArray[np.float32], at: NDArray[np.float64]) -> NDArray[np.float32]:
    """Frames at fractional indices: the nearest one, since blending doubles moving edges."""
    return np.asarray(frames[np.clip(at.round().astype(int), 0, len(frames) - 1)])


def _fine(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    """What is finer than a silhouette: two dark figures alike in outline differ here."""
    import cv2

    return np.stack([f - cv2.GaussianBlur(f, (0, 0), FINE_PX) for f in frames])


def _held(
    x: NDArray[np.float32],
    y: NDArray[np.float32],
    valid: NDArray[np.bool_],
    line: TimeLine,
    matrix: NDArray[np.float64],
    *,
    flip: bool,
) -> Registration:
    """Correlate what changes along the aligned run, whole and by cell.

    Noise differs from one copy to the next and says nothing: its power is taken off both sides
    (the correction for attenuation, Spearman 1904).
    """
    x = (x - x.mean(0)) * valid
    y = (y - y.mean(0)) * valid
    cross = _cells(x * y)
    pixels = len(x) * _cells(valid[None].astype(np.float32))
    (left, left_noise), (right, right_noise) = (_without_noise(v, pixels) for v in (x, y))
    gain = np.sqrt(left.sum() / max(float(right.sum()), 1e-6))
    floor = CHANGE**2 * len(x) * CELL**2 * 0.1
    fits = cross / np.sqrt(np.maximum(left * right, floor**2))
    moves_left = left > floor + UNEVEN * left_noise * pixels
    moves_right = (right - UNEVEN * right_noise * pixels) * gain**2 > floor
    shown = np.where(moves_left | moves_right, fits, np.nan).astype(np.float32)
    good = np.clip((fits - 0.5) / 0.35, 0, 1)
    return Registration(
        fit=float(cross.sum() / np.sqrt(max(float(left.sum() * right.sum()), 1e-6))),
        left_share=_share(good, left, moves_left),
        right_share=_share(good, right, moves_right),
        changing=float((moves_left | moves_right).mean()),
        line=line,
        cells=shown,
        matrix=matrix,
        mirrored=flip,
    )


def _without_noise(
    changes: NDArray[np.float32], pixels: NDArray[np.float32]
) -> tuple[NDArray[np.float32], float]:
    """Power by cell without the noise in it, and the noise's power of one pixel in one frame.

    Where everything moves no cell is still: then what of the change is white, that is without
    any likeness of neighbouring pixels, tells the noise (Immerkaer 1996); the lesser counts.
    """
    import cv2

    power = _cells(changes * changes)
    white = np.stack([cv2.filter2D(frame, -1, WHITE) for frame in changes])
    whole = pixels >= pixels.max() / 2
    steady, grain = (
        float(np.percentile((of / np.maximum(pixels, 1))[whole], STEADY))
        for of in (power, _cells(white * white))
    )
    noise = min(max(min(steady, SOFT * grain) - QUIET, 0.0), CHANGE**2)
    return np.maximum(power - noise * pixels, 0.0), noise


def _share(
    good: NDArray[np.float32], power: NDArray[np.float32], moves: NDArray[np.bool_]
) -> float:
    weight = np.sqrt(power) * moves
    return float((good * weight).sum() / weight.sum()) if weight.sum() > 0 else 0.0


def _cells(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Sums over time and cells of CELL x CELL pixels: (n, h, w) -> (h / CELL, w / CELL)."""
    flat = values.sum(0)
    rows, columns = -(-flat.shape[0] // CELL), -(-flat.shape[1] // CELL)
    padded = np.zeros((rows * CELL, columns * CELL), np.float32)
    padded[: flat.shape[0], : flat.shape[1]] = flat
    return np.asarray(padded.reshape(rows, CELL, columns, CELL).sum((1, 3)))
