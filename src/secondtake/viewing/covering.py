"""How a place is made unreadable: averaged to a few cells, within a box or an oval that fades."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Patch", "Region", "cover", "region"]

Frame = NDArray[np.uint8]
Region = tuple[int, int, int, int]
"""x, y, width, height in pixels of the picture: of an oval, the box around it."""

CORE = 0.85
"""Share of an oval's half width within which nothing of the picture shows through; from there to
its edge the picture comes back, so that no edge draws the eye. A box is hidden to its edge."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A place to cover, pixels; it may reach out of the picture.

    ``cells``: along its longer side, that are left of it. ``oval``: the oval in the box, as a head
    is, and not the box.
    """

    x: float
    y: float
    w: float
    h: float
    cells: int
    oval: bool = False


def region(patch: Patch, shape: tuple[int, ...]) -> Region | None:
    """The whole pixels of a picture of ``shape`` (h, w, ...) that a patch touches."""
    left, top = max(0, int(patch.x)), max(0, int(patch.y))
    right = min(shape[1], int(patch.x + patch.w) + 1)
    bottom = min(shape[0], int(patch.y + patch.h) + 1)
    return (left, top, right - left, bottom - top) if right > left and bottom > top else None


def cover(picture: Frame, patch: Patch, *, of: Frame) -> None:
    """Average what a patch holds to a few cells and blur those, in place: no face is left.

    ``of``: the same picture before anything was covered, as patches overlap and should not be
    averaged twice.
    """
    import cv2

    place = region(patch, picture.shape)
    if place is None:
        return
    x, y, w, h = place
    few = tuple(
        max(1, min(side, round(patch.cells * side / max(patch.w, patch.h)))) for side in (w, h)
    )
    coarse = cv2.resize(of[y : y + h, x : x + w], few, interpolation=cv2.INTER_AREA)
    laid = cv2.resize(coarse, (w, h), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    seen = picture[y : y + h, x : x + w]
    share = _opacity(patch, place)[..., None] if patch.oval else 1.0
    picture[y : y + h, x : x + w] = np.rint(seen + share * (laid - seen)).astype(np.uint8)


def _opacity(patch: Patch, place: Region) -> NDArray[np.float32]:
    """How far each pixel of a region is hidden by an oval, float32 (h, w), 0 to 1."""
    x, y, w, h = place
    across = np.abs((np.arange(x, x + w) + 0.5 - patch.x) * 2 / patch.w - 1)
    down = np.abs((np.arange(y, y + h) + 0.5 - patch.y) * 2 / patch.h - 1)[:, None]
    return np.asarray(np.clip((1 - np.hypot(across, down)) / (1 - CORE), 0, 1), np.float32)
