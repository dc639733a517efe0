"""Number plates, as OpenCV's cascade for plates of the European form finds them."""

from __future__ import annotations

from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Box", "plates"]

Box = tuple[float, float, float, float]

CASCADE = "haarcascade_russian_plate_number.xml"
TURNS = (-12.0, -6.0, 0.0, 6.0, 12.0)
"""Degrees the picture is turned by: the cascade knows level plates only."""
WINDOW_PX = 75
"""Width of the least plate that the cascade knows."""
READABLE_PX = 28
"""Width of the least plate that is looked for: eight letters of 3 pixels each cannot be read."""
LONG_SIDE = 1280
"""Most pixels along the picture that is searched; a larger one is shrunk."""
LETTERS_PX = 60
"""Width in which edges are counted: most of the letters of the least plate."""
LEAST_EDGES = 30
"""Mean slope (Sobel, of grey levels) from which letters may stand there. Drawn plates that the
cascade finds have 70 to 150, so that one with a third of their contrast is still looked at."""
LONG_PLATE = 5
"""How long a plate is for its height, about (520 by 110 mm)."""
MARGIN = 0.25
"""What the cascade has to see around a plate, in lengths of it."""
NEIGHBOURS = 3
"""Overlapping detections that make one."""


def plates(
    rgb: NDArray[np.uint8],
    *,
    shown_px: int | None = None,
    where: NDArray[np.bool_] | None = None,
) -> tuple[Box, ...]:
    """Boxes (x, y, width, height; pixels) of what looks like a plate, uint8 (h, w, 3) RGB.

    Viola and Jones 2001. Of plates drawn by code, at least a twelfth of the picture wide and
    turned by at most 12 degrees, 3 in 4 are found; plates of another form hardly ever.
    ``shown_px``: the long side at which the picture is shown, if it is smaller. The picture is
    enlarged until the least plate that could be read there fills the cascade's window.
    ``where``: bool, of any size: the parts of the picture that are searched, if not all are.
    """
    import cv2

    height, width = rgb.shape[:2]
    size = max(height, width)
    scale = min(LONG_SIDE, min(size, shown_px or size) * WINDOW_PX / READABLE_PX) / size
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
    grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_LINEAR)
    finder = cv2.CascadeClassifier(str(resources.files("cv2.data") / CASCADE))
    found = []
    letters = _letters(grey)
    for left, top, right, bottom in _parts(letters, where):
        part = grey[top:bottom, left:right]
        for turn in TURNS:
            found += [(x + left, y + top, w, h) for x, y, w, h in _turned(finder, part, turn)]
    kept = (box for box in found if _core(letters, box).any())
    return tuple((x / scale, y / scale, w / scale, h / scale) for x, y, w, h in kept)


def _letters(grey: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Where edges stand as close as those of letters do, bool (h, w)."""
    import cv2

    smooth = cv2.GaussianBlur(grey, (0, 0), 1.0)
    edges = cv2.convertScaleAbs(cv2.Sobel(smooth, cv2.CV_16S, 1, 0))
    return np.asarray(cv2.blur(edges, (LETTERS_PX, LETTERS_PX // 4)) >= LEAST_EDGES)


def _core(letters: NDArray[np.bool_], box: Box) -> NDArray[np.bool_]:
    """The middle of a box, where a plate has letters; edges beside it are another thing's."""
    x, y, w, h = box
    top, left = max(0, int(y + h / 4)), max(0, int(x + w / 4))
    return letters[top : int(y + 3 * h / 4) + 1, left : int(x + 3 * w / 4) + 1]


def _parts(
    letters: NDArray[np.bool_], where: NDArray[np.bool_] | None
) -> list[tuple[int, int, int, int]]:
    """What the cascade has to look at: left, top, right, bottom, with a margin.

    On most pictures that is a tenth of them.
    """
    import cv2

    crowded = letters
    if where is not None:
        crowded = letters & (cv2.resize(where.astype(np.uint8), letters.shape[::-1]) > 0)
    around = cv2.dilate(crowded.astype(np.uint8), np.ones((WINDOW_PX // 2, WINDOW_PX), np.uint8))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(around)
    height, width = letters.shape
    parts = []
    for x, y, w, h, _ in boxes[1:]:
        margin = int(MARGIN * min(w, LONG_PLATE * h))
        low = max(0, int(x) - margin), max(0, int(y) - margin)
        parts.append((*low, min(width, int(x + w) + margin), min(height, int(y + h) + margin)))
    return parts


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
