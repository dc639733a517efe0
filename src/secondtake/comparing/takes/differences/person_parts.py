"""People's parts in two takes: whole parts by colour, and pieces of them cell by cell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.describe.person_patches import PIECES, Piece, mirrored_pieces
from secondtake.comparing.takes.differences.colour_distance import colours_apart, relit
from secondtake.comparing.takes.differences.located_difference import Box, Located, share_of
from secondtake.comparing.takes.differences.patch_cells import PieceApart, pieces_apart
from secondtake.comparing.takes.measures.measurements import Measures
from secondtake.comparing.takes.measures.person_similarity import PersonPair
from secondtake.model.difference_size import OF_PERSON
from secondtake.model.enums import CameraMotionKind, DifferenceKind, ReasonCode
from secondtake.model.reasons import Reason, ReasonValue, reason
from secondtake.vision.clothing import PARTS, part_masks
from secondtake.vision.colour_names import colours_told_apart
from secondtake.vision.homography import mapped_box, mapped_points
from secondtake.vision.pose import Person

__all__ = ["PartsCompared", "parts_apart"]

NEAR = 0.25
"""Distance, in widths of a piece, within which it lies at one place in both takes."""
STANDING = (CameraMotionKind.STATIC, CameraMotionKind.HAND_HELD)
"""Cameras whose median picture shows what lies behind heads and hands."""
MOST_WHOLE = 2
"""Parts that differ as a whole from which a person is not looked at cell by cell; where more do,
they are told as one."""
TRUNK = "upper body"
COLOURED = (TRUNK, "legs")
"""Parts whose colours are named. Those of heads and arms are not: they may be skin."""

PartsOfPerson = tuple[int, tuple[str, ...]]
"""A person's number, counted from 1, and names of parts."""


def parts_apart(
    pairs: NDArray[np.int64],
    found: Measures,
    left: Described,
    right: Described,
    gains: NDArray[np.float32],
    *,
    matrix: NDArray[np.float64] | None,
) -> PartsCompared:
    """Where people's parts differ over the aligned run, and the parts that stay alike.

    ``pairs``: int64 (n, 2), aligned frames. ``gains`` bring the right's light to the left's,
    ``matrix`` its small pixels to the left's.
    """
    differ: list[Located] = []
    alike: tuple[list[PartsOfPerson], list[PartsOfPerson]] = ([], [])
    for number, pair in enumerate(found.people[:3], 1):
        person = _Person(number, pair, pairs, left, right, matrix)
        coloured = _by_colour(person, gains)
        told = {name for name, located in coloured.items() if located is not None}
        by_cell: dict[str, Located | None] = {}
        # Whoever differs as a whole may be another person: of their hands nothing is told.
        if len(told) < MOST_WHOLE:
            by_cell = _by_cell(person, gains, told, mirrored=found.place.mirrored)
        elif len(told) > MOST_WHOLE:
            sizes = [one.size for one in coloured.values() if one is not None and one.size]
            coloured = {name: one for name, one in coloured.items() if one is None}
            differ.append(_throughout(person, float(np.median(sizes))))
        for same, compared in zip(alike, (coloured, by_cell), strict=True):
            differ += [located for located in compared.values() if located is not None]
            parts = tuple(name for name, one in compared.items() if one is None)
            if parts:
                same.append((number, parts))
    return PartsCompared(differ=tuple(differ), alike=tuple(alike[0]), cells_alike=tuple(alike[1]))


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsCompared:
    """What differs of people's parts; the parts whose colour does not, and those of which no cell
    does, both by the person's number."""

    differ: tuple[Located, ...]
    alike: tuple[PartsOfPerson, ...]
    cells_alike: tuple[PartsOfPerson, ...]


@dataclass(frozen=True, slots=True)
class _Person:
    """One person in both takes, and the frames that are aligned."""

    number: int
    pair: PersonPair
    pairs: NDArray[np.int64]
    left: Described
    right: Described
    matrix: NDArray[np.float64] | None

    def located(
        self,
        what: Reason,
        boxes: list[Box],
        size: float,
        *,
        kind: DifferenceKind = DifferenceKind.COLOUR,
    ) -> Located:
        first, last = self.pairs[0], self.pairs[-1]
        return Located(
            kind=kind,
            what=what,
            left_box=boxes[0],
            right_box=boxes[1],
            left_frames=(int(first[0]), int(last[0])),
            right_frames=(int(first[1]), int(last[1])),
            size=size,
        )

    def share_of_box(self, boxes: list[Box]) -> float:
        """How much of the box around the person others cover, the larger of both sides, 0 to 1."""
        shares = [0.0]
        for box, (seen, frame, shot) in zip(boxes, self.halfway(), strict=True):
            near = int(np.abs(seen.frames - frame).argmin())
            whole = share_of(tuple(float(v) for v in seen.boxes[near] * shot.scale), shot)
            if whole[2] * whole[3]:
                shares.append(min(1.0, box[2] * box[3] / (whole[2] * whole[3])))
        return round(max(shares), 3)

    def share_of_part(self, part: int) -> float:
        """How much of all that is seen of the person's parts one is, on the larger side, 0 to 1."""
        sides = (self.left.looks[self.pair.left], self.right.looks[self.pair.right])
        seen = [np.nan_to_num(look.pixels) for look in sides]
        return round(max(float(p[part] / p.sum()) if p.sum() else 0.0 for p in seen), 3)

    def halfway(self) -> tuple[tuple[Person, int, Described], tuple[Person, int, Described]]:
        """The person, the frame and the shot of either side in the middle of the aligned run."""
        one, two = (int(frame) for frame in self.pairs[len(self.pairs) // 2])
        return (
            (self.left.people[self.pair.left], one, self.left),
            (self.right.people[self.pair.right], two, self.right),
        )


def _throughout(person: _Person, size: float) -> Located:
    """A person of whom nearly everything has another colour: other clothes, or somebody else."""
    boxes = []
    for seen, frame, shot in person.halfway():
        near = int(np.abs(seen.frames - frame).argmin())
        boxes.append(share_of(tuple(float(v) for v in seen.boxes[near] * shot.scale), shot))
    what = reason(ReasonCode.ALL_CLOTHING_COLOUR, person=person.number)
    return person.located(what, boxes, size)


def _by_colour(person: _Person, gains: NDArray[np.float32]) -> dict[str, Located | None]:
    """Parts whose median colour differs, and None for those whose does not."""
    one = person.left.looks[person.pair.left]
    two = person.right.looks[person.pair.right]
    found: dict[str, Located | None] = {}
    for part, name in enumerate(PARTS):
        apart = colours_apart(one.lab[:, part], relit(two.lab[:, part], gains))
        if apart is None:
            continue
        found[name] = None
        if apart.differ:
            boxes = [_part_box(part, *side) for side in person.halfway()]
            said: dict[str, ReasonValue] = {
                "part": name,
                "person": person.number,
                OF_PERSON: person.share_of_part(part),
            }
            if name in COLOURED:
                said |= zip(("left", "right"), colours_told_apart(*apart.colours), strict=True)
            what = reason(ReasonCode.PART_COLOUR, **said)
            found[name] = person.located(what, boxes, apart.gap / apart.floor)
    return found


def _by_cell(
    person: _Person, gains: NDArray[np.float32], told: set[str], *, mirrored: bool
) -> dict[str, Located | None]:
    """The same for pieces, cell by cell; a part whose whole colour differs is told already."""
    left, right = person.left, person.right
    standing = left.camera.kind in STANDING and right.camera.kind in STANDING
    mine, yours = left.pieces[person.pair.left], right.pieces[person.pair.right]
    if mirrored:
        yours = mirrored_pieces(yours)
    found: dict[str, Located | None] = {}
    for name, one, two in zip(PIECES, mine, yours, strict=True):
        if name in told or not (standing or name == TRUNK):
            continue
        apart = pieces_apart(name, one, two, gains, one_place=_one_place(person, one, two))
        if apart is None:
            continue
        found[name] = None
        if apart.differ:
            sides = zip((one, two), person.halfway(), strict=True)
            boxes = [_cells_box(piece, apart.cells, *side) for piece, side in sides]
            share = (
                float(apart.cells.mean()) * person.share_of_part(PARTS.index(TRUNK))
                if name == TRUNK
                else person.share_of_box(boxes)
            )
            what = _said(name, apart, {"person": person.number, OF_PERSON: round(share, 3)})
            only = apart.only and name != TRUNK
            kind = DifferenceKind.ONE_SIDE_ONLY if only else DifferenceKind.COLOUR
            found[name] = person.located(what, boxes, apart.size, kind=kind)
    return found


def _one_place(person: _Person, left: Piece, right: Piece) -> bool:
    """Whether a piece lies at one place of the picture in both takes, before the same ground."""
    if person.matrix is None or not min(len(left.frames), len(right.frames)):
        return False
    here = _centre(left, person.left, np.eye(3))
    there = _centre(right, person.right, person.matrix)
    edge = np.median(left.corners[:, 1] - left.corners[:, 0], axis=0)
    wide = float(np.hypot(*edge))
    return float(np.hypot(*(here - there))) < NEAR * wide * person.left.scale


def _centre(piece: Piece, shot: Described, matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Where a piece mostly lies, x and y in small pixels, mapped by ``matrix``."""
    middle = np.median(piece.corners, axis=0).mean(0) * shot.scale
    return np.asarray(mapped_points(middle[None], matrix)[0])


def _said(name: str, apart: PieceApart, of: dict[str, ReasonValue]) -> Reason:
    """What differs, and on which side alone something is seen; ``of``: of whom, and how much."""
    if name == TRUNK:
        return reason(ReasonCode.PART_COLOUR_OR_PATTERN, part=name, **of)
    if apart.only:
        return reason(ReasonCode.OBJECT_AT_PART_ONE_SIDE, part=name, side=apart.only, **of)
    return reason(ReasonCode.PART_COLOUR_OR_OBJECT, part=name, **of)


def _part_box(part: int, person: Person, frame: int, shot: Described) -> Box:
    near = int(np.abs(person.frames - frame).argmin())
    mask = part_masks(person.points[near], (shot.size[1], shot.size[0]))[part]
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not len(rows):
        box = tuple(float(v) for v in person.boxes[near] * shot.scale)
        return share_of(box, shot)
    edges = columns[0], rows[0], columns[-1] + 1, rows[-1] + 1
    return share_of(tuple(float(v) * shot.scale for v in edges), shot)


def _cells_box(
    piece: Piece, cells: NDArray[np.bool_], person: Person, frame: int, shot: Described
) -> Box:
    """Where the cells lie in the frame nearest to one of the shot's in which the piece is seen."""
    import cv2

    near = int(np.abs(person.frames[piece.frames] - frame).argmin())
    rows, columns = np.flatnonzero(cells.any(1)), np.flatnonzero(cells.any(0))
    high, wide = cells.shape
    laid = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(laid, piece.corners[near] * np.float32(shot.scale))
    ends = columns[0], rows[0], columns[-1] + 1, rows[-1] + 1
    return share_of(mapped_box(tuple(float(v) for v in ends), matrix), shot)
