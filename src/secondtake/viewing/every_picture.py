"""Every distinct picture of a shot at the film's own rate: small, in grey, bounded in number."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.distinct_pictures import DistinctPictures, Shown
from secondtake.viewing.picture_change import Picture

__all__ = ["EVERY_SIDE", "EveryPicture"]

EVERY_SIDE = 96
"""Long side in pixels: movement of an arm of a person a third of the picture high is seen."""
MOST = 1800
"""Pictures kept of one shot: a minute at 30 a second, 9 MB; a longer shot is thinned evenly."""


class EveryPicture:
    """Collects the pictures of one shot as they are decoded; those shown again are left out."""

    def __init__(self) -> None:
        self._distinct = DistinctPictures()
        self._luma: list[NDArray[np.uint8]] = []
        self._pts: list[int] = []
        self._step, self._decoded, self._seen = 1, 0, 0

    def add(self, head: dict[str, Any], rgb: NDArray[np.uint8], tick: Fraction) -> None:
        """Take one batch of small pictures, uint8 of n pictures of ``head["small"]``."""
        for pts, frame in zip(head["pts"], rgb.reshape(-1, *head["small"]), strict=True):
            now = Shown(
                picture=Picture.of(frame),
                seconds=float(pts * tick),
                pts=pts,
                number=self._decoded,
            )
            self._decoded += 1
            self._keep(self._distinct.see(now))

    def finish(self) -> None:
        """Take the last picture, which no other has ended."""
        self._keep(self._distinct.finish())

    def _keep(self, shown: Shown | None) -> None:
        import cv2

        if shown is None:
            return
        self._seen += 1
        if (self._seen - 1) % self._step:
            return
        grey = cv2.cvtColor(shown.picture.frame, cv2.COLOR_RGB2GRAY)
        self._luma.append(np.asarray(grey, np.uint8))
        self._pts.append(shown.pts)
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
