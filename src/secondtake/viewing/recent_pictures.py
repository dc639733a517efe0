"""The pictures of the last seconds, with their numbers in rows that need no stacking."""

from __future__ import annotations

from collections import deque

import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.picture_change import COARSE, Picture, fine_detail

__all__ = ["RecentPictures", "coarse_cells"]

Values = NDArray[np.float32]

ROOM = 256
"""Rows made ready at first: twice what 2.6 s hold of 45 pictures a second."""


class RecentPictures:
    """Pictures in order, those of the last ``seconds`` only."""

    def __init__(self, seconds: float) -> None:
        self.pictures: deque[Picture] = deque()
        self._kept = seconds
        self._first = self._end = 0
        self._seconds = np.empty(ROOM)
        self._coarse = np.empty((ROOM, 3 * COARSE[0] * COARSE[1]), np.float32)
        self._detail = np.empty((ROOM, COARSE[0] * COARSE[1]), np.float32)

    def __len__(self) -> int:
        return self._end - self._first

    @property
    def seconds(self) -> NDArray[np.float64]:
        """When each is shown, (n,)."""
        return self._seconds[self._first : self._end]

    @property
    def coarse(self) -> Values:
        """Mean colour of each coarse cell, (n, 432), grey levels."""
        return self._coarse[self._first : self._end]

    @property
    def detail(self) -> Values:
        """Fine detail of each coarse cell, (n, 144), grey levels squared."""
        return self._detail[self._first : self._end]

    def add(self, picture: Picture, seconds: float) -> None:
        """The next picture; those too long ago are forgotten."""
        if self._end == len(self._seconds):
            self._move()
        self.pictures.append(picture)
        self._seconds[self._end] = seconds
        self._coarse[self._end] = coarse_cells(picture)
        self._detail[self._end] = fine_detail(picture.frame)
        self._end += 1
        while self._seconds[self._first] < seconds - self._kept:
            self._first += 1
            self.pictures.popleft()

    def _move(self) -> None:
        """The rows in use to the front, of more room if they fill half of it."""
        used, room = len(self), len(self._seconds)
        room = 2 * room if 2 * used > room else room
        for name in ("_seconds", "_coarse", "_detail"):
            old = getattr(self, name)
            new = np.empty((room, *old.shape[1:]), old.dtype)
            new[:used] = old[self._first : self._end]
            setattr(self, name, new)
        self._first, self._end = 0, used


def coarse_cells(picture: Picture) -> Values:
    """A picture's cells averaged to coarse ones, (432,)."""
    import cv2

    cells: Values = cv2.resize(picture.cells, COARSE, interpolation=cv2.INTER_AREA).ravel()
    return cells
