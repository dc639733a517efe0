"""Where one piece of a person looks otherwise in another take: a shirt open, a thing in a hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.person_patches import Piece
from secondtake.comparing.takes.differences.colour_distance import relit

__all__ = ["PieceApart", "pieces_apart"]

LEAST_GAP = 16.0
"""Least distance of a cell's median colour (CIE Lab) from the nearest of the other side's."""
LEAST_SIZE = 2.0
"""Least distance in multiples of the floor."""
FLOOR = 3.0
"""Lab units one cell's colour moves by within a take at the least."""
STEADY = {"upper body": 9.0, "head": 9.0, "left hand": 16.0, "right hand": 16.0}
"""Median floor over a piece's cells above which it was not seen well enough: turned, or waving."""
LEAST_FRAMES = {"upper body": 8, "head": 12, "left hand": 12, "right hand": 12}
"""Frames of either side, of one facing, in which the piece is seen."""
LEAST_CELLS = {"upper body": 8, "head": 6, "left hand": 8, "right hand": 8}
"""Cells that differ: a sixth of a trunk's inner ones, a quarter of a head, a fifth about a hand."""
LEAST_APART = {"upper body": 0.9, "head": 0.95, "left hand": 0.95, "right hand": 0.95}
"""Least share of all frames that lie nearer their own take's colours in those cells."""
ALONE = 0.6
"""Share of the cells that show the ground on one side from which a thing is on the other only."""

Cells = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PieceApart:
    """How one piece differs.

    ``cells``: bool (rows, columns), where. ``size``: median distance over the floor.
    ``only``: the side on which alone something is seen, ``left`` or ``right``, else empty.
    ``differ``: whether it is enough to be told.
    """

    cells: NDArray[np.bool_]
    size: float
    only: str
    differ: bool


def pieces_apart(
    name: str, left: Piece, right: Piece, gains: NDArray[np.float32], *, one_place: bool = False
) -> PieceApart | None:
    """How far one piece's cells lie apart in two takes; None where it was not seen well enough.

    ``gains`` bring the right's light to the left's. Frames of one facing are compared: those of
    which both sides have most. A cell may lie one cell elsewhere, since keypoints are no more
    exact. What lies around heads and hands is the ground: of them only what is not the shot's own
    median picture counts, unless both lie at ``one_place``, before one ground.
    """
    one, two = _facing(left, right)
    if min(one.sum(), two.sum()) < LEAST_FRAMES[name]:
        return None
    here, there = _course(left.lab[one], None), _course(right.lab[two], gains)
    mine, yours = np.median(here, axis=0), np.median(there, axis=0)
    floor = np.maximum(FLOOR, np.maximum(_spread(here, mine), _spread(there, yours)))
    if float(np.median(floor)) > STEADY[name]:
        return None
    least = np.maximum(LEAST_GAP, LEAST_SIZE * floor)
    gaps = _nearest(mine, yours), _nearest(yours, mine)
    gated = name != "upper body" and not one_place
    shown = tuple(
        _stands_out(course, ground) if gated else np.full(floor.shape, True)
        for course, ground in (
            (here, _course(left.ground[one], None)),
            (there, _course(right.ground[two], gains)),
        )
    )
    apart = [(gap >= least) & seen for gap, seen in zip(gaps, shown, strict=True)]
    cells = apart[0] | apart[1]
    if name == "upper body":
        # At its border a trunk cut out a little beside shows the wall.
        cells[[0, -1]], cells[:, [0, -1]] = False, False
    if not cells.any():
        return PieceApart(cells=cells, size=0.0, only="", differ=False)
    alone = [
        float((found & ~other)[cells].mean())
        for found, other in zip(apart, shown[::-1], strict=True)
    ]
    only = [side for side, share in zip(("left", "right"), alone, strict=True) if share >= ALONE]
    enough = int(cells.sum()) >= LEAST_CELLS[name]
    return PieceApart(
        cells=cells,
        size=float(np.median(np.maximum(*gaps)[cells] / floor[cells])),
        only=only[0] if only else "",
        differ=enough and _own(here, there, cells) >= LEAST_APART[name],
    )


def _facing(left: Piece, right: Piece) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """The frames of either side that show the person from one side, front or back."""
    ways = [(left.facing == way, right.facing == way) for way in (1, -1)]
    return max(ways, key=lambda way: min(int(way[0].sum()), int(way[1].sum())))


def _course(lab: NDArray[np.float16], gains: NDArray[np.float32] | None) -> Cells:
    """Cells in every frame, float32 (k, rows, columns, 3), under the other's light if asked."""
    plain = lab.astype(np.float32)
    return plain if gains is None else relit(plain.reshape(-1, 3), gains).reshape(plain.shape)


def _spread(course: Cells, middle: Cells) -> Cells:
    """How far a cell is from its median colour, the median over frames: (rows, columns)."""
    return np.asarray(np.median(np.linalg.norm(course - middle, axis=3), axis=0), np.float32)


def _nearest(one: Cells, two: Cells) -> Cells:
    """Distance of each cell of one to the nearest of nine of the other: (rows, columns)."""
    rows, columns = one.shape[:2]
    wide = np.pad(two, ((1, 1), (1, 1), (0, 0)), mode="edge")
    moved = [wide[y : y + rows, x : x + columns] for y in range(3) for x in range(3)]
    return np.asarray(np.linalg.norm(np.stack(moved) - one, axis=3).min(0), np.float32)


def _stands_out(course: Cells, ground: Cells) -> NDArray[np.bool_]:
    """Which cells show something else than the ground, in the median over frames."""
    return np.asarray(np.median(np.linalg.norm(course - ground, axis=3), axis=0) >= LEAST_GAP)


def _own(here: Cells, there: Cells, cells: NDArray[np.bool_]) -> float:
    """Share of all frames whose cells lie nearer their own take's median than the other's."""
    one, two = here[:, cells], there[:, cells]
    middles = np.median(one, axis=0), np.median(two, axis=0)

    def gone(course: NDArray[np.float32], middle: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.asarray(np.linalg.norm(course - middle, axis=2).mean(1), np.float32)

    own = np.concatenate([gone(one, middles[0]), gone(two, middles[1])])
    other = np.concatenate([gone(one, middles[1]), gone(two, middles[0])])
    return float((own < other).mean())
