"""What is laid over a film: titles, bars and captions come and go, and the shot goes on."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

__all__ = ["overlaid", "overlaid_share"]

Frame = NDArray[np.uint8]
Boxes = NDArray[np.int32]
"""Of each patch: left, top, width, height and pixels, in small pictures of some 160 pixels."""

PIXEL = 22
"""Change of a pixel, grey levels, from which it shows another thing."""
SAME = 0.75
"""How alike the sides of two patches are that one thing left and came to."""
SMALL = 12
"""Pixels up to which a patch is dust."""
FULL = 0.78
"""Share of its bounding box that a patch fills from which it is a title's: people fill half."""
STRIP = (24, 5)
"""Pixels of a title at least, by which it is freed of what moves beside it."""
SHARP = 0.85
"""Share of its bounding box that such a part fills: what is free of motion has straight sides."""
LINE, TALL = 4.0, 16
"""How many times as wide as tall a line of lettering is at least, and how tall at most, pixels."""
LETTERED = 0.45
"""Share of its bounding box that a line of lettering fills once its letters are joined."""
STROKES = 0.12
"""Edges a pixel along a line of lettering: a letter has two strokes, and is 8 pixels wide."""


def overlaid_share(before: Frame, now: Frame) -> float:
    """Share of the changed pixels that lie in titles, bars and captions that come, go or change."""
    changed = _changed(before, now)
    count = int(changed.sum())
    return float((changed & overlaid(before, now)).sum()) / count if count else 0.0


def overlaid(before: Frame, now: Frame) -> Frame:
    """1 where a title, a bar or a caption came, went or changed, 0 elsewhere, (h, w)."""
    changed = _changed(before, now)
    over = np.zeros_like(changed)
    for left, top, wide, tall in _boxes(changed):
        over[top : top + tall, left : left + wide] = 1
    return over


def _changed(before: Frame, now: Frame) -> Frame:
    """1 where a pixel changed at least a third as much as what changed most."""
    import cv2

    red, green, blue = cv2.split(cv2.absdiff(before, now))
    over: Frame = cv2.max(cv2.max(red, green), blue)
    return (over > max(PIXEL, _reached(over, 0.995) / 3)).astype(np.uint8)


def _boxes(changed: Frame) -> Iterator[tuple[int, int, int, int]]:
    """Left, top, width and height of each title, bar and line of lettering."""
    import cv2

    closed = cv2.morphologyEx(changed, cv2.MORPH_CLOSE, np.ones((3, 7), np.uint8))
    patches = _patches(closed)
    if _moved(patches, changed.shape[1]):
        return
    for patch in patches:
        left, top, wide, tall, size = patch.tolist()
        if size >= FULL * wide * tall or _lettering(changed, patch):
            yield left, top, wide, tall
    # A title is one patch with what moves beside it until it is freed of all that is ragged.
    joined = cv2.morphologyEx(changed, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    strips = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones(STRIP[::-1], np.uint8))
    for left, top, wide, tall, size in _patches(strips).tolist():
        if size >= SHARP * wide * tall:
            yield left, top, wide, tall


def _patches(mask: Frame) -> Boxes:
    """The patches of a mask but for dust, the largest first."""
    import cv2

    boxes = cv2.connectedComponentsWithStats(mask)[2][1:]
    boxes = boxes[boxes[:, cv2.CC_STAT_AREA] > SMALL]
    found: Boxes = boxes[np.argsort(boxes[:, cv2.CC_STAT_AREA], kind="stable")[::-1]]
    return found


def _moved(patches: Boxes, width: int) -> bool:
    """Whether one flat thing left one place and came to another: the two largest are alike.

    Bars along both edges of the picture are alike too, and reach from side to side.
    """
    if len(patches) < 2:
        return False
    first, second = patches[:2, 2:4]
    alike = second / first
    return bool((alike > SAME).all() and (alike < 1 / SAME).all() and first[0] < width)


def _lettering(changed: Frame, patch: NDArray[np.int32]) -> bool:
    """Whether a patch is one line of letters: wide, full once joined, and of many strokes."""
    left, top, wide, tall, size = patch.tolist()
    if tall > TALL or wide < LINE * tall or size < LETTERED * wide * tall:
        return False
    inside = changed[top : top + tall, left : left + wide].astype(np.int8)
    return bool(np.abs(np.diff(inside, axis=1)).sum() > STROKES * wide * tall)


def _reached(values: Frame, share: float) -> int:
    """The grey level that this share of the pixels does not exceed."""
    import cv2

    counts = cv2.calcHist([values], [0], None, [256], [0, 256]).ravel()
    return int(np.searchsorted(np.cumsum(counts), share * values.size))
