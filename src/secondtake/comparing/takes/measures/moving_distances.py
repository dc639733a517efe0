"""How far apart the pictures of two shots are where something moves, pair by pair of pictures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.measures.local_contrast import Laid, distances
from secondtake.comparing.takes.measures.time_line_search import Agreement, nearest
from secondtake.vision.dtw import local_path

__all__ = ["NOISE", "AlongLine", "MovingDistances", "warped_agreement"]

NOISE = 0.01
"""Least distance that counts as noise: eight bits and the shrinking leave as much."""
FAR_SECONDS = 0.4
"""Offset from which pictures count as unrelated to those of the line."""
BESIDE_SECONDS = 0.1
"""Offset at which a recording no longer fits itself: an arm has moved by its own width."""
WARPED = 0.8
"""Share of the distance of unrelated pictures at which a pair earns nothing along a warp."""
MATE_SECONDS = 0.5
"""How far from the line a picture's nearest one is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class MovingDistances:
    """Mean distances, float32 (n, m), over what moves in the left and over what does in the right.

    NaN where nothing does. ``weights``: how much moves in each left and in each right picture,
    mean 1.
    """

    left: NDArray[np.float32]
    right: NDArray[np.float32]
    weights: tuple[NDArray[np.float32], NDArray[np.float32]]

    @classmethod
    def of(cls, pair: Laid) -> MovingDistances:
        """Of pictures in one grid."""
        one, two = pair.left_moves.sum(1), pair.right_moves.sum(1)
        left = distances(pair.left, pair.left_moves, pair.right)
        right = distances(pair.right, pair.right_moves, pair.left)
        return cls(
            left=_over(left, one),
            right=_over(right, two).T,
            weights=(one / max(float(one.mean()), 1e-6), two / max(float(two.mean()), 1e-6)),
        )

    def thinned(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> MovingDistances:
        """Of some left and some right pictures alone."""
        return MovingDistances(
            left=self.left[rows][:, columns],
            right=self.right[rows][:, columns],
            weights=(self.weights[0][rows], self.weights[1][columns]),
        )

    def agreement(
        self,
        times: tuple[NDArray[np.float64], NDArray[np.float64]],
        near: float,
        *,
        forgiving: bool,
    ) -> Agreement:
        """How well each pair goes together; ``forgiving``: or the left one with a neighbour.

        Pictures shown twice are left out of both films, but not the same ones of them.
        """
        one, two = self.weights
        sums = np.zeros(self.left.shape, np.float32)
        for apart, weight in ((self.left, one[:, None]), (self.right, two[None])):
            unrelated = _usual(apart)
            sums += weight / (1 + np.nan_to_num(apart, nan=unrelated) / (near * unrelated))
        if forgiving:
            wide = np.pad(sums, ((0, 0), (1, 1)))
            sums = np.maximum(sums, np.maximum(wide[:, :-2], wide[:, 2:]))
        return Agreement(
            left=times[0], right=times[1], sums=sums, left_weight=one, right_weight=two
        )


def warped_agreement(sides: MovingDistances) -> float:
    """How much of what moves agrees along a free warp of time, over all that moves: up to 1.

    0 where it is no nearer than unrelated pictures are. Source: Smith and Waterman 1981, slopes
    held to 1/2..2 as in Sakoe and Chiba 1978.
    """
    reward = np.zeros(sides.left.shape)
    moving = []
    columns = sides.weights[0][:, None], sides.weights[1][None]
    for apart, weight in zip((sides.left, sides.right), columns, strict=True):
        usual = _usual(apart)
        near = 1 - np.nan_to_num(apart, nan=WARPED * usual) / (WARPED * usual)
        reward += np.sqrt(weight) * np.maximum(near, -1)
        moving.append(2 * float(np.sqrt(weight).sum()))
    return local_path(reward)[0] / max(*moving, 1e-6)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AlongLine:
    """Distances of left pictures, float (k,), to the right pictures near a line of times.

    ``pick``: the right picture that fits best of the line's and its two neighbours, at ``least``.
    ``beside``: the distance a tenth of a second off the line. ``scatter_seconds``: how far off it
    the nearest picture of all within half a second lies. ``far``: of unrelated pictures.
    """

    pick: NDArray[np.int64]
    least: NDArray[np.float32]
    beside: NDArray[np.float32]
    scatter_seconds: NDArray[np.float64]
    far: float

    @classmethod
    def of(
        cls,
        apart: NDArray[np.float32],
        times: tuple[NDArray[np.float64], NDArray[np.float64]],
        close: NDArray[np.int64],
        pace: float,
    ) -> AlongLine:
        """From distances float32 (k, m), the line's times (k,) and the right's (m,).

        ``close``: int64 (k,), the right picture nearest to the line. ``pace``: the right's seconds
        in which as much happens as in one second of whichever plays faster.
        """
        (at, there), rows = times, np.arange(len(apart))
        off = np.abs(there[None] - at[:, None]) / pace
        far = _usual(np.where(off > FAR_SECONDS, apart, np.nan))
        sure = np.nan_to_num(apart, nan=np.inf)
        around = np.clip(close[:, None] + np.arange(-1, 2), 0, len(there) - 1)
        pick = around[rows, np.take_along_axis(sure, around, 1).argmin(1)]
        mate = np.where(off < MATE_SECONDS, sure, np.inf).argmin(1)
        known = np.nan_to_num(apart, nan=far)
        return cls(
            pick=pick,
            least=known[rows, pick],
            beside=sum(known[rows, nearest(there, at + s * pace * BESIDE_SECONDS)] for s in (-1, 1))
            / 2,
            scatter_seconds=np.minimum(off[rows, mate], MATE_SECONDS),
            far=far,
        )


def _over(sums: NDArray[np.float32], weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """Sums (n, m) over weights (n,); NaN where less than a pixel moves."""
    return np.asarray(sums / np.where(weights < 1, np.nan, weights)[:, None], np.float32)


def _usual(apart: NDArray[np.float32]) -> float:
    """The median of what is known; that of unrelated noise where nothing is."""
    known = apart[np.isfinite(apart)]
    return max(float(np.median(known)), NOISE) if len(known) else 2.0
