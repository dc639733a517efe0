"""Tracks and sightings of people made by hand, for tests that need no detector."""

from __future__ import annotations

import numpy as np

from secondtake.model.people import PersonTrack
from secondtake.vision.tiles import Found

__all__ = ["person", "standing"]


def standing(x: float, y: float, *, tall: float = 100.0) -> Found:
    """A person that stands upright with its head at x, y, every point seen."""
    shape = [(0, 0), (-2, -2), (2, -2), (-5, 0), (5, 0), (-14, 16), (14, 16), (-18, 36), (18, 36)]
    shape += [(-18, 54), (18, 54), (-9, 52), (9, 52), (-9, 74), (9, 74), (-9, 95), (9, 95)]
    points = np.ones((17, 3), np.float32)
    points[:, :2] = np.array(shape) * tall / 100 + [x, y]
    low, high = points[:, :2].min(0) - 4, points[:, :2].max(0) + 4
    return Found(points=points, box=np.array([*low, *high], np.float32))


def person(
    name: str,
    *,
    views: int = 0,
    colours: int = 0,
    face: int | None = None,
    start: float = 0.0,
    shot: int = 0,
    poor: str = "",
) -> PersonTrack:
    """A track whose looks, colours and face are each one of a few kinds, by number."""
    histograms = np.zeros((4, 384), np.float32)
    histograms[:, 40 * colours] = 1
    crops = np.zeros((1, 1280), np.float32)
    crops[0, 300 * views : 300 * views + 200] = 200**-0.5
    vector = np.zeros(128, np.float32)
    if face is not None:
        vector[face] = 1
    return PersonTrack(
        id=name,
        exhibit="ab" * 32,
        shot=shot,
        seconds=np.array([start, start + 1.0]),
        boxes=np.full((2, 4), 0.4, np.float32),
        hidden=np.zeros(2, bool),
        quality=0.1 if poor else 0.9,
        poor=poor,
        seen=("upright",),
        histograms=histograms,
        pixels=np.full(4, 400, np.float32),
        build=np.ones(3, np.float32),
        crops=crops,
        face=vector,
        faces=0 if face is None else 3,
        face_px=0.0 if face is None else 60.0,
        faces_by="sface",
    )
