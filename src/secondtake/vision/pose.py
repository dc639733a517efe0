"""Finds people's keypoints in every frame and links them into tracks; nobody is named."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondtake import weights
from secondtake.vision.boxes import areas, iou

__all__ = [
    "LEAST_SCORE",
    "MODEL",
    "SIDE_PX",
    "People",
    "Person",
    "detect_people",
    "find_people",
    "link_people",
]

MODEL = "movenet_multipose"
SIDE_PX = 320
"""Long side given to the model: 256 loses people under 60 px, 512 costs three times as much."""
LEAST_SCORE = 0.2
"""Least score of a person (0 to 1): below it the model draws people into furniture."""
MOST_KNOWN = 32
"""Runs of the model whose answer is kept: those of one picture and its parts, 1.3 kB each."""
_lately: dict[tuple[tuple[int, ...], bytes], NDArray[np.float32]] = {}
_guard = threading.Lock()
MOST_TRACKS = 4
"""How many people of a shot are followed, the largest and longest seen first."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Person:
    """One person unbroken through a shot.

    ``frames``: int64 (k,), rising, which frames of the shot. ``points``: float32 (k, 17, 3), x, y
    in pixels of the view and score 0 to 1, COCO order. ``boxes``: float32 (k, 4), x0, y0, x1, y1.
    """

    frames: NDArray[np.int64]
    points: NDArray[np.float32]
    boxes: NDArray[np.float32]

    @property
    def height_px(self) -> float:
        """Median height of the boxes, in pixels of the view."""
        return float(np.median(self.boxes[:, 3] - self.boxes[:, 1]))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class People:
    """The people of one picture.

    ``points``: float32 (n, 17, 3), x, y in pixels and score 0 to 1, COCO order. ``boxes``:
    float32 (n, 4), x0, y0, x1, y1 in pixels; they may reach out of the picture. ``scores``:
    float32 (n,), 0 to 1, of each person.
    """

    points: NDArray[np.float32]
    boxes: NDArray[np.float32]
    scores: NDArray[np.float32]


def detect_people(
    rgb: NDArray[np.uint8],
    *,
    side_px: int = SIDE_PX,
    least_score: float = LEAST_SCORE,
    square: bool = False,
) -> People:
    """Up to six people of one picture, uint8 (h, w, 3): whoever looks for people asks here.

    ``side_px``: the long side given to the model, a multiple of 32. ``least_score``: of a person,
    0 to 1. ``square``: on a square ground, and shrunk without averaging, which shows the model
    other people than the least ground that holds the picture. Source: MoveNet multipose lightning
    (Google, 2021).
    """
    import cv2

    height, width = rgb.shape[:2]
    scale = side_px / max(height, width)
    inner = (max(1, round(width * scale)), max(1, round(height * scale)))
    outer = (side_px, side_px) if square else (-(-inner[1] // 32) * 32, -(-inner[0] // 32) * 32)
    how = cv2.INTER_AREA if scale < 1 and not square else cv2.INTER_LINEAR
    canvas = np.zeros((1, *outer, 3), np.uint8)
    canvas[0, : inner[1], : inner[0]] = cv2.resize(rgb, inner, interpolation=how)
    raw = _raw(canvas)
    return _people(raw[raw[:, 55] >= least_score], outer, scale)


def _raw(canvas: NDArray[np.uint8]) -> NDArray[np.float32]:
    """What the model says of a canvas, uint8 (1, h, w, 3): float32 (6, 56).

    Looks at one picture that differ in the least score only, one after the other, run it once.
    """
    key = canvas.shape, hashlib.sha256(canvas.tobytes()).digest()
    with _guard:
        known = _lately.get(key)
    if known is None:
        session = weights.session(MODEL)
        fed = {session.get_inputs()[0].name: canvas.astype(np.int32)}
        known = np.asarray(session.run(None, fed)[0][0], np.float32)
        with _guard:
            _lately[key] = known
            while len(_lately) > MOST_KNOWN:
                del _lately[next(iter(_lately))]
    return known


def find_people(rgb: NDArray[np.uint8]) -> list[tuple[NDArray[np.float32], NDArray[np.float32]]]:
    """Keypoints of up to six people in each frame.

    ``rgb``: uint8 (n, h, w, 3). Returns per frame points float32 (p, 17, 3) and boxes
    float32 (p, 4) in pixels of the frame.
    """
    found = (detect_people(frame) for frame in rgb)
    return [(people.points, people.boxes) for people in found]


def _people(raw: Any, outer: tuple[int, int], scale: float) -> People:
    kept = raw.astype(np.float32)
    points = kept[:, :51].reshape(-1, 17, 3)[:, :, [1, 0, 2]]
    points = points * np.array([outer[1] / scale, outer[0] / scale, 1.0], np.float32)
    boxes = kept[:, [52, 51, 54, 53]]
    extent = np.array([outer[1], outer[0], outer[1], outer[0]], np.float32)
    return People(points=points, boxes=boxes * extent / np.float32(scale), scores=kept[:, 55])


def link_people(
    found: list[tuple[NDArray[np.float32], NDArray[np.float32]]], frames: NDArray[np.int64]
) -> tuple[Person, ...]:
    """Tracks of the people found frame by frame, the largest and longest seen first.

    ``frames``: int64, which frame of the shot each entry of ``found`` is.

    A person is the same as one of the frame before (or of up to five before) when their boxes
    overlap most; tracks seen in fewer than three frames are dropped.
    """
    open_tracks: list[list[tuple[int, int]]] = []
    for at, (_, boxes) in enumerate(found):
        free = set(range(len(boxes)))
        recent = [track for track in open_tracks if at - track[-1][0] <= 5]
        pairs = [
            (iou(found[track[-1][0]][1][track[-1][1]], boxes[who]), order, who)
            for order, track in enumerate(recent)
            for who in free
        ]
        taken: set[int] = set()
        for overlap, order, who in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
            if overlap > 0.2 and who in free and order not in taken:
                recent[order].append((at, who))
                free.discard(who)
                taken.add(order)
        open_tracks.extend([(at, who)] for who in sorted(free))
    people = [_person(found, frames, track) for track in open_tracks if len(track) >= 3]
    people.sort(key=lambda b: -float(np.sqrt(areas(b.boxes)).sum()))
    return tuple(people[:MOST_TRACKS])


def _person(
    found: list[tuple[NDArray[np.float32], NDArray[np.float32]]],
    frames: NDArray[np.int64],
    track: list[tuple[int, int]],
) -> Person:
    return Person(
        frames=frames[[at for at, _ in track]],
        points=np.stack([found[at][0][who] for at, who in track]),
        boxes=np.stack([found[at][1][who] for at, who in track]),
    )
