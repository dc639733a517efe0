"""The margin below a picture, never in it: its time, and that what it shows is a candidate."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.model.enums import PictureRole
from secondtake.model.report import Picture

__all__ = ["MARGIN", "burnt", "inside", "with_time"]

LINE = 18
"""Height of a line of the margin in pixels."""
MARGIN = 2 * LINE
"""Height of the margin in pixels; none of them is the film's."""
NO_VERDICT = "candidate, no verdict"
"""What goes with a picture of a finding wherever it is copied to."""
WITH_TIME = (
    PictureRole.LEFT,
    PictureRole.RIGHT,
    PictureRole.STRIP_LEFT,
    PictureRole.STRIP_RIGHT,
    PictureRole.DIFFERENCE,
)
"""Roles of pictures that stand above such a margin."""
LARGEST = 0.45
"""Scale of OpenCV's plain font at which capitals are ten pixels tall; narrow pictures get less."""
PAPER, INK = 255, 20

Pixels = NDArray[np.uint8]


def burnt(seconds: float) -> str:
    """A time on a film's own clock to a hundredth: at 60 frames a second a tenth holds six.

    >>> burnt(83.254), burnt(3723.0)
    ('1:23.25', '1:02:03.00')
    """
    hundredths = round(max(0.0, seconds) * 100)
    minutes, rest = divmod(hundredths, 6000)
    hours, minutes = divmod(minutes, 60)
    head = f"{hours}:{minutes:02d}" if hours else str(minutes)
    return f"{head}:{rest // 100:02d}.{rest % 100:02d}"


def with_time(rgb: Pixels, words: str) -> Pixels:
    """The picture, uint8 (h, w, 3), untouched above a white margin that holds ``words`` (ASCII).

    Below them the margin says that the picture is of a candidate and that there is no verdict.
    """
    lines = [_line(text, rgb.shape[1]) for text in (words, NO_VERDICT)]
    return np.vstack([rgb, *lines])


def _line(words: str, width: int) -> Pixels:
    import cv2

    strip = np.full((LINE, width, 3), PAPER, np.uint8)
    (wide, _), _ = cv2.getTextSize(words, cv2.FONT_HERSHEY_SIMPLEX, LARGEST, 1)
    scale = LARGEST * min(1.0, (width - 8) / max(wide, 1))
    cv2.putText(
        strip,
        words,
        (2, LINE - 5),
        cv2.FONT_HERSHEY_SIMPLEX,
        scale,
        (INK, INK, INK),
        1,
        cv2.LINE_AA,
    )
    return strip


def inside(picture: Picture) -> int:
    """Height in pixels of what the film shows: the picture's without its margin."""
    return picture.height - MARGIN if picture.role in WITH_TIME else picture.height
