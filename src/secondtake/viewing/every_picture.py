"""Every distinct picture of a shot at the film's own rate: small, in grey, bounded in number."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.distinct_pictures import Repeats
from secondtake.viewing.picture_change import Picture

__all__ = ["EVERY_SIDE", "EveryPicture"]

EVERY_SIDE = 96
"""Long side in pixels: movement of an arm of a person a third of the picture high is seen."""
MOST = 1800
"""Pictures kept of one shot: a minute at 30 a second, 9 MB; a longer shot is thinned evenly."""


class EveryPicture:
    """Collects the pictures of one shot as they are decoded; those shown again are left out."""

    def __init__(self) -> None:
        self._repeats = Repeats()
        self._last: tuple[float, Picture] | None = None
        self._luma: list[NDArray[np.uint8]] = []
        self._pts: list[int] = []
        self._step, self._seen = 1, 0

    def add(self, head: dict[str, Any], rgb: NDArray[np.uint8], tick: Fraction) -> None:
        """Take one batch of small pictures, uint8 of n pictures of ``head["small"]``."""
        import cv2

        for pts, frame in zip(head["pts"], rgb.reshape(-1, *head["small"]), strict=True):
            now, at = Picture.of(frame), float(pts * tick)
            if self._last is not None:
                before, picture = self._last
                if self._repeats.has(picture, now, at - before):
                    continue
            self._last = (at, now)
            self._seen += 1
            if (self._seen - 1) % self._step:
                continue
            self._luma.append(np.asarray(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), np.uint8))
            self._pts.append(pts)
            if len(self._pts) > MOST:
                self._luma, self._pts = self._luma[::2], self._pts[::2]
                self._step *= 2

    @property
    def luma(self) -> NDArray[np.uint8]:
        """uint8 (m, h, w)."""
        return np.stack(self._luma) if self._luma else np.zeros((0, 1, 1), np.uint8)

    @property
    def pts(self) -> NDArray[np.int64]:
        """int64 (m,): when each is shown, in the film's ticks."""
        return np.array(self._pts, np.int64)
