"""Number plates, as OpenCV's cascade for plates of the European form finds them."""

from __future__ import annotations

from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["plates"]

Box = tuple[float, float, float, float]

CASCADE = "haarcascade_russian_plate_number.xml"
TURNS = (-12.0, -6.0, 0.0, 6.0, 12.0)
"""Degrees the picture is turned by: the cascade knows level plates only."""
LONG_SIDE = 1280
"""Pixels of the picture that is searched: small plates have to be enlarged."""
LEAST_SIDE = 480
"""Pictures with a smaller long side are left out: no plate can be read in them."""
NEIGHBOURS = 3
"""Overlapping detections that make one."""


def plates(rgb: NDArray[np.uint8]) -> tuple[Box, ...]:
    """Boxes (x, y, width, height; pixels) of what looks like a plate, uint8 (h, w, 3) RGB.

    Viola and Jones 2001. Of plates drawn by code, at least a twelfth of the picture wide and
    turned by at most 12 degrees, 3 in 4 are found; plates of another form hardly ever.
    """
    import cv2

    height, width = rgb.shape[:2]
    if max(height, width) < LEAST_SIDE:
        return ()
    scale = LONG_SIDE / max(height, width)
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    finder = cv2.CascadeClassifier(str(resources.files("cv2.data") / CASCADE))
    found = []
    for turn in TURNS:
        found += _turned(finder, grey, turn)
    return tuple((x / scale, y / scale, w / scale, h / scale) for x, y, w, h in found)


def _turned(finder: Any, grey: NDArray[np.uint8], degrees: float) -> list[Box]:
    """Boxes around the same centres in the picture as it is, tall enough for the turned plate."""
    import cv2

    height, width = grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned = cv2.warpAffine(grey, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
    back = cv2.invertAffineTransform(matrix)
    slope = abs(np.sin(np.radians(degrees)))
    boxes = []
    for x, y, w, h in finder.detectMultiScale(turned, 1.1, NEIGHBOURS):
        middle = back @ np.array([x + w / 2, y + h / 2, 1.0])
        tall = h + slope * w
        boxes.append((float(middle[0] - w / 2), float(middle[1] - tall / 2), float(w), float(tall)))
    return boxes
