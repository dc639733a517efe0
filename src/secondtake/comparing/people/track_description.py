"""Describes a followed person: clothing by part, build, views, a face where one fits, its doing."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.people.face_embedding import MODEL, face_vector
from secondtake.comparing.people.interactions import LYING, slope
from secondtake.comparing.people.tracklet import Look, Path
from secondtake.model.film_key import exhibit_of, stream_of
from secondtake.model.people import PersonTrack
from secondtake.vision.clothing import BINS, PARTS
from secondtake.vision.person_embedding import person_crops

__all__ = ["LEAST_QUALITY", "LEAST_SEEN", "track"]

LEAST_SEEN = 3
"""Sightings under which a track is noise of the detector and is dropped."""
SELDOM = 0.8
"""Median seconds between two sightings from which on it is noise too."""
LEAST_QUALITY = 0.25
"""Quality (0 to 1) under which a track is not compared."""
GOOD_PX = 120.0
"""Height of a person, pixels, from which size no longer limits comparing."""
LEAST_TALL_PX = 40.0
"""Height of a person, pixels, under which nothing of it is compared."""
GOOD_POINT = 0.55
"""Mean score of keypoints of a person seen well."""
MOST_FACES = 6


def track(
    path: Path, *, id: str, film: str, shot: int, size: tuple[int, int], faces: str = MODEL
) -> PersonTrack | None:
    """The record of a followed person, or None when it was seen too seldom to be one.

    ``film``: the film's key. ``size``: width and height of the frames, pixels. ``faces``: what
    describes them.
    """
    if len(path.seconds) < LEAST_SEEN or np.median(np.diff(path.seconds)) > SELDOM:
        return None
    looks = path.best()
    tall = float(np.median([b[3] - b[1] for b in path.boxes]))
    sure = float(np.median([p[:, 2].mean() for p in path.points]))
    quality, poor = _quality(tall, sure)
    comparable = not poor
    parts = np.stack([v.appearance.histograms for v in looks]).astype(np.float64)
    pixels = np.stack([v.appearance.pixels for v in looks]).astype(np.float64)
    face, count, face_px = (
        _face(looks, faces) if comparable else (np.zeros(128, np.float32), 0, 0.0)
    )
    instants = sorted(
        [(at, False, box) for at, box in zip(path.seconds, path.boxes, strict=True)]
        + [(at, True, box) for at, box in path.filled],
        key=lambda one: one[:2],
    )
    return PersonTrack(
        id=id,
        exhibit=exhibit_of(film),
        stream=stream_of(film),
        shot=shot,
        seconds=np.array([at for at, _, _ in instants], np.float64),
        boxes=_boxes([box for _, _, box in instants], size),
        hidden=np.array([hidden for _, hidden, _ in instants], bool),
        quality=quality,
        poor=poor,
        seen=_seen(path),
        histograms=_summed(parts, pixels),
        pixels=pixels.mean(0).astype(np.float32),
        build=_median([v.appearance.build for v in looks]),
        crops=_crops(looks) if comparable else np.zeros((0, 1280), np.float32),
        face=face,
        faces=count,
        face_px=face_px,
        faces_by=faces,
    )


def _quality(tall: float, sure: float) -> tuple[float, str]:
    quality = min(1.0, tall / GOOD_PX) * min(1.0, sure / GOOD_POINT)
    if tall < LEAST_TALL_PX:
        return quality, f"only {tall:.0f} pixels tall"
    if quality < LEAST_QUALITY:
        return quality, f"{tall:.0f} pixels tall and few pose keypoints are visible"
    return quality, ""


def _boxes(boxes: list[NDArray[np.float32]], size: tuple[int, int]) -> NDArray[np.float32]:
    corners = np.stack(boxes)
    sides = np.concatenate([corners[:, :2], corners[:, 2:] - corners[:, :2]], 1)
    return np.asarray(sides / np.tile(size, 2), np.float32)


def _summed(parts: NDArray[np.float64], pixels: NDArray[np.float64]) -> NDArray[np.float32]:
    """Histograms of all looks, those with more pixels weighing more."""
    mixed = (parts * pixels[:, :, None]).sum(0)
    out = mixed / np.maximum(mixed.sum(1, keepdims=True), 1e-9)
    return np.asarray(out.reshape(len(PARTS), int(np.prod(BINS))), np.float32)


def _median(builds: list[NDArray[np.float32]]) -> NDArray[np.float32]:
    table = np.stack(builds)
    known = ~np.isnan(table)
    return np.array(
        [np.median(table[known[:, i], i]) if known[:, i].any() else np.nan for i in range(3)],
        np.float32,
    )


def _crops(looks: list[Look]) -> NDArray[np.float32]:
    rows = [person_crops(v.rgb[None], v.person, 1).vectors for v in looks]
    return np.concatenate(rows).astype(np.float32)


def _face(looks: list[Look], by: str) -> tuple[NDArray[np.float32], int, float]:
    vectors, widths = [], []
    for view in sorted(looks, key=lambda v: -v.sure):
        found = None if view.head is None else face_vector(view.head, view.head_scale, by)
        if found is not None:
            vectors.append(found[0])
            widths.append(found[1])
        if len(vectors) == MOST_FACES:
            break
    if not vectors:
        return np.zeros(128, np.float32), 0, 0.0
    mean = np.mean(vectors, axis=0)
    unit = mean / max(float(np.linalg.norm(mean)), 1e-6)
    return unit.astype(np.float32), len(vectors), float(np.median(widths))


def _seen(path: Path) -> tuple[str, ...]:
    """What keypoints show of the whole track: upright or lying, arms raised, moving along."""
    told = []
    people = np.stack(path.points)
    lying = [slope(p) for p in people]
    known = [s for s in lying if s is not None]
    if known:
        told.append("lying" if float(np.median(known)) < LYING else "upright")
    raised = [_raised(p) for p in people]
    if "lying" not in told and np.mean(raised) > 0.4:
        told.append("a hand above the shoulders")
    middles = np.stack([(b[:2] + b[2:]) / 2 for b in path.boxes])
    tall = float(np.median([b[3] - b[1] for b in path.boxes]))
    moved = float(np.hypot(*(middles[-1] - middles[0]))) / max(tall, 1.0)
    seconds = path.seconds[-1] - path.seconds[0]
    if moved > 0.7 and seconds > 0:
        told.append("moving across the picture")
    return tuple(told)


def _raised(points: NDArray[np.float32]) -> bool:
    return any(
        min(points[hand, 2], points[shoulder, 2]) > 0.25 and points[hand, 1] < points[shoulder, 1]
        for hand, shoulder in ((9, 5), (10, 6))
    )
