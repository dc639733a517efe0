"""Pieces of a person, cell by cell in its own frame: trunk, head and what the hands hold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.vision.clothing import LEAST_POINT, looked_at
from secondtake.vision.pose import Person

__all__ = ["PIECES", "Piece", "mirrored_pieces", "pieces_of"]

PIECES = {"upper body": (10, 8), "head": (6, 4), "left hand": (7, 6), "right hand": (7, 6)}
"""Rows and columns of each piece: a cell is 3 or 4 pixels where a person is 120 pixels tall."""
HANDS = {"left hand": (7, 9), "right hand": (8, 10)}
"""Keypoints of elbow and wrist."""
FINE = 4
"""Samples of a cell along each side, averaged."""
LEAST_TRUNK_PX = 8.0
TURNED = 0.3
"""Width of the shoulders in trunk lengths under which somebody stands sideways."""

Corners = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Piece:
    """One piece of one person, in the frames in which it is seen.

    ``frames``: int64 (k,), rows of the person. ``facing``: int8 (k,), 1 where the left shoulder is
    on the right of the picture, as from the front, else -1. ``corners``: float32 (k, 4, 2), pixels
    of the view, clockwise from the first cell's. ``lab``, ``ground``: float16 (k, rows, columns,
    3), mean CIE Lab (L 0-100) of each cell, and of the shot's median picture at the same place.
    """

    frames: NDArray[np.int64]
    facing: NDArray[np.int8]
    corners: NDArray[np.float32]
    lab: NDArray[np.float16]
    ground: NDArray[np.float16]


def pieces_of(
    rgb: NDArray[np.uint8], people: tuple[Person, ...], median: NDArray[np.uint8]
) -> tuple[tuple[Piece, ...], ...]:
    """For every person in the frames uint8 (n, h, w, 3) a piece for each of ``PIECES``.

    ``median``: uint8 (h, w, 3), the frames' median in time.
    """
    return tuple(_of_person(rgb, person, median) for person in people)


def mirrored_pieces(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """What the pieces of one person in the mirrored picture would be, with corners where they are.

    Cells change sides, and so do the hands: whoever faces a camera faces it in a mirror too.
    """
    trunk, head, left, right = (
        Piece(
            frames=piece.frames,
            facing=piece.facing,
            corners=piece.corners[:, [1, 0, 3, 2]],
            lab=piece.lab[:, :, ::-1],
            ground=piece.ground[:, :, ::-1],
        )
        for piece in pieces
    )
    return trunk, head, right, left


def _of_person(
    rgb: NDArray[np.uint8], person: Person, median: NDArray[np.uint8]
) -> tuple[Piece, ...]:
    rows = looked_at(person)
    return tuple(_piece(name, rgb, person, rows, median) for name in PIECES)


def _piece(
    name: str,
    rgb: NDArray[np.uint8],
    person: Person,
    rows: NDArray[np.int64],
    median: NDArray[np.uint8],
) -> Piece:
    cells = PIECES[name]
    cut = ((int(row), _corners(name, person.points[row])) for row in rows)
    seen = {row: corners for row, corners in cut if corners is not None}
    at = np.array(list(seen), np.int64)
    front = person.points[at, 5, 0] > person.points[at, 6, 0]
    here = [_cells(rgb[person.frames[row]], corners, cells) for row, corners in seen.items()]
    ground = [_cells(median, corners, cells) for corners in seen.values()]
    return Piece(
        frames=at,
        facing=np.where(front, 1, -1).astype(np.int8),
        corners=np.array(list(seen.values()), np.float32).reshape(-1, 4, 2),
        lab=np.array(here, np.float16).reshape(-1, *cells, 3),
        ground=np.array(ground, np.float16).reshape(-1, *cells, 3),
    )


def _corners(name: str, points: NDArray[np.float32]) -> Corners | None:
    """Where a piece lies, float64 (4, 2), or None where it is not seen."""
    xy, sure = points[:, :2].astype(np.float64), points[:, 2] >= LEAST_POINT
    if not sure[[5, 6, 11, 12]].all():
        return None
    trunk = float(np.hypot(*(xy[[5, 6]].mean(0) - xy[[11, 12]].mean(0))))
    if trunk < LEAST_TRUNK_PX:
        return None
    if name == "upper body":
        turned = abs(xy[5, 0] - xy[6, 0]) < TURNED * trunk
        return None if turned else xy[[6, 5, 11, 12]]
    if name == "head":
        face = [point for point in range(5) if sure[point]]
        if len(face) < 2:
            return None
        return _box(xy[face].mean(0), trunk, (-0.2, -0.36, 0.2, 0.24))
    elbow, wrist = HANDS[name]
    if not sure[[elbow, wrist]].all():
        return None
    # What is held hangs from the hand, which lies beyond the wrist.
    hand = xy[wrist] + 0.4 * (xy[wrist] - xy[elbow])
    return _box(hand, trunk, (-0.3, -0.15, 0.3, 0.55))


def _box(
    centre: NDArray[np.float64], trunk: float, sides: tuple[float, float, float, float]
) -> Corners:
    """An upright box about a point; ``sides`` in trunk lengths: left, top, right, bottom."""
    x0, y0, x1, y1 = sides
    return np.asarray(centre + trunk * np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]]))


def _cells(
    frame: NDArray[np.uint8], corners: Corners, cells: tuple[int, int]
) -> NDArray[np.float32]:
    import cv2

    high, wide = (FINE * count for count in cells)
    # Samples lie in the middle of their squares, so that a mirrored picture gives the same cells.
    laid = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32) - np.float32(0.5)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), laid)
    cut = cv2.warpPerspective(frame, matrix, (wide, high), borderMode=cv2.BORDER_REPLICATE)
    lab = cv2.cvtColor(cut.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    return np.asarray(cv2.resize(lab, cells[::-1], interpolation=cv2.INTER_AREA), np.float32)
