"""What burnt-in clocks say of a pair: where they are, and whether they show the same."""

from __future__ import annotations

from secondtake.comparing.takes.describe.description import Described
from secondtake.comparing.takes.differences.located_difference import Box, Located
from secondtake.comparing.takes.measures.clock_comparison import ClocksCompared
from secondtake.comparing.takes.measures.measurements import Measures
from secondtake.model.enums import DifferenceKind, PicturePart, ReasonCode, RelationKind
from secondtake.model.reasons import Reason, reason

__all__ = ["clock_differences", "clock_reasons"]

SAME_TICK = 0.6
"""Seconds by which the offset of two clocks may differ from that of the films: they tick once a
second, and pictures are sampled ten times."""


def clock_reasons(
    found: Measures, kind: RelationKind, shots: tuple[Described, Described], sides: tuple[str, str]
) -> tuple[Reason, ...]:
    """Which clocks were found, and how those at one place of the picture compare."""
    told = [
        reason(ReasonCode.BURNT_IN_CLOCK, side=side, place=_place(_share(clock.box, shot)))
        for shot, side in sorted(zip(shots, sides, strict=True), key=lambda pair: pair[1])
        for clock in shot.clocks
    ]
    for one in found.clocks:
        times = dict(zip(sides, (one.left_seconds, one.right_seconds), strict=True))
        ordered = {side: times[side] for side in sorted(times)}
        if _differ(one, found, kind, shots):
            told.append(reason(ReasonCode.CLOCKS_DIFFER, **ordered, still_parts=one.elsewhere))
        elif one.offset_seconds is not None:
            sign = 1 if sides == ("left", "right") else -1
            told.append(reason(ReasonCode.CLOCKS_AGREE, offset_seconds=sign * one.offset_seconds))
    return tuple(told)


def clock_differences(
    found: Measures, kind: RelationKind, left: Described, right: Described
) -> tuple[Located, ...]:
    """The clocks that differ, as differences with the box of each line."""
    return tuple(
        Located(
            kind=DifferenceKind.PART_OF_PICTURE,
            what=reason(ReasonCode.CLOCK_READING, place=_place(_share(one.left_box, left))),
            left_box=_share(one.left_box, left),
            right_box=_share(one.right_box, right),
            left_frames=(0, len(left.seconds) - 1),
            right_frames=(0, len(right.seconds) - 1),
            size=None,
        )
        for one in found.clocks
        if _differ(one, found, kind, (left, right))
    )


def _differ(
    one: ClocksCompared, found: Measures, kind: RelationKind, shots: tuple[Described, Described]
) -> bool:
    """Whether the clocks differ at the films' aligned moments, or where none is known at any."""
    line = found.registration.line if found.registration else None
    if one.offset_seconds is None or kind != RelationKind.COPY or line is None:
        return not one.agree
    left, right = shots
    at = (line.first + line.last) // 2
    there = min(max(round(line.slope * at + line.start), 0), len(right.seconds) - 1)
    aligned = float(right.seconds[there] - left.seconds[at])
    return abs(one.offset_seconds - aligned) > SAME_TICK


def _share(box: tuple[int, int, int, int], shot: Described) -> Box:
    """A box in pixels of the view as shares of the picture."""
    (x, y, across, down), (width, height) = box, shot.size
    return (
        round(x / width, 4),
        round(y / height, 4),
        round(across / width, 4),
        round(down / height, 4),
    )


def _place(box: Box) -> tuple[PicturePart, ...]:
    x, y, width, height = box
    middle = x + width / 2
    across = (PicturePart.LEFT, PicturePart.MIDDLE, PicturePart.RIGHT)[min(2, int(3 * middle))]
    return across, PicturePart.UPPER if y + height / 2 < 0.5 else PicturePart.LOWER
