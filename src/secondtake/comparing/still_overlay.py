"""Two stills laid over each other for a person to look at: half of each, or where they differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.differences.heatmap import FLOOR, overlay, still_map
from secondtake.model.enums import OverlayMode
from secondtake.model.findings import Box
from secondtake.vision.warp import shown_where, warped

__all__ = ["LaidOver", "SeenStill", "aligned_box", "laid_over"]

Picture = NDArray[np.uint8]

OUTSIDE = 0.3
"""Brightness of the left still where the right one has no picture."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SeenStill:
    """A still to be laid: ``raw`` as filmed, which is compared and never shown; ``shown`` as it
    may be; ``covered`` where the two differ. uint8 (h, w, 3) RGB twice, bool (h, w).
    """

    raw: Picture
    shown: Picture
    covered: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class LaidOver:
    """Two stills as one picture, uint8 (h, w, 3) RGB, at the left one's size.

    ``mapped``: details of both led to the map they are laid by; else the right one was only
    brought to the left one's size, and differences may be of the standpoint alone. ``floor``: the
    loss of structure, 0 to 1, that compression alone leaves; a difference below it is not shown.
    """

    rgb: Picture
    mapped: bool
    floor: float = FLOOR


def laid_over(
    left: SeenStill, right: SeenStill, mode: OverlayMode, *, mirrored: bool = False
) -> LaidOver:
    """The right still laid on the left one; ``mirrored``: it is turned left to right before.

    A blend is half of each, the left one darkened where there is no right. A difference is that
    of ``overlay``, its scale in the margin below.
    """
    if mirrored:
        right = _turned(right)
    theirs = right.raw
    found = still_map(left.raw, theirs)
    matrix = _to_size(theirs, left.raw) if found is None else found
    if mode == OverlayMode.DIFFERENCE:
        rgb = overlay(
            left.raw, theirs, shown=left.shown, covered=(left.covered, right.covered), matrix=matrix
        )
        assert rgb is not None  # it is None only where it has to find the map itself
    else:
        rgb = _blend(left.shown, right.shown, matrix)
    return LaidOver(rgb=rgb, mapped=found is not None)


def aligned_box(left: Picture, right: Picture, box: Box, *, mirrored: bool = False) -> Box | None:
    """Where in the right still lies what a box of the left one frames, by details both show.

    uint8 (h, w, 3) RGB; ``mirrored``: the right one shows left what the left one shows right. The
    upright box around the four mapped corners, cut to the picture; None where no map was found,
    where it turns the picture over, or where less than half of the box is in the right still.
    """
    seen = np.ascontiguousarray(right[:, ::-1]) if mirrored else right
    found = still_map(left, seen)
    if found is None or np.linalg.det(found[:, :2]) <= 0:
        return None
    x, y, width, height = box
    corners = np.array([[x, y], [x + width, y], [x, y + height], [x + width, y + height]])
    pixels = corners * (left.shape[1], left.shape[0])
    # The map leads from the right still's pixels to the left one's.
    there = np.linalg.solve(found[:, :2], (pixels - found[:, 2]).T).T
    there /= (right.shape[1], right.shape[0])
    if mirrored:
        there[:, 0] = 1 - there[:, 0]
    low, high = there.min(axis=0), there.max(axis=0)
    cut_low, cut_high = np.clip(low, 0, 1), np.clip(high, 0, 1)
    if np.prod(cut_high - cut_low) < np.prod(high - low) / 2:
        return None
    size = cut_high - cut_low
    return float(cut_low[0]), float(cut_low[1]), float(size[0]), float(size[1])


def _blend(left: Picture, right: Picture, matrix: NDArray[np.float64]) -> Picture:
    there = shown_where(right.shape, matrix, left.shape)[..., None]
    moved = warped(right, matrix, left.shape).astype(np.uint16)
    both = ((left + moved + 1) // 2).astype(np.uint8)
    return np.where(there, both, (OUTSIDE * left).astype(np.uint8))


def _to_size(right: Picture, left: Picture) -> NDArray[np.float64]:
    """The right still stretched to the left one's size; pixel centres on pixel centres."""
    across, down = left.shape[1] / right.shape[1], left.shape[0] / right.shape[0]
    return np.array([[across, 0, (across - 1) / 2], [0, down, (down - 1) / 2]])


def _turned(still: SeenStill) -> SeenStill:
    return SeenStill(
        raw=np.ascontiguousarray(still.raw[:, ::-1]),
        shown=np.ascontiguousarray(still.shown[:, ::-1]),
        covered=np.ascontiguousarray(still.covered[:, ::-1]),
    )
