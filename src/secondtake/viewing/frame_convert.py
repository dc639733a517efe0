"""A decoded frame's pictures: shrunk plane by plane, turned upright, in the colours it was made in.

Shrinking luma and chroma before they are mixed to RGB touches each decoded byte once; converting
first and shrinking then would write the whole picture as RGB to throw most of it away.
Of an interlaced picture one field is seen: both were filmed at different moments, and together
they show what moves twice.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Pictures"]

Frame = NDArray[np.uint8]

PLANAR = {
    f"{name}{depth}": bits
    for name in ("yuv420p", "yuv422p", "yuv444p", "yuv440p", "yuv411p", "yuv410p")
    for depth, bits in (("", 8), ("10le", 10), ("12le", 12))
} | {"yuvj420p": 8, "yuvj422p": 8, "yuvj444p": 8, "yuvj440p": 8}
"""Pixel formats of three planes, luma and two of chroma -> bits a sample. Others take swscale."""

WEIGHTS = {1: (0.2126, 0.0722), 9: (0.2627, 0.0593), 10: (0.2627, 0.0593), 7: (0.212, 0.087)}
"""Colour matrix by its number in ITU-T H.273 -> weights of red and blue in luma."""
WEIGHTS_601 = (0.299, 0.114)
UNKNOWN = 2
SWSCALE = {1: "ITU709", 7: "SMPTE240M", 9: "DEFAULT", 10: "DEFAULT"}
"""The same matrices by the names PyAV has for them."""
MANY_LINES = 6
"""Lines to one of the shrunk picture from which half of them are left out."""
HD_HEIGHT = 577
"""Height from which a film that does not name its matrix is taken for BT.709, as players do."""


class Pictures:
    """Makes the small and the large picture of each frame, at sizes fixed by the first frame.

    ``ratio``: width of a pixel over its height, or None. ``side``, ``small_side``: long sides.
    ``shown``: width and height as displayed; ``turns``: quarter turns counter-clockwise.
    """

    def __init__(self, frame: Any, *, ratio: float | None, side: int, small_side: int) -> None:
        wide = bool(ratio) and 0.1 < float(ratio or 1) < 10
        width = max(1, round(frame.width * float(ratio or 1))) if wide else frame.width
        self.turns = round((frame.rotation or 0) / 90) % 4
        upright = (width, frame.height)
        self.shown = upright if self.turns % 2 == 0 else upright[::-1]
        self._full = _fitted(upright, side)
        self._small = _fitted(upright, small_side or 160)

    def small(self, frame: Any) -> Frame:
        """The small picture, uint8 (h, w, 3) RGB."""
        return self._picture(frame, self._small)

    def full(self, frame: Any) -> Frame:
        """The large picture, uint8 (h, w, 3) RGB."""
        return self._picture(frame, self._full)

    def window(self, frame: Any, width: int, height: int) -> Frame:
        """The middle of the luma, uint8 (h, w), at the film's own size and at most this large."""
        bits = PLANAR.get(frame.format.name)
        if bits is None:
            rows: NDArray[Any] = frame.to_ndarray(format="gray")
        else:
            plane = frame.planes[0]
            kind: type = np.uint8 if bits == 8 else np.uint16
            rows = np.frombuffer(plane, kind).reshape(plane.height, -1)[:, : plane.width]
        rows = np.rot90(_field(rows, frame), self.turns)
        top, left = (max(0, (a - b) // 2) for a, b in zip(rows.shape, (height, width), strict=True))
        rows = rows[top : top + height, left : left + width]
        return np.ascontiguousarray(rows if bits in (None, 8) else rows >> (bits - 8), np.uint8)

    def _picture(self, frame: Any, size: tuple[int, int]) -> Frame:
        bits = PLANAR.get(frame.format.name)
        rgb = _by_swscale(frame, size) if bits is None else _by_planes(frame, size, bits)
        return np.ascontiguousarray(np.rot90(rgb, self.turns)) if self.turns else rgb


def _by_planes(frame: Any, size: tuple[int, int], bits: int) -> Frame:
    import cv2

    parts = []
    for plane in frame.planes:
        kind: type = np.uint8 if bits == 8 else np.uint16
        rows: NDArray[Any] = np.frombuffer(plane, kind).reshape(plane.height, -1)[:, : plane.width]
        part = _resized(_field(rows, frame), size)
        parts.append(part if bits == 8 else (part >> (bits - 8)).astype(np.uint8))
    full_range = int(frame.color_range) == 2 or frame.format.name.startswith("yuvj")
    mix = _mix(_matrix(frame), full_range)
    rgb: Frame = cv2.transform(cv2.merge(parts), mix)
    return rgb


def _field(rows: NDArray[Any], frame: Any) -> NDArray[Any]:
    """The lines of the upper field where the film says that it is interlaced, else all."""
    return rows[::2] if frame.interlaced_frame and len(rows) > 1 else rows


def _resized(rows: NDArray[Any], size: tuple[int, int]) -> NDArray[Any]:
    """A plane at another size, averaged over areas; of many lines every second is enough."""
    import cv2

    if len(rows) >= MANY_LINES * size[1]:
        rows = rows[::2]
    # Halving is OpenCV's fastest way of averaging: 3 times as fast as one step of 12 to 1.
    height, width = rows.shape[:2]
    while width % 2 == height % 2 == 0 and width >= 4 * size[0] and height >= 4 * size[1]:
        width, height = width // 2, height // 2
        rows = cv2.resize(rows, (width, height), interpolation=cv2.INTER_AREA)
    shrinks = width >= size[0] and height >= size[1]
    way = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    resized: NDArray[Any] = cv2.resize(rows, size, interpolation=way)
    return resized


def _by_swscale(frame: Any, size: tuple[int, int]) -> Frame:
    tall = frame.height if frame.interlaced_frame else size[1]
    wanted = {"width": size[0], "height": tall, "format": "rgb24", "interpolation": "AREA"}
    if "rgb" not in frame.format.name and "gray" not in frame.format.name:
        wanted["src_colorspace"] = SWSCALE.get(_matrix(frame), "ITU601")
    rgb: Frame = frame.to_ndarray(**wanted)
    return _resized(_field(rgb, frame), size) if frame.interlaced_frame else rgb


def _matrix(frame: Any) -> int:
    said = int(frame.colorspace)
    if said == UNKNOWN:
        return 1 if frame.height >= HD_HEIGHT else 6
    return said


@lru_cache(maxsize=16)
def _mix(matrix: int, full_range: bool) -> NDArray[np.float32]:
    """Matrix (3, 4) from Y, Cb, Cr, 8 bits each, to RGB; ITU-T H.273, equations 38 to 43."""
    red, blue = WEIGHTS.get(matrix, WEIGHTS_601)
    green = 1 - red - blue
    colours = np.array(
        [
            [1, 0, 2 * (1 - red)],
            [1, -2 * blue * (1 - blue) / green, -2 * red * (1 - red) / green],
            [1, 2 * (1 - blue), 0],
        ]
    )
    scale = np.array([1.0, 1.0, 1.0]) if full_range else np.array([255 / 219, 255 / 224, 255 / 224])
    offset = np.array([0 if full_range else 16, 128, 128])
    scaled = colours * scale
    return np.hstack([scaled, -(scaled @ offset)[:, None]]).astype(np.float32)


def _fitted(size: tuple[int, int], side: int) -> tuple[int, int]:
    scale = min(1.0, side / max(size))
    return max(1, math.floor(size[0] * scale + 0.5)), max(1, math.floor(size[1] * scale + 0.5))
