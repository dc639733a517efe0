"""Single pictures: JPEG in and out, PNG out, and fitting to a size."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.errors import Unreadable

__all__ = ["fit", "from_jpeg", "to_jpeg", "to_png"]

Frame = NDArray[np.uint8]


def to_jpeg(rgb: Frame, *, quality: int = 85) -> bytes:
    """A picture, uint8 (h, w, 3) RGB, as JPEG; the same picture gives the same bytes."""
    import cv2

    bgr = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)
    done, data = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise Unreadable(f"A picture of the shape {rgb.shape} cannot be written as JPEG.")
    return bytes(data.tobytes())


def to_png(rgb: Frame) -> bytes:
    """A picture, uint8 (h, w, 3) RGB, as PNG, which loses nothing."""
    import cv2

    done, data = cv2.imencode(".png", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR))
    if not done:
        raise Unreadable(f"A picture of the shape {rgb.shape} cannot be written as PNG.")
    return bytes(data.tobytes())


def from_jpeg(data: bytes) -> Frame:
    """The picture of JPEG bytes, uint8 (h, w, 3) RGB; raises ``Unreadable`` when there is none."""
    import cv2

    bgr = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if bgr is None:
        raise Unreadable("A still of the case cannot be decoded.")
    return np.ascontiguousarray(bgr[..., ::-1])


def fit(rgb: Frame, side: int) -> Frame:
    """The picture shrunk to a long side of at most ``side`` px; it is never enlarged."""
    import cv2

    height, width = rgb.shape[:2]
    scale = side / max(height, width)
    if scale >= 1:
        return rgb
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small: Frame = cv2.resize(rgb, size, interpolation=cv2.INTER_AREA)
    return small
