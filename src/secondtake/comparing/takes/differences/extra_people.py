"""People whom one of two registered recordings shows and the other does not, though they move."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.differences.change_regions import LEAST_UNLIKE, likened
from secondtake.vision.boxes import iou
from secondtake.vision.homography import mapped_box
from secondtake.vision.pose import Person

__all__ = ["Stranger", "courses", "losses", "strangers"]

LEAST_SEEN = 4
"""Aligned frames a moving person has to be seen in to be told as seen on one side only."""
LEAST_KNOWN = 0.1
"""Share of a person's box that must have structure to be compared."""
ALONE = 0.3
"""Share of the structure in a person's box that is lost where the other side shows nobody: people
inserted into made scenes and takes-dev gave .31 to .84 in the median, people whom both sides
show, but whose boxes part, up to .2."""
MOSTLY = 0.7
"""Share of the frames a person is seen in, in which that must be so."""
FELLOW = 0.3
"""Overlap of boxes from which two people may be one."""
FLOOR = 0.06
"""Loss that compression alone leaves: what the size of such a difference is counted in."""

Corners = tuple[float, ...]
"""A box as x0, y0, x1, y1 in small pixels of the left."""
Course = dict[int, Corners]
"""Place among the aligned frames -> where a person is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """A person on one ``side`` ("left" or "right") alone.

    ``box``: where halfway through, in small pixels of the left. ``instants``: places among the
    aligned frames. ``size``: how much structure is lost there, in multiples of the floor.
    """

    side: str
    box: Corners
    instants: tuple[int, ...]
    size: float


def courses(
    left: Described,
    right: Described,
    pairs: NDArray[np.int64],
    matrix: NDArray[np.float64],
) -> tuple[list[Course], list[Course]]:
    """Where every person of the left and of the right is at each aligned pair of frames.

    ``matrix``: float64 (3, 3), right small pixels to left small pixels.
    """
    here = [_course(person, left, pairs[:, 0]) for person in left.people]
    there = [_course(person, right, pairs[:, 1]) for person in right.people]
    return here, [{at: mapped_box(box, matrix) for at, box in course.items()} for course in there]


def losses(
    one: NDArray[np.uint8], two: NDArray[np.uint8], valid: NDArray[np.bool_]
) -> NDArray[np.float32]:
    """Loss of structure frame by frame, float32 (n, h, w); NaN where neither has any to lose."""
    found = []
    for x, y in zip(one, two, strict=True):
        loss, structured = likened(x, y, valid)
        found.append(np.where(structured, loss, np.nan))
    return np.stack(found)


def strangers(
    sides: tuple[list[Course], list[Course]], unlike: NDArray[np.float32]
) -> tuple[Stranger, ...]:
    """People without a fellow on the other side, where the pictures are unlike too.

    ``sides`` as ``courses`` gives them, ``unlike`` as ``losses`` does.
    """
    left, right = sides
    found = []
    for side, mine, others in (("right", right, left), ("left", left, right)):
        for course in mine:
            instants = tuple(course)
            lost = [
                0.0 if _has_fellow(at, course, mine, others) else _loss(unlike[at], course[at])
                for at in instants
            ]
            if len(lost) < LEAST_SEEN or np.mean(np.array(lost) > ALONE) < MOSTLY:
                continue
            middle = course[instants[len(instants) // 2]]
            size = float(np.median(lost) / FLOOR)
            found.append(Stranger(side=side, box=middle, instants=instants, size=size))
    return tuple(found)


def _course(person: Person, shot: Described, frames: NDArray[np.int64]) -> Course:
    rows = {int(frame): row for row, frame in enumerate(person.frames)}
    return {
        at: tuple(float(v) for v in person.boxes[rows[int(frame)]] * shot.scale)
        for at, frame in enumerate(frames)
        if int(frame) in rows
    }


def _has_fellow(at: int, course: Course, mine: list[Course], others: list[Course]) -> bool:
    """Whether the other side shows somebody here who fits nobody else of this side better."""
    for other in others:
        if at not in other:
            continue
        fits = iou(course[at], other[at])
        if fits > FELLOW and all(iou(c[at], other[at]) <= fits for c in mine if at in c):
            return True
    return False


def _loss(unlike: NDArray[np.float32], box: Corners) -> float:
    """Share of what has structure inside a box that is unlike; 0 where little has any."""
    x0, y0, x1, y1 = (max(0, round(v)) for v in box)
    inside = unlike[y0:y1, x0:x1]
    known = ~np.isnan(inside)
    if known.sum() < LEAST_KNOWN * max(1, inside.size):
        return 0.0
    return float((inside[known] > LEAST_UNLIKE).mean())
