"""A decoded frame's pictures: shrunk plane by plane, turned upright, in the colours it was made in.

Shrinking luma and chroma before they are mixed to RGB touches each decoded byte once; converting
first and shrinking then would write the whole picture as RGB to throw most of it away.
Of an interlaced picture one field is seen: both were filmed at different moments, and together
they show what moves twice.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.colour import Colour, colour, from_grey, from_rgb, from_samples
from secondtake.viewing.cropping import WHOLE, Crop
from secondtake.viewing.orientation import Orientation, Orientations

__all__ = ["Pictures"]

Frame = NDArray[np.uint8]

PLANAR = {
    f"{name}{depth}": bits
    for name in ("yuv420p", "yuv422p", "yuv444p", "yuv440p", "yuv411p", "yuv410p", "gray")
    for depth, bits in (("", 8), ("10le", 10), ("12le", 12))
} | {"yuvj420p": 8, "yuvj422p": 8, "yuvj444p": 8, "yuvj440p": 8, "yuva444p": 8, "yuva444p12le": 12}
"""Pixel formats of planes of luma, two of chroma, opacity -> bits a sample. Others take swscale."""

LIMITED = 1
ON_PAGES, BLACK, WHITE = ("gif", "apng", "png", "webp"), 0, 255
"""Codecs of pictures that stand on pages, whose paper is white; behind a film there is black."""
MANY_LINES = 6
"""Lines to one of the shrunk picture from which half of them are left out."""


class Pictures:
    """Makes the small and the large picture of each frame, at sizes fixed by the first frame.

    ``ratio``: width of a pixel over its height, or None. ``side``, ``small_side``, ``lesser_side``:
    long sides, of the last two 0 where none of that size is asked for.
    ``crop``: what is cut off. ``codec``: its name, for what lies behind pixels one looks through.
    A later frame of another shape is fitted in between black bars, as a player's window does.
    """

    def __init__(
        self,
        frame: Any,
        *,
        ratio: float | None,
        side: int,
        small_side: int,
        lesser_side: int = 0,
        crop: Crop = WHOLE,
        codec: str = "",
    ) -> None:
        self._ratio = float(ratio) if ratio and 0.1 < float(ratio) < 10 else 1.0
        self._crop, self._behind = crop, WHITE if codec in ON_PAGES else BLACK
        self._orientations = Orientations()
        self._first = self._orientations.of(frame)
        self._shown = self._shape(frame, self._first)
        self._full = _fitted(self._shown, side)
        self._small = _fitted(self._shown, small_side or 160)
        self._lesser = _fitted(self._shown, lesser_side or side)

    def told(self) -> dict[str, Any]:
        """Width and height as displayed, and how the file asks for its first picture."""
        width, height = self._shown
        turned = {"rotation": self._first.clockwise, "mirrored": self._first.mirrored}
        return {"width": width, "height": height, **turned}

    def small(self, frame: Any) -> Frame:
        """The small picture, uint8 (h, w, 3) RGB."""
        return self._picture(frame, self._small)

    def full(self, frame: Any) -> Frame:
        """The large picture, uint8 (h, w, 3) RGB."""
        return self._picture(frame, self._full)

    def lesser(self, frame: Any) -> Frame:
        """The large picture at the other size, uint8 (h, w, 3) RGB."""
        return self._picture(frame, self._lesser)

    def window(self, frame: Any, width: int, height: int) -> Frame:
        """The middle of the luma, uint8 (h, w), at the film's own size and at most this large."""
        bits = PLANAR.get(frame.format.name)
        rows: NDArray[Any]
        rows = frame.to_ndarray(format="gray") if bits is None else _rows(frame.planes[0], bits)
        rows = _field(self._crop.shown(rows, frame), frame)
        rows = self._orientations.of(frame).shown(rows)
        top, left = (max(0, (a - b) // 2) for a, b in zip(rows.shape, (height, width), strict=True))
        rows = rows[top : top + height, left : left + width]
        return np.ascontiguousarray(rows if bits in (None, 8) else rows >> (bits - 8), np.uint8)

    def _shape(self, frame: Any, orientation: Orientation) -> tuple[int, int]:
        width, height = self._crop.size(frame)
        width = max(1, round(width * self._ratio))
        return (height, width) if orientation.lies else (width, height)

    def _picture(self, frame: Any, size: tuple[int, int]) -> Frame:
        orientation = self._orientations.of(frame)
        shape = self._shape(frame, orientation)
        inner = size if _alike(shape, self._shown) else _inside(shape, size)
        upright = self._converted(frame, inner[::-1] if orientation.lies else inner)
        picture = np.ascontiguousarray(orientation.shown(upright))
        return picture if inner == size else _between_bars(picture, size)

    def _converted(self, frame: Any, size: tuple[int, int]) -> Frame:
        named = colour(frame)
        bits, planes = PLANAR.get(frame.format.name), frame.planes
        if bits is None and not _is_yuv(frame.format):
            return self._of_rgb(frame, size, named)
        if bits is None:
            # Only parted into planes: what the samples mean as colours is told in one place.
            deep, clear = frame.format.components[0].bits > 8, len(frame.format.components) > 3
            bits = 12 if deep else 8
            wanted = f"yuv{'a' if clear else ''}444p{'12le' if deep else ''}"
            same = {"src_colorspace": "ITU601", "dst_colorspace": "ITU601"}
            planes = frame.reformat(**self._scaling(frame, size), **same, format=wanted).planes
        return self._of_planes(frame, planes, bits, size, named)

    def _of_planes(
        self, frame: Any, planes: Any, bits: int, size: tuple[int, int], named: Colour
    ) -> Frame:
        import cv2

        parts = []
        for plane in planes:
            rows = _field(self._crop.shown(_rows(plane, bits), frame), frame)
            part = _resized(rows, size)
            if named.ordinary:
                parts.append(part if bits == 8 else (part >> (bits - 8)).astype(np.uint8))
            else:
                parts.append(part.astype(np.float32) / (1 << (bits - 8)))
        if len(parts) == 1:
            return from_grey(parts[0].astype(np.uint8), limited=int(frame.color_range) == LIMITED)
        rgb = from_samples(cv2.merge(parts[:3]), named)
        return self._laid_over(rgb, parts[3]) if len(parts) == 4 else rgb

    def _of_rgb(self, frame: Any, size: tuple[int, int], named: Colour) -> Frame:
        clear = frame.format.has_palette or any(c.is_alpha for c in frame.format.components)
        deep = not named.ordinary
        kind = {(False, False): "rgb24", (True, False): "rgba", (False, True): "rgb48le"}
        wanted = kind.get((clear, deep), "rgba64le")
        pixels = frame.to_ndarray(**self._scaling(frame, size), format=wanted)
        pixels = _resized(_field(self._crop.shown(pixels, frame), frame), size)
        rgb = from_rgb(pixels[..., :3], named) if deep else pixels[..., :3]
        return self._laid_over(rgb, pixels[..., 3] >> (8 if deep else 0)) if clear else rgb

    def _scaling(self, frame: Any, size: tuple[int, int]) -> dict[str, Any]:
        """What swscale shrinks by itself: nothing where lines or borders are still to be cut."""
        whole = self._crop == WHOLE and not frame.interlaced_frame
        width, height = size if whole else (frame.width, frame.height)
        return {"width": width, "height": height, "interpolation": "AREA"}

    def _laid_over(self, rgb: Frame, opacity: NDArray[Any]) -> Frame:
        """A picture one may look through, laid over what is behind it; opacity 0 to 255."""
        if opacity.min() == 255:
            return np.ascontiguousarray(rgb)
        share = opacity.astype(np.float32)[..., None] / 255
        return np.rint(rgb * share + self._behind * (1 - share)).astype(np.uint8)


def _is_yuv(pixels: Any) -> bool:
    """Whether a pixel format has luma and chroma: not RGB, a palette, grey or XYZ."""
    named = pixels.is_rgb or pixels.has_palette or pixels.name.startswith("xyz")
    return not named and len(pixels.components) >= 3


def _rows(plane: Any, bits: int) -> NDArray[Any]:
    kind: type = np.uint8 if bits == 8 else np.uint16
    rows: NDArray[Any] = np.frombuffer(plane, kind).reshape(plane.height, -1)[:, : plane.width]
    return rows


def _field(rows: NDArray[Any], frame: Any) -> NDArray[Any]:
    """The lines of the upper field where the film says that it is interlaced, else all."""
    return rows[::2] if frame.interlaced_frame and len(rows) > 1 else rows


def _resized(rows: NDArray[Any], size: tuple[int, int]) -> NDArray[Any]:
    """A plane at another size, averaged over areas; of many lines every second is enough."""
    import cv2

    if rows.shape[1::-1] == size:
        return np.ascontiguousarray(rows)
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


def _alike(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two shapes are in one proportion, but for the pixels that sizes are rounded to."""
    apart = abs(one[0] * other[1] - one[1] * other[0])
    return one == other or apart <= 2 * max(*one, *other)


def _inside(shape: tuple[int, int], size: tuple[int, int]) -> tuple[int, int]:
    """The largest size of a shape's proportion within another."""
    scale = min(size[0] / shape[0], size[1] / shape[1])
    return max(1, round(shape[0] * scale)), max(1, round(shape[1] * scale))


def _between_bars(picture: Frame, size: tuple[int, int]) -> Frame:
    whole = np.zeros((size[1], size[0], 3), np.uint8)
    height, width = picture.shape[:2]
    top, left = (size[1] - height) // 2, (size[0] - width) // 2
    whole[top : top + height, left : left + width] = picture
    return whole


def _fitted(size: tuple[int, int], side: int) -> tuple[int, int]:
    scale = min(1.0, side / max(size))
    return max(1, math.floor(size[0] * scale + 0.5)), max(1, math.floor(size[1] * scale + 0.5))
