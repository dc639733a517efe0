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
from secondtake.viewing.dissolves import Dissolves
from secondtake.viewing.distinct_pictures import DistinctPictures, Shown, is_mixture
from secondtake.viewing.film_pass import Film
from secondtake.viewing.key_pictures import on_schedule
from secondtake.viewing.leap_cells import LeapCells
from secondtake.viewing.leaps import LAGS, Leaps
from secondtake.viewing.momentum import Step, carried_back, carried_on
from secondtake.viewing.overlays import overlaid_share
from secondtake.viewing.picture_change import Change, Picture, change
from secondtake.viewing.transitions import transitions

__all__ = ["ShotFinder"]

TITLED = 0.4
"""Share of cells that stay, below which a title's rectangle is not looked for."""


class ShotFinder:
    """Measures how each distinct picture differs from those before, and cuts where that stands out.

    Only a few numbers a picture are kept, so an hour of film costs some megabytes.
    """

    MAKER: ClassVar[Maker] = Maker(name="shots", version="7")

    def __init__(self, film: Film) -> None:
        self._film = film
        self._frames = 0
        self._last = 0
        self._starts = 0
        self._pictures: list[tuple[float, int]] = []
        self._numbers: list[int] = []
        self._keys: set[int] = set()
        self._sure: deque[tuple[int, Picture]] = deque(maxlen=LAGS + 1)
        self._waiting: tuple[int, Picture] | None = None
        self._distinct = DistinctPictures()
        self._dissolves = Dissolves()
        self._rows: list[NDArray[np.float64]] = []
        self._cells = LeapCells()
        self._step: Step | None = None

    def see(self, batch: FrameBatch) -> None:
        """Measure every distinct picture against those before."""
        tick = float(batch.tick)
        self._keys.update((self._frames + batch.key).tolist())
        for frame, pts in zip(batch.small, batch.pts.tolist(), strict=True):
            if not self._frames:
                self._starts = pts
            picture = Picture.of(frame)
            shown = Shown(picture=picture, seconds=pts * tick, pts=pts, number=self._frames)
            self._frames, self._last = self._frames + 1, pts
            if (distinct := self._distinct.see(shown)) is not None:
                self._take(distinct)

    def finish(self, end: int) -> tuple[Shot, ...]:
        """Shots that tile the film from its first frame to ``end``."""
        if not self._frames:
            return ()
        if (last := self._distinct.finish()) is not None:
            self._take(last)
        if self._waiting is not None:
            self._measure(*self._waiting)
        seconds = np.array([s for s, _ in self._pictures])
        film_end = float(max(end, self._last + 1) * self._film.tick)
        self._cells.finish()
        found = transitions(self.leaps(), self._dissolves, seconds, film_end)
        times = [self._starts, *(self._pictures[i][1] for i, _ in found), max(end, self._last + 1)]
        kinds = [Transition.START, *(kind for _, kind in found)]
        return tuple(
            Shot(
                exhibit=self._film.exhibit,
                stream=self._film.stream,
                number=number,
                span=Span(start=times[number], end=times[number + 1], tick=self._film.tick),
                transition=kind,
                made_by=self.MAKER,
            )
            for number, kind in enumerate(kinds)
        )

    def leaps(self) -> Leaps:
        """What was measured of every picture, once the film has ended."""
        afresh = on_schedule(sorted(self._keys))
        keys = np.array([n in afresh for n in self._numbers])
        return Leaps(self._rows, self._cells, keys, self._dissolves.found)

    def _take(self, shown: Shown) -> None:
        """The next distinct picture."""
        self._pictures.append((shown.seconds, shown.pts))
        self._numbers.append(shown.number)
        self._dissolves.see(shown.picture, shown.seconds)
        self._weigh(len(self._pictures) - 1, shown.picture)

    def _weigh(self, index: int, picture: Picture) -> None:
        """Measure the picture before this one, unless it is a mixture of its neighbours."""
        if self._waiting is not None:
            waiting, between = self._waiting
            apart = self._pictures[index][0] - self._pictures[self._sure[-1][0]][0]
            if not is_mixture(self._sure[-1][1], between, picture, apart):
                self._measure(waiting, between)
        if self._sure:
            self._waiting = index, picture
        else:
            self._sure.append((index, picture))

    def _measure(self, index: int, picture: Picture) -> None:
        before_index, before = self._sure[-1]
        seconds = self._pictures[index][0]
        gap = seconds - self._pictures[before_index][0]
        seen, step = change(before, picture, gap)
        back = np.full(LAGS, np.inf, np.float32)
        past = np.stack([p.cells for _, p in reversed(self._sure)][:LAGS])
        back[: len(past)] = np.abs(past - picture.cells).mean(axis=(1, 2, 3))
        cells, leapt = self._leapt(seen, step)
        measured = seen.mean, seen.top, seen.lit, seen.left, seen.unlike, seen.still
        block = 0.0
        if seen.still > TITLED and not self._cells.outdone(seconds, seen.lit):
            block = overlaid_share(before.frame, picture.frame)
        row = np.array([index, seconds, gap, *measured, block, leapt])
        self._rows.append(np.concatenate([row, back]))
        key = self._numbers[index] in self._keys
        self._cells.see(seconds, seen.lit, seen.cells, cells, key)
        self._sure.append((index, picture))
        self._step = step

    def _leapt(self, seen: Change, step: Step | None) -> tuple[NDArray[np.float32], float]:
        """What of a change the motion before it leaves, of each cell and the mean of all.

        Of the last change, the motion now may leave less still.
        """
        if step is None or self._step is None:
            return seen.cells, seen.lit
        left = carried_back(self._step, step)
        self._cells.carried_back(left.ravel())
        before = self._rows[-1]
        before[Leaps.LEAPT] = min(before[Leaps.LEAPT], float(left.mean()))
        left = carried_on(self._step, step)
        return np.minimum(seen.cells, left.ravel()), min(seen.lit, float(left.mean()))
