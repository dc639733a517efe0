"""How alike every two followed people are: clothing by part, views, build and face."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.model.people import PersonTrack
from secondtake.vision.person_appearance import BUILD_SPREAD, LEAST_PIXELS, blurred, mean_person

__all__ = ["CLOTHED", "Likeness", "Measured"]

CLOTHED = (1, 2, 3)
"""Which of PARTS clothing covers: upper body, arms, legs; the head's colours are hair and skin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """Measures of two tracks; NaN where they cannot be had.

    ``parts``: overlap of colours of each of PARTS, 0 to 1. ``clothing``: their mean over what
    clothing covers, weighted by size, 0 to 1. ``views``: -1 to 1, of the views that fit best,
    relative to the mean person. ``build``: 0 to 1 over shoulder, hip and leg ratios. ``face``:
    cosine of the mean face vectors, -1 to 1, which ``faces_by`` described.
    """

    parts: tuple[float, ...]
    clothing: float
    views: float
    build: float
    face: float
    faces_by: str


class Measured:
    """Tracks made ready once, so that each of their many pairs costs little."""

    def __init__(self, tracks: tuple[PersonTrack, ...]) -> None:
        self.tracks = tracks
        self._colours = [
            np.sqrt([blurred(h) if h.any() else np.zeros(len(h)) for h in t.histograms])
            for t in tracks
        ]
        self._views = [_centred(t.crops) for t in tracks]

    def likeness(self, left: int, right: int) -> Likeness:
        """Measure two of the tracks, by their places; left and right may be swapped."""
        one, two = self.tracks[left], self.tracks[right]
        seen = np.minimum(one.pixels, two.pixels) >= LEAST_PIXELS
        parts = (self._colours[left] * self._colours[right]).sum(1)
        parts = np.where(seen & (parts > 0), parts, np.nan)
        worn = list(CLOTHED)
        weight = np.sqrt(np.minimum(one.pixels, two.pixels))[worn] * ~np.isnan(parts[worn])
        clothing = float("nan")
        if weight.any():
            clothing = float((np.nan_to_num(parts[worn]) * weight).sum() / weight.sum())
        return Likeness(
            parts=tuple(float(p) for p in parts),
            clothing=clothing,
            views=_best_views(self._views[left], self._views[right]),
            build=_build(one.build, two.build),
            face=_faces(one, two),
            faces_by=one.faces_by,
        )


def _faces(left: PersonTrack, right: PersonTrack) -> float:
    if not (left.faces and right.faces) or left.faces_by != right.faces_by:
        return float("nan")
    return float(left.face @ right.face)


def _build(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = np.abs(np.log(left) - np.log(right)) / BUILD_SPREAD
    known = np.isfinite(gap)
    return float(np.exp(-0.5 * np.mean(gap[known] ** 2))) if known.any() else float("nan")


def _best_views(left: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """Mean cosine of each view with the likest of the other track."""
    if not len(left) or not len(right):
        return float("nan")
    cosine = left @ right.T
    return float((cosine.max(0).mean() + cosine.max(1).mean()) / 2)


def _centred(vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    rows = vectors.astype(np.float64) - mean_person()
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6))
