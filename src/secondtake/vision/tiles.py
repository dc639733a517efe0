"""One look at one part of a frame: a tile, a tile on its side for who lies, a crop of who hides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.vision.pose import LEAST_SCORE, SIDE_PX, People, detect_people

__all__ = [
    "GRIDS",
    "WHOLE",
    "Found",
    "Glance",
    "around",
    "everybody_in",
    "glances",
    "halves",
    "lies",
    "people_in",
]

GRIDS = ((1, 1), (2, 1), (3, 2), (5, 3))
"""Tiles along the long and the short side at each level: up to 6, 12, 36 and 90 people."""
OVERLAP = 0.16
"""Share of the picture by which neighbouring tiles overlap, so that a person lies whole in one."""
LEAST_SURE = 0.22
"""Mean score of a person's better half of points below which it is furniture or a shadow."""
MOST_SLOPE = 45.0
"""Degrees between the trunk and the horizontal up to which a person in a turned picture lies."""
GROWN = 0.6
"""How much wider than the box of somebody who is awaited the crop is, in its longer side."""

Frame = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Found:
    """One person in one frame: ``points`` float32 (17, 3), ``box`` float32 (4,) x0 y0 x1 y1, px."""

    points: NDArray[np.float32]
    box: NDArray[np.float32]

    @property
    def height(self) -> float:
        """Height of the box, pixels."""
        return float(self.box[3] - self.box[1])

    @property
    def size(self) -> float:
        """The longer side of the box, pixels: who lies is as long as who stands is tall."""
        return float(max(self.box[2:] - self.box[:2]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A part of the frame, pixels, and by how many quarters it is turned before it is looked at."""

    left: int
    top: int
    right: int
    bottom: int
    turn: int = 0


def glances(shape: tuple[int, ...], level: int, turn: int = 0) -> list[Glance]:
    """The tiles of one level of ``GRIDS`` over a frame of ``shape`` (h, w, ...)."""
    height, width = shape[:2]
    along, across = GRIDS[level]
    columns, rows = (along, across) if width >= height else (across, along)
    return [
        Glance(left=left, top=top, right=right, bottom=bottom, turn=turn)
        for top, bottom in _cuts(height, rows)
        for left, right in _cuts(width, columns)
    ]


def around(box: NDArray[np.float32], shape: tuple[int, ...]) -> Glance:
    """The surroundings of a box x0 y0 x1 y1, as far as they are in the frame."""
    margin = GROWN / 2 * float(max(box[2:] - box[:2]))
    low = np.maximum(box[:2] - margin, 0)
    high = np.minimum(box[2:] + margin, [shape[1], shape[0]])
    return Glance(left=int(low[0]), top=int(low[1]), right=int(high[0]), bottom=int(high[1]))


WHOLE = 0
"""The level of ``GRIDS`` that is the whole frame."""


def people_in(rgb: Frame, glance: Glance) -> list[tuple[Found, bool]]:
    """Every person of a part of the frame, in its pixels, and whether an inner border cuts it."""
    shown = _shown(rgb, glance)
    found = []
    for own, box in _rows(detect_people(shown)):
        if np.sort(own[:, 2])[-9:].mean() < LEAST_SURE:
            continue
        straight, edges = _turned_back(own, box, shown.shape, glance.turn)
        if glance.turn and not lies(straight):
            continue
        one = _placed(straight, edges, glance, rgb.shape)
        if one.box[2] - one.box[0] >= 4 and one.box[3] - one.box[1] >= 4 and one.size >= 8:
            found.append((one, _cut(edges, glance, rgb.shape)))
    return found


def everybody_in(
    rgb: Frame,
    glance: Glance,
    *,
    side_px: int = SIDE_PX,
    least_score: float = LEAST_SCORE,
    square: bool = False,
) -> list[Found]:
    """Whoever may be a person in a part of the frame, in its pixels: nobody is left out.

    For redaction, where a person missed costs more than furniture blurred. Boxes may reach out of
    the frame. The settings are those of ``detect_people``.
    """
    shown = _shown(rgb, glance)
    seen = detect_people(shown, side_px=side_px, least_score=least_score, square=square)
    found = []
    for own, box in _rows(seen):
        straight, edges = _turned_back(own, box, shown.shape, glance.turn)
        points, place = _shifted(straight, edges, glance)
        found.append(Found(points=points, box=place))
    return found


def halves(shape: tuple[int, ...]) -> list[Glance]:
    """The two overlapping halves, side by side, of a frame in which people may be small."""
    height, width = shape[:2]
    if width < 1.2 * height or width < 400:
        return []
    part = int(width * 0.58)
    return [
        Glance(left=left, top=0, right=left + part, bottom=height) for left in (0, width - part)
    ]


def _shown(rgb: Frame, glance: Glance) -> Frame:
    tile = rgb[glance.top : glance.bottom, glance.left : glance.right]
    return np.ascontiguousarray(np.rot90(tile, glance.turn)) if glance.turn else tile


def _rows(people: People) -> Iterator[tuple[NDArray[np.float32], NDArray[np.float32]]]:
    return zip(people.points, people.boxes, strict=True)


def _cuts(length: int, parts: int) -> list[tuple[int, int]]:
    size = min(1.0, 1 / parts + (OVERLAP if parts > 1 else 0))
    starts = np.linspace(0, 1 - size, parts)
    return [(round(s * length), round((s + size) * length)) for s in starts]


def _turned_back(
    points: NDArray[np.float32], box: NDArray[np.float32], shape: tuple[int, ...], turn: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Points and box in the tile before it was turned by quarters, against the clock."""
    own, ends = points.copy(), box.reshape(2, 2).copy()
    height, width = shape[:2]
    for _ in range(turn):
        for rows in (own, ends):
            rows[:, :2] = np.stack([height - rows[:, 1], rows[:, 0]], 1)
        height, width = width, height
    return own, np.concatenate([ends.min(0), ends.max(0)])


def lies(points: NDArray[np.float32]) -> bool:
    if min(points[[5, 6], 2].max(), points[[11, 12], 2].max()) < LEAST_SURE:
        return False
    along = points[[5, 6], :2].mean(0) - points[[11, 12], :2].mean(0)
    return bool(np.degrees(np.arctan2(abs(along[1]), abs(along[0]) + 1e-6)) < MOST_SLOPE)


def _placed(
    points: NDArray[np.float32], box: NDArray[np.float32], glance: Glance, shape: tuple[int, ...]
) -> Found:
    moved, place = _shifted(points, box, glance)
    limits = np.array([shape[1], shape[0]] * 2, np.float32)
    return Found(points=moved, box=np.clip(place, 0, limits).astype(np.float32))


def _shifted(
    points: NDArray[np.float32], box: NDArray[np.float32], glance: Glance
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """From pixels of the tile to pixels of the frame."""
    shift = np.array([glance.left, glance.top], np.float32)
    moved = points.copy()
    moved[:, :2] += shift
    return moved, box + np.tile(shift, 2)


def _cut(box: NDArray[np.float32], glance: Glance, shape: tuple[int, ...]) -> bool:
    wide, high = glance.right - glance.left, glance.bottom - glance.top
    return bool(
        (glance.left > 0 and box[0] < 0.02 * wide)
        or (glance.top > 0 and box[1] < 0.02 * high)
        or (glance.right < shape[1] and box[2] > 0.98 * wide)
        or (glance.bottom < shape[0] and box[3] > 0.98 * high)
    )
