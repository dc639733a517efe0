"""Aligned shots to located differences: regions of the picture and people's body parts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.differences.change_regions import Region, differing
from secondtake.comparing.takes.differences.colour_distance import light_gains
from secondtake.comparing.takes.differences.extra_people import (
    Stranger,
    courses,
    losses,
    strangers,
)
from secondtake.comparing.takes.differences.located_difference import Box, Located, share_of
from secondtake.comparing.takes.differences.moved_objects import displaced
from secondtake.comparing.takes.differences.parallax import camera_moved, laid_closer
from secondtake.comparing.takes.differences.person_parts import PartsCompared, parts_apart
from secondtake.comparing.takes.measures.frame_registration import registered, shrinking
from secondtake.comparing.takes.measures.measurements import Measures
from secondtake.model.enums import DifferenceKind, PicturePart, ReasonCode, RelationKind
from secondtake.model.reasons import reason
from secondtake.vision.boxes import iou
from secondtake.vision.homography import mapped_box
from secondtake.vision.warp import warped

__all__ = ["Compared", "Located", "located"]

STEADY = 0.5
"""Share of the picture that must fit for regions to be listed: else the camera moved."""
UNREST = 8.0
"""Standard deviation over time (grey levels) of a background pixel at the upper quartile from
which the camera is taken to move; a tripod gives 1 to 4, a pan over a wall 15 and more."""
ROOM = 0.25
"""Share of the picture that must be free of people for its background to be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What differs, and the share (0 to 1) of the picture that does not; None: not compared.

    ``moved``: the camera stood elsewhere, and what that shifts was laid back before comparing.
    ``parts``: those of people, which are compared in takes alone.
    """

    differences: tuple[Located, ...]
    fits: float | None
    moved: bool
    parts: PartsCompared | None


def located(
    kind: RelationKind, pairs: NDArray[np.int64], found: Measures, left: Described, right: Described
) -> Compared:
    """The differences between two aligned shots.

    Whole pictures in a copy; in a retake people's parts and the background away from people.
    """
    if kind not in (RelationKind.COPY, RelationKind.RETAKE) or len(pairs) < 3:
        return Compared(differences=(), fits=None, moved=False, parts=None)
    matrix = _matrix(kind, found, left, right)
    height, width = left.small.shape[1:3]
    moved = (
        kind == RelationKind.RETAKE and matrix is not None and camera_moved(matrix, (height, width))
    )
    regions, fits = _regions(kind, pairs, matrix, left, right, moved=moved)
    if kind == RelationKind.COPY:
        return Compared(differences=regions, fits=fits, moved=moved, parts=None)
    gains = light_gains(left, right, matrix)
    parts = parts_apart(pairs, found, left, right, gains, matrix=matrix)
    return Compared(differences=parts.differ + regions, fits=fits, moved=moved, parts=parts)


def _regions(
    kind: RelationKind,
    pairs: NDArray[np.int64],
    matrix: NDArray[np.float64] | None,
    left: Described,
    right: Described,
    *,
    moved: bool,
) -> tuple[tuple[Located, ...], float | None]:
    if matrix is None:
        return (), None
    chosen = pairs[np.unique(np.linspace(0, len(pairs) - 1, 40).round().astype(int))]
    one = left.small[chosen[:, 0]]
    two, valid = registered(left, right, matrix, chosen[:, 1])
    if kind == RelationKind.RETAKE:
        valid &= ~_crowd(left, None, chosen[:, 0], left)
        valid &= ~_crowd(right, matrix, chosen[:, 1], left)
        if valid.mean() < ROOM or max(_unrest(one, valid), _unrest(two, valid)) > UNREST:
            return (), None
    if moved:
        two, valid = laid_closer(one, two, valid)
    found_regions, fits = differing(one, two, valid)
    if fits < STEADY:
        return (), None
    moved_things = displaced(one, two, found_regions)
    gone = {number for pair in moved_things for number in pair}
    regions = tuple(
        _elsewhere((found_regions[i], found_regions[j]), chosen, matrix, left, right)
        for i, j in moved_things
    )
    regions += tuple(
        _named(region, chosen, matrix, left, right)
        for number, region in enumerate(found_regions)
        if number not in gone
    )
    if kind == RelationKind.COPY:
        loss = losses(one, two, valid)
        people = strangers(courses(left, right, chosen, matrix), loss)
        apart = [p for p in _passing(people, chosen, matrix, left, right) if _new(p, regions)]
        regions += tuple(apart)
    return regions, fits


def _new(one: Located, listed: tuple[Located, ...]) -> bool:
    """Whether nothing listed overlaps a difference."""
    return all(iou(_corners(one.left_box), _corners(o.left_box)) < 0.3 for o in listed)


def _corners(box: Box) -> tuple[float, ...]:
    x, y, width, height = box
    return x, y, x + width, y + height


def _unrest(frames: NDArray[np.uint8], valid: NDArray[np.bool_]) -> float:
    """Upper quartile, over the valid pixels, of their standard deviation in time, grey levels."""
    return float(np.percentile(frames.mean(3, dtype=np.float32).std(0)[valid], 75))


def _matrix(
    kind: RelationKind, found: Measures, left: Described, right: Described
) -> NDArray[np.float64] | None:
    if kind == RelationKind.COPY:
        return found.registration.matrix if found.registration else None
    ground = found.place.grounds[0] if found.place.grounds else None
    if ground is None or ground.still < 8:
        return None
    return shrinking(left) @ ground.matrix @ np.linalg.inv(shrinking(right))


def _crowd(
    shot: Described,
    matrix: NDArray[np.float64] | None,
    frames: NDArray[np.int64],
    grid: Described,
) -> NDArray[np.bool_]:
    """Where people are in any of the frames, in the grid of ``grid``'s small pictures."""
    import cv2

    mask = np.zeros(shot.small.shape[1:3], np.uint8)
    for person in shot.people:
        near = (person.frames >= frames.min()) & (person.frames <= frames.max())
        for x0, y0, x1, y1 in person.boxes[near] * shot.scale:
            wide, tall = 0.15 * (x1 - x0), 0.1 * (y1 - y0)
            low, high = (int(x0 - wide), int(y0 - tall)), (int(x1 + wide), int(y1 + tall))
            cv2.rectangle(mask, low, high, 1, -1)
    if matrix is not None:
        mask = warped(mask, matrix, grid.small.shape[1:3])
    return mask.astype(bool)


def _named(
    region: Region,
    pairs: NDArray[np.int64],
    matrix: NDArray[np.float64],
    left: Described,
    right: Described,
) -> Located:
    run = pairs[region.first : region.last + 1]
    box = tuple(float(v) for v in region.box)
    only_right = _alone(box, right, left, run[:, 1], matrix)
    only_left = _alone(box, left, right, run[:, 0], None) if only_right is None else None
    kind = DifferenceKind.ONE_SIDE_ONLY
    if only_right is not None:
        what, box = reason(ReasonCode.PERSON_ONE_SIDE, side="right"), only_right
    elif only_left is not None:
        what, box = reason(ReasonCode.PERSON_ONE_SIDE, side="left"), only_left
    else:
        kind = DifferenceKind.PART_OF_PICTURE
        what = reason(ReasonCode.PICTURE_REGION, place=_whereabouts(box, left))
    return Located(
        kind=kind,
        what=what,
        left_box=share_of(box, left),
        right_box=share_of(mapped_box(box, np.asarray(np.linalg.inv(matrix), np.float64)), right),
        left_frames=(int(run[:, 0].min()), int(run[:, 0].max())),
        right_frames=(int(run[:, 1].min()), int(run[:, 1].max())),
        size=region.size,
    )


def _elsewhere(
    regions: tuple[Region, Region],
    pairs: NDArray[np.int64],
    matrix: NDArray[np.float64],
    left: Described,
    right: Described,
) -> Located:
    """One thing that the left shows in the first region and the right in the second."""
    one, two = (tuple(float(v) for v in region.box) for region in regions)
    here, there = _whereabouts(one, left), _whereabouts(two, left)
    return Located(
        kind=DifferenceKind.ANOTHER_PLACE,
        what=reason(ReasonCode.OBJECT_MOVED, left=here, right=there),
        left_box=share_of(one, left),
        right_box=share_of(mapped_box(two, np.asarray(np.linalg.inv(matrix), np.float64)), right),
        left_frames=(int(pairs[:, 0].min()), int(pairs[:, 0].max())),
        right_frames=(int(pairs[:, 1].min()), int(pairs[:, 1].max())),
        size=max(region.size for region in regions),
    )


def _passing(
    found: tuple[Stranger, ...],
    pairs: NDArray[np.int64],
    matrix: NDArray[np.float64],
    left: Described,
    right: Described,
) -> tuple[Located, ...]:
    back = np.asarray(np.linalg.inv(matrix), np.float64)
    listed = []
    for one in found:
        run = pairs[list(one.instants)]
        listed.append(
            Located(
                kind=DifferenceKind.ONE_SIDE_ONLY,
                what=reason(ReasonCode.PERSON_ONE_SIDE, side=one.side),
                left_box=share_of(one.box, left),
                right_box=share_of(mapped_box(one.box, back), right),
                left_frames=(int(run[:, 0].min()), int(run[:, 0].max())),
                right_frames=(int(run[:, 1].min()), int(run[:, 1].max())),
                size=one.size,
            )
        )
    return tuple(listed)


def _alone(
    box: tuple[float, ...],
    shot: Described,
    other: Described,
    frames: NDArray[np.int64],
    matrix: NDArray[np.float64] | None,
) -> tuple[float, ...] | None:
    """The box, in the left's grid, of a person that fills the region and has no fellow there."""
    for person in shot.people:
        near = (person.frames >= frames.min()) & (person.frames <= frames.max())
        if not near.any():
            continue
        median = tuple(float(v) for v in np.median(person.boxes[near], axis=0) * shot.scale)
        here = median if matrix is None else mapped_box(median, matrix)
        if iou(here, box) < 0.3:
            continue
        fellows = [
            tuple(float(v) for v in np.median(b.boxes, axis=0) * other.scale) for b in other.people
        ]
        if matrix is None:
            return here
        if all(iou(here, fellow) < 0.3 for fellow in fellows):
            return tuple((a + b) / 2 for a, b in zip(here, box, strict=True))
    return None


def _whereabouts(box: tuple[float, ...], shot: Described) -> tuple[PicturePart, ...]:
    x, y, width, height = share_of(box, shot)
    if width * height > 0.5:
        return (PicturePart.MOST,)
    thirds = (PicturePart.LEFT, PicturePart.MIDDLE, PicturePart.RIGHT)
    across = thirds[min(2, int(3 * (x + width / 2)))]
    if height > 0.6:
        return (across,)
    return across, PicturePart.UPPER if y + height / 2 < 0.5 else PicturePart.LOWER
