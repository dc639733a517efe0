"""Colours of people by body part: what clothing, hair and skin look like through a shot."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from secondtake.vision.pose import Person

__all__ = [
    "LEAST_POINT",
    "PARTS",
    "Appearance",
    "appearances",
    "colour_histogram",
    "looked_at",
    "part_masks",
]

PARTS = ("head", "upper body", "arms", "legs")
"""Person parts, head to foot, in the order of all arrays by part."""
LEAST_POINT = 0.25
"""Least score (0 to 1) of a keypoint to draw a part from it."""
BINS = (6, 8, 8)
"""Bins of lightness and of the two colour axes of CIE Lab."""
MOST_LOOKS = 24
"""Frames of a track whose colours are taken: clothing does not change faster."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Appearance:
    """How one person looks, part by part.

    ``frames``: int64 (k,), which of the person's rows were looked at. ``lab``: float32
    (k, parts, 3), median CIE Lab colour (L 0-100), NaN where the part is not seen.
    ``histograms``: float32 (parts, bins), over all frames, each sums to 1 or to 0 when never
    seen. ``pixels``: float32 (parts,), mean pixels of the part. ``build``: float32 (3,),
    shoulder width, hip width and leg length over trunk length, NaN where unseen.
    """

    frames: NDArray[np.int64]
    lab: NDArray[np.float32]
    histograms: NDArray[np.float32]
    pixels: NDArray[np.float32]
    build: NDArray[np.float32]


def appearances(rgb: NDArray[np.uint8], people: tuple[Person, ...]) -> tuple[Appearance, ...]:
    """The looks of every person in the frames uint8 (n, h, w, 3)."""
    return tuple(_appearance(rgb, person) for person in people)


def _appearance(rgb: NDArray[np.uint8], person: Person) -> Appearance:
    import cv2

    rows = looked_at(person)
    lab = np.full((len(rows), len(PARTS), 3), np.nan, np.float32)
    histograms = np.zeros((len(PARTS), int(np.prod(BINS))), np.float64)
    pixels = np.zeros(len(PARTS), np.float64)
    for at, row in enumerate(rows):
        frame = rgb[person.frames[row]]
        for part, mask in enumerate(part_masks(person.points[row], frame.shape[:2])):
            shown = frame[mask].astype(np.float32) / 255
            if len(shown) < 8:
                continue
            seen = cv2.cvtColor(shown[None], cv2.COLOR_RGB2LAB)[0]
            lab[at, part] = np.median(seen, axis=0)
            histograms[part] += colour_histogram(seen)
            pixels[part] += len(seen) / len(rows)
    totals = histograms.sum(1, keepdims=True)
    return Appearance(
        frames=rows,
        lab=lab,
        histograms=(histograms / np.maximum(totals, 1e-9)).astype(np.float32),
        pixels=pixels.astype(np.float32),
        build=_build(person.points),
    )


def looked_at(person: Person) -> NDArray[np.int64]:
    """Rows of a person, evenly spread, at most ``MOST_LOOKS``: int64 (k,)."""
    count = len(person.frames)
    return np.unique(np.linspace(0, count - 1, min(count, MOST_LOOKS)).round().astype(np.int64))


def part_masks(
    points: NDArray[np.float32], shape: tuple[int, int]
) -> tuple[NDArray[np.bool_], ...]:
    """Where the parts of one person are: a bool (h, w) for each of ``PARTS``.

    ``points``: float32 (17, 3). Parts whose points are not seen give empty masks.
    """
    import cv2

    xy, seen = points[:, :2], points[:, 2] >= LEAST_POINT
    masks = [np.zeros(shape, np.uint8) for _ in PARTS]
    trunk = _trunk(points)
    thick = max(2, round(trunk * 0.22))
    face = [i for i in range(5) if seen[i]]
    if len(face) >= 2 and trunk > 0:
        centre = xy[face].mean(0)
        axes = (max(2, round(trunk * 0.2)), max(2, round(trunk * 0.26)))
        cv2.ellipse(masks[0], _pixel(centre), axes, 0, 0, 360, 1, -1)
    if seen[[5, 6]].all() and seen[[11, 12]].any():
        hips = xy[[12, 11]] if seen[[11, 12]].all() else _hips(xy, seen)
        outline = np.concatenate([xy[[5, 6]], hips]).round().astype(np.int32)
        cv2.fillConvexPoly(masks[1], cv2.convexHull(outline), 1)
    for part, chains in ((2, ((5, 7, 9), (6, 8, 10))), (3, ((11, 13, 15), (12, 14, 16)))):
        for chain in chains:
            for one, two in pairwise(chain):
                if seen[one] and seen[two]:
                    cv2.line(masks[part], _pixel(xy[one]), _pixel(xy[two]), 1, thick)
    return tuple(mask.astype(bool) for mask in masks)


def _pixel(point: NDArray[np.float32]) -> tuple[int, int]:
    x, y = np.clip(point, -4096, 4096).round()
    return int(x), int(y)


def _hips(xy: NDArray[np.float32], seen: NDArray[np.bool_]) -> NDArray[np.float32]:
    hip, shoulder = (11, 5) if seen[11] else (12, 6)
    across = xy[6] - xy[5] if shoulder == 5 else xy[5] - xy[6]
    return np.stack([xy[hip] + across, xy[hip]])


def _trunk(points: NDArray[np.float32]) -> float:
    """Length from the middle of the shoulders to the middle of the hips, in pixels; 0 if unseen."""
    seen = points[:, 2] >= LEAST_POINT
    shoulders, hips = [i for i in (5, 6) if seen[i]], [i for i in (11, 12) if seen[i]]
    if shoulders and hips:
        between = points[shoulders, :2].mean(0) - points[hips, :2].mean(0)
        return float(np.hypot(*between))
    if seen[5] and seen[6]:
        return float(np.hypot(*(points[5, :2] - points[6, :2]))) * 1.3
    return 0.0


def colour_histogram(lab: NDArray[np.float32]) -> NDArray[np.float64]:
    """Shares of the pixels float32 (n, 3), CIE Lab, in each of BINS: float64 (bins,), sum 1."""
    low, high = np.array([0, -60, -60], np.float32), np.array([100, 60, 60], np.float32)
    unit = np.clip((lab - low) / (high - low), 0, 0.9999)
    cell = (unit * np.array(BINS, np.float32)).astype(np.int64)
    flat = (cell[:, 0] * BINS[1] + cell[:, 1]) * BINS[2] + cell[:, 2]
    return np.bincount(flat, minlength=int(np.prod(BINS))).astype(np.float64) / len(lab)


def _build(points: NDArray[np.float32]) -> NDArray[np.float32]:
    """Medians over frames of shoulder width, hip width and leg length over trunk length."""
    legs = np.stack([_leg(points, 11), _leg(points, 12)])
    table = np.stack([_gaps(points, 5, 6), _gaps(points, 11, 12), np.nanmax(_filled(legs), axis=0)])
    trunk = np.array([_trunk(person) for person in points], np.float64)
    table = np.where(trunk > 0, table / np.maximum(trunk, 1e-6), np.nan)
    known = ~np.isnan(table) & (table > 0)
    return np.array(
        [
            np.median(row[sure]) if sure.any() else np.nan
            for row, sure in zip(table, known, strict=True)
        ],
        np.float32,
    )


def _filled(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Zero where no row of a column is known, so that its maximum is defined."""
    return np.where(np.isnan(rows).all(0), 0.0, rows)


def _leg(points: NDArray[np.float32], hip: int) -> NDArray[np.float64]:
    return _gaps(points, hip, hip + 2) + _gaps(points, hip + 2, hip + 4)


def _gaps(points: NDArray[np.float32], one: int, two: int) -> NDArray[np.float64]:
    """Distance of two keypoints in every frame, float64 (k,), NaN where either is not seen."""
    seen = np.minimum(points[:, one, 2], points[:, two, 2]) >= LEAST_POINT
    between = (points[:, one, :2] - points[:, two, :2]).astype(np.float64)
    return np.where(seen, np.hypot(between[:, 0], between[:, 1]), np.nan)
