"""Observer: shots, by hard cuts, jump cuts, dissolves and fades; a flash is no cut."""

from __future__ import annotations

from collections import deque
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from secondtake.model.evidence import Maker
from secondtake.model.footage import FrameBatch, Shot
from secondtake.model.time import Span
from secondtake.viewing.transitions import LAGS, MIXES, Changes, transitions
from secondtake.viewing.watch import Film

__all__ = ["ShotFinder"]

GRID = (32, 18)
"""Cells a frame is averaged to: noise and compression vanish, a person still fills some cells."""
TOP = 0.08
"""Share of cells that changed most: where a person moves while the place stands still."""


class ShotFinder:
    """Measures how each frame differs from those before it, and cuts where that stands out.

    Only a few numbers a frame are kept, so an hour of film costs some megabytes.
    """

    MAKER: ClassVar[Maker] = Maker(name="shots", version="1")

    def __init__(self, film: Film) -> None:
        self._film = film
        self._past: deque[NDArray[np.float32]] = deque(maxlen=max(LAGS) + 1)
        self._pts: list[NDArray[np.int64]] = []
        self._rows: list[list[float]] = []

    def see(self, batch: FrameBatch) -> None:
        """Measure every frame against the frames some steps before."""
        import cv2

        self._pts.append(batch.pts)
        for frame in batch.small:
            now = cv2.resize(frame, GRID, interpolation=cv2.INTER_AREA).astype(np.float32)
            self._past.append(now)
            self._rows.append(self._measure(now))

    def finish(self, end: int) -> tuple[Shot, ...]:
        """Shots that tile the film from its first frame to ``end``."""
        if not self._rows:
            return ()
        pts = np.concatenate(self._pts)
        found = transitions(Changes(np.array(self._rows, np.float32)))
        starts = [(0, "start"), *found]
        times = [int(pts[i]) for i, _ in starts] + [max(end, int(pts[-1]) + 1)]
        return tuple(
            Shot(
                exhibit=self._film.exhibit,
                number=number,
                span=Span(start=times[number], end=times[number + 1], tick=self._film.tick),
                transition=kind,
                made_by=self.MAKER,
            )
            for number, (_, kind) in enumerate(starts)
        )

    def _measure(self, now: NDArray[np.float32]) -> list[float]:
        past, count = self._past, len(self._past)

        def back(lag: int) -> NDArray[np.float32]:
            return past[max(0, count - 1 - lag)]

        change = np.abs(now - back(1)).max(axis=2).ravel()
        most = max(1, int(TOP * len(change)))
        top = float(np.partition(change, -most)[-most:].mean())
        still = float((change < 8).mean())
        lags = [float(np.abs(now - back(lag)).mean()) for lag in LAGS]
        mixes = [float(np.abs(back(lag // 2) - (now + back(lag)) / 2).mean()) for lag in MIXES]
        return [top, still, float(now.mean()), float(now.std()), *lags, *mixes]
