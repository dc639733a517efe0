"""Observer: shots, by hard cuts, jump cuts, dissolves and fades; a flash is no cut."""

from __future__ import annotations

from collections import deque
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from secondtake.model.enums import Transition
from secondtake.model.evidence import Maker
from secondtake.model.footage import FrameBatch, Shot
from secondtake.model.time import Span
from secondtake.viewing.film_pass import Film
from secondtake.viewing.transitions import (
    ALIKE,
    DISSOLVE,
    LAGS,
    MIXES,
    THINNED,
    Changes,
    transitions,
)

__all__ = ["ShotFinder"]

GRID = (32, 18)
"""Cells a frame is averaged to: noise and compression vanish, a person still fills some cells."""
COARSE = (16, 9)
"""Cells in which mixtures are sought: motion inside a dissolving shot blurs away."""
CHANGED = 5.0
MOST = 0.5
"""In a dissolve this share of the coarse cells changes by more than ``CHANGED`` grey levels."""
LOCAL = 0.08
"""In a dissolve inside one place this share of the coarse cells is another person or thing."""
OTHER = 18.0
"""Change of a cell, grey levels, from which it shows another thing."""
STRICT = 2.0
"""How many times nearer to mixtures frames must be where only some cells change."""
UNEVEN = 0.25
"""Spread of the change over the cells, as a share of it, from which it is more than light."""
MOVES = 3.0
"""Mean change from frame to frame, grey levels, from which the camera may move."""
LEAST_SIDE = 16
"""Pixels under which a shift cannot be told."""
Mixture = tuple[float, float, float, float]
NO_MIXTURE: Mixture = 0.0, 1.0, 1.0, 1.0
TOP = 0.08
"""Share of cells that changed most: where a person moves while the place stands still."""


class ShotFinder:
    """Measures how each frame differs from those before it, and cuts where that stands out.

    Only a few numbers a frame are kept, so an hour of film costs some megabytes.
    """

    MAKER: ClassVar[Maker] = Maker(name="shots", version="4")

    def __init__(self, film: Film) -> None:
        self._film = film
        self._frame: NDArray[np.uint8] | None = None
        self._past: deque[NDArray[np.float32]] = deque(maxlen=max(LAGS) + 1)
        self._coarse: deque[NDArray[np.float32]] = deque(maxlen=max(MIXES) + 1)
        self._detail: deque[NDArray[np.float32]] = deque(maxlen=max(MIXES) + 1)
        self._pts: list[NDArray[np.int64]] = []
        self._rows: list[list[float]] = []

    def see(self, batch: FrameBatch) -> None:
        """Measure every frame against the frames some steps before."""
        import cv2

        self._pts.append(batch.pts)
        for frame in batch.small:
            now = _cells(frame)
            before = self._before(frame, now)
            self._past.append(now)
            self._frame = frame
            self._coarse.append(cv2.resize(now, COARSE, interpolation=cv2.INTER_AREA).ravel())
            self._detail.append(_detail(frame))
            self._rows.append(self._measure(now, before))

    def finish(self, end: int) -> tuple[Shot, ...]:
        """Shots that tile the film from its first frame to ``end``."""
        if not self._rows:
            return ()
        pts = np.concatenate(self._pts)
        found = transitions(Changes(np.array(self._rows, np.float32)))
        starts = [(0, Transition.START), *found]
        times = [int(pts[i]) for i, _ in starts] + [max(end, int(pts[-1]) + 1)]
        return tuple(
            Shot(
                exhibit=self._film.exhibit,
                stream=self._film.stream,
                number=number,
                span=Span(start=times[number], end=times[number + 1], tick=self._film.tick),
                transition=kind,
                made_by=self.MAKER,
            )
            for number, (_, kind) in enumerate(starts)
        )

    def _before(self, frame: NDArray[np.uint8], now: NDArray[np.float32]) -> NDArray[np.float32]:
        """Cells of the frame before, moved along with the camera where it moves."""
        if self._frame is None:
            return now
        last = self._past[-1]
        if min(frame.shape[:2]) < LEAST_SIDE or float(np.abs(now - last).mean()) < MOVES:
            return last
        moved = _cells(_moved(self._frame, frame))
        return min(last, moved, key=lambda cells: float(np.abs(now - cells).mean()))

    def _measure(self, now: NDArray[np.float32], before: NDArray[np.float32]) -> list[float]:
        past, count = self._past, len(self._past)
        others = np.stack([past[max(0, count - 1 - lag)] for lag in LAGS])
        over = np.abs(now - others)
        held = np.abs(now - before)
        change, most = (each.max(axis=2).ravel() for each in (over[0], held))
        still = float((most < 8).mean())
        lags = over.mean(axis=(1, 2, 3)).tolist()
        mixes = [value for each in self._mixtures() for value in each]
        return [
            _top(change),
            still,
            float(now.std()),
            _top(most),
            float(held.mean()),
            *lags,
            *mixes,
        ]

    def _mixtures(self) -> list[Mixture]:
        """Over each of ``MIXES``: change, distance from mixtures, likeness of ends, detail left.

        ``NO_MIXTURE`` as soon as one of them rules a dissolve out.
        """
        lags = [lag for lag in MIXES if lag < len(self._coarse)]
        found = [NO_MIXTURE] * len(MIXES)
        if not lags:
            return found
        over = self._coarse[-1] - np.stack([self._coarse[-1 - lag] for lag in lags])
        change = np.sqrt(np.square(over).mean(axis=1))
        many = (np.abs(over) > CHANGED).mean(axis=1) >= MOST
        for at in np.flatnonzero(change > DISSOLVE):
            found[at] = self._mixture(lags[at], over[at], float(change[at]), all_over=many[at])
        return found

    def _mixture(
        self, lag: int, over: NDArray[np.float32], change: float, *, all_over: bool
    ) -> Mixture:
        cells: NDArray[np.bool_] | slice = slice(None)
        strict = 1.0
        if not all_over:
            other = np.abs(over).reshape(-1, 3).max(axis=1) > OTHER
            if other.mean() < LOCAL:
                return NO_MIXTURE
            cells, strict = np.repeat(other, 3), STRICT
        # Light that changes adds the same to every cell; another picture does not.
        elif float(over.reshape(-1, 3).std(axis=0).mean()) < UNEVEN * change:
            return NO_MIXTURE
        detail = self._detail_left(lag, cells if isinstance(cells, slice) else cells[::3])
        if detail >= THINNED:
            return NO_MIXTURE
        first, last = self._coarse[-1 - lag][cells], self._coarse[-1][cells]
        alike = _alike(first, last)
        if alike >= ALIKE:
            return NO_MIXTURE
        off = max(
            _middle(self._coarse[-1 - lag + part][cells] - first - (last - first) * (part / lag))
            for part in (lag // 4, lag // 2, lag - lag // 4)
        )
        return change, strict * off / max(_middle(last - first), 1.0), alike, detail

    def _detail_left(self, lag: int, cells: NDArray[np.bool_] | slice) -> float:
        """Fine detail half-way through, as a share of what both ends have."""
        start, half, end = (
            float(self._detail[-1 - lag + at][cells].sum()) for at in (0, lag // 2, lag)
        )
        return 2 * half / max(start + end, 1.0)


def _alike(first: NDArray[np.float32], last: NDArray[np.float32]) -> float:
    """Correlation of two pictures' cells."""
    one, two = first - first.mean(), last - last.mean()
    return float(one @ two) / max(float(np.sqrt((one @ one) * (two @ two))), 1e-6)


def _cells(frame: NDArray[np.uint8]) -> NDArray[np.float32]:
    import cv2

    cells: NDArray[np.float32] = cv2.resize(frame, GRID, interpolation=cv2.INTER_AREA).astype(
        np.float32
    )
    return cells


def _moved(frame: NDArray[np.uint8], towards: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The frame shifted to lie on another. Source: phase correlation, Kuglin and Hines 1975."""
    import cv2

    here, there = (cv2.cvtColor(f, cv2.COLOR_RGB2GRAY).astype(np.float32) for f in (frame, towards))
    size = frame.shape[1], frame.shape[0]
    (x, y), _ = cv2.phaseCorrelate(here, there, cv2.createHanningWindow(size, cv2.CV_32F))
    shift = np.array([[1.0, 0, x], [0, 1, y]])
    moved: NDArray[np.uint8] = cv2.warpAffine(frame, shift, size, borderMode=cv2.BORDER_REPLICATE)
    return moved


def _top(change: NDArray[np.float32]) -> float:
    """Mean of the cells that changed most."""
    most = max(1, int(TOP * len(change)))
    return float(np.partition(change, -most)[-most:].mean())


def _middle(values: NDArray[np.float32]) -> float:
    """The median size of some values: what moves in a few cells does not count."""
    half = len(values) // 2
    return float(np.partition(np.abs(values), half)[half])


def _detail(frame: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Mean squared step between neighbouring pixels in each coarse cell, grey levels squared."""
    import cv2

    green = frame[..., 1].astype(np.float32)
    steps = np.zeros_like(green)
    steps[:, 1:] = np.diff(green, axis=1) ** 2
    steps[1:] += np.diff(green, axis=0) ** 2
    cells: NDArray[np.float32] = cv2.resize(steps, COARSE, interpolation=cv2.INTER_AREA).ravel()
    return cells
