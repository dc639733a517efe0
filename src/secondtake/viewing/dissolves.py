"""Dissolves and fades: every picture between two ends is a mixture of both, or goes blank."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.overlays import overlaid, overlaid_share
from secondtake.viewing.picture_change import COARSE, Picture
from secondtake.viewing.recent_pictures import RecentPictures

__all__ = ["Dissolves"]

Values = NDArray[np.float32]

LENGTHS = (0.2, 0.28, 0.38, 0.5, 0.64, 0.82, 1.04, 1.32, 1.68, 2.1, 2.6)
"""Seconds over which pictures are tried as mixtures of the first and the last."""
EVERY = 0.035
"""Seconds after which the next picture is tried as the last of a dissolve: of very many, some."""
LEAST = 3
"""Pictures between both ends without which no mixture is told from motion."""
DISSOLVE = 9.0
"""Root mean square change over a dissolve, grey levels."""
CHANGED, MOST = 5.0, 0.5
"""Grey levels, and the share of cells that change by more in a dissolve to another place."""
OTHER, LOCAL, STRICT = 18.0, 0.08, 2.0
"""Inside one place: grey levels and share of cells that show another person or thing, and how many
times nearer to mixtures the pictures must be."""
UNEVEN = 0.2
"""Spread of the change over the cells, as a share of it, from which it is more than light."""
ALIKE, UNMOVED, LIT = 0.7, 0.27, 0.7
"""Correlation of both ends from which they show one place; how far, as a share of the change, the
pictures between may then lie from any mixture; and how much paler one end may be."""
MIXED = 0.25
"""How far pictures between may lie from mixtures of both ends, as a share of the change."""
FAINT, LONG = 0.92, 0.5
"""What this and the detail left may come to where it is further, over more than so many seconds."""
THINNED = 0.74
"""Fine detail half-way through a dissolve, as a share of both ends': mixing halves it."""
STEP = 0.45
"""Largest step of the share from one picture to the next: a dissolve has no leap."""
ALONE = 0.96
"""Share from which a picture shows the new shot alone."""
BLOCK = 0.5
"""Share of the change in titles and captions from which nothing else is looked at."""
COVERED = 0.25
"""Share of a cell from which a title that lies over it hides what it shows."""


class Dissolves:
    """Sees every distinct picture and keeps where a dissolve may lie.

    ``found``: first and last picture, and how far from mixtures those between are, with the
    share of fine detail that is left.
    ``spread``: of grey levels, and ``level``: their mean, of each picture;
    ``step``: mean change from the one before.
    """

    def __init__(self) -> None:
        self.found: list[tuple[int, int, float]] = []
        self.spread: list[float] = []
        self.level: list[float] = []
        self.step: list[float] = []
        self._near = RecentPictures(LENGTHS[-1] + 0.05)
        self._tried = -EVERY

    def see(self, picture: Picture, seconds: float) -> None:
        """The next distinct picture."""
        self._near.add(picture, seconds)
        last, now = self._near.coarse[-2:][0], self._near.coarse[-1]
        self.spread.append(float(picture.cells.std()))
        self.level.append(float(picture.cells.mean()))
        self.step.append(float(np.abs(now - last).mean()))
        if seconds >= self._tried + EVERY:
            self._tried = seconds
            self._try()

    def _try(self) -> None:
        times, pictures, detail = self._near.seconds, self._near.coarse, self._near.detail
        ago = np.searchsorted(times, times[-1] - np.array(LENGTHS) - 1e-6)
        starts = sorted({int(i) for i in ago if len(times) - 1 - i > LEAST}, reverse=True)
        starts = [i for i in starts if i or times[-1] - times[0] >= LENGTHS[-1]] or starts[:1]
        if not starts:
            return
        over = pictures[-1] - pictures[starts]
        change = np.sqrt(np.square(over).mean(axis=1))
        if change.max() <= DISSOLVE:
            return
        local = (np.abs(over) > CHANGED).mean(axis=1) < MOST
        # Light that changes adds the same to every cell; another picture does not.
        light = over.reshape(len(over), -1, 3).std(axis=1).mean(axis=1) < UNEVEN * change
        tried = np.flatnonzero((change > DISSOLVE) & (local | ~light))
        totals = detail.sum(axis=1) if len(tried) else detail
        for at in tried:
            start = starts[at]
            since = times[start:] - times[start]
            of = detail[start:], totals[start:]
            found = self._misfit(over[at], bool(local[at]), since, pictures[start:], of)
            if found is not None and local[at]:
                bare = self._without_titles(over[at], start)
                found = self._misfit(bare, True, since, pictures[start:], of)
            if found is not None:
                end, misfit = found
                shift = len(self.spread) - len(times) + start
                self.found.append((shift, shift + end, misfit))

    def _without_titles(self, over: Values, start: int) -> Values:
        """A change since a picture, none where a title or a caption came or went meanwhile.

        None at all where that is most of what changed.
        """
        import cv2

        first, last = (self._near.pictures[i].frame for i in (start, -1))
        if overlaid_share(first, last) >= BLOCK:
            return np.zeros_like(over)
        titles = overlaid(first, last).astype(np.float32)
        covered = cv2.resize(titles, COARSE, interpolation=cv2.INTER_AREA).ravel() > COVERED
        bare: Values = over * ~np.repeat(covered, 3)
        return bare

    def _misfit(
        self,
        over: Values,
        local: bool,
        seconds: NDArray[np.float64],
        pictures: Values,
        fine: tuple[Values, Values],
    ) -> tuple[int, float] | None:
        """Where the new shot first stands alone, and how far from mixtures pictures before are.

        None where something rules a dissolve out. ``local``: inside one place;
        ``seconds``: since the first of ``pictures``; ``fine``: their detail, and its totals.
        """
        detail, totals = fine
        strict, whole = 1.0, over
        if local:
            other = np.abs(over).reshape(-1, 3).max(axis=1) > OTHER
            if other.mean() < LOCAL:
                return None
            cells, strict = np.repeat(other, 3), STRICT
            totals = detail[:, other].sum(axis=1)
            pictures, whole = pictures[:, cells], over[cells]
        thinned = _detail_left(totals)
        if thinned >= THINNED:
            return None
        when = seconds / seconds[-1]
        share = (pictures @ whole - pictures[0] @ whole) / max(float(whole @ whole), 1.0)
        if np.diff(share).max() > max(STEP, 1.6 * np.diff(when).max()):
            return None
        alike = _alike(pictures[0], pictures[-1])
        if alike >= ALIKE and not self._one_place(pictures, share, whole):
            return None
        some = slice(1, -1, max(1, (len(when) - 2) // 8))
        inner = np.abs(pictures[some] - pictures[0] - np.outer(when[some], whole))
        off = strict * np.median(inner, axis=1).max() / max(float(np.median(np.abs(whole))), 1.0)
        # What moves in both shots is no mixture, but is thinned all the more the longer it takes.
        allowed = FAINT - thinned if not local and seconds[-1] > LONG else MIXED
        if off >= max(MIXED, allowed):
            return None
        alone = int(np.flatnonzero(share > ALONE)[0])
        return alone, float(off) + thinned

    def _one_place(self, pictures: Values, share: Values, whole: Values) -> bool:
        """Whether pictures are mixed of two like each other: not moved, and not lit otherwise."""
        first, last = float(pictures[0].std()), float(pictures[-1].std())
        if not LIT < first / max(last, 1.0) < 1 / LIT:
            return False
        rest = pictures[1:-1] - pictures[0] - np.outer(share[1:-1], whole)
        furthest = float(np.square(rest).mean(axis=1).max())
        return bool(furthest < UNMOVED**2 * float(np.square(whole).mean()))


def _detail_left(totals: Values) -> float:
    """Fine detail half-way through, as a share of what both ends have.

    Over several pictures, since a conversion of rates blurs every other.
    """
    quarter = max(1, len(totals) // 4)
    ends = float(totals[:2].max() + totals[-2:].max()) / 2
    return float(totals[quarter:-quarter].mean()) / max(ends, 1.0)


def _alike(first: Values, last: Values) -> float:
    """Correlation of two pictures' cells."""
    one, two = first - first.mean(), last - last.mean()
    return float(one @ two) / max(float(np.sqrt((one @ one) * (two @ two))), 1e-6)
