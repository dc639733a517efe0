"""Whether a difference between two takes can be the one a claim names: attribute and place."""

from __future__ import annotations

from collections.abc import Iterable

from secondtake.model.enums import PicturePart, ReasonCode, RelationKind
from secondtake.model.findings import Box, Difference, Relation
from secondtake.model.page_enums import ClaimSubject
from secondtake.model.text import ClaimFocus

__all__ = ["is_overlaid", "may_be_named", "overlays_of", "where_named"]

WORN_ON = {
    "head": ClaimSubject.HEAD,
    "upper body": ClaimSubject.UPPER_BODY,
    "arms": ClaimSubject.ARMS,
    "legs": ClaimSubject.LEGS,
    "left hand": ClaimSubject.ARMS,
    "right hand": ClaimSubject.ARMS,
}
"""Which named clothing a part of a person that differs can be of."""
SLEEVED = (ClaimSubject.UPPER_BODY, ClaimSubject.ARMS)
"""A jacket has sleeves: what is worn on the upper body shows on the arms too."""
WORN = frozenset((*WORN_ON.values(), ClaimSubject.CLOTHING))
_THINGS = frozenset((ClaimSubject.OBJECT,))
_OF_A_PART = {
    ReasonCode.PART_COLOUR: frozenset[ClaimSubject](),
    ReasonCode.PART_COLOUR_OR_PATTERN: frozenset[ClaimSubject](),
    ReasonCode.PART_COLOUR_OR_OBJECT: _THINGS,
    ReasonCode.OBJECT_AT_PART_ONE_SIDE: _THINGS,
}
_OF_THE_PICTURE = {
    ReasonCode.ALL_CLOTHING_COLOUR: WORN | {ClaimSubject.PERSON},
    ReasonCode.PERSON_ONE_SIDE: frozenset((ClaimSubject.PERSON,)),
    ReasonCode.PICTURE_REGION: frozenset(
        (ClaimSubject.OBJECT, ClaimSubject.SMOKE, ClaimSubject.PERSON, ClaimSubject.LIGHT)
    ),
    ReasonCode.OBJECT_MOVED: _THINGS,
}
"""What each kind of difference can be of."""
CORNER_WIDTH, CORNER_HEIGHT = 0.3, 0.25
"""Shares of the picture's width and height within which channels' logos and clocks stand, in a
corner: EBU R 95 keeps them inside the outer 5 %, and they are seldom wider than a quarter."""
CAPTION_TOP, CAPTION_WIDTH, CAPTION_HEIGHT = 0.7, 0.4, 0.25
"""A caption: a low and wide stretch in the lower third."""
SHARED = 0.5
"""Share of the smaller of two boxes from which they are about one thing."""
SLACK = 0.05
"""Shares of the picture by which "on the left" may reach over its middle."""


def may_be_named(difference: Difference, focus: ClaimFocus) -> bool:
    """Whether a difference can be of an attribute a claim names; all can where it names none."""
    named = set(focus.subjects)
    code = difference.what.code
    if not named or code == ReasonCode.AS_WRITTEN:
        return True
    if code in _OF_A_PART:
        part = WORN_ON.get(str(difference.what.by_name.get("part")))
        can_be = _OF_A_PART[code] | {ClaimSubject.CLOTHING}
        can_be |= {part} if part else WORN
        if part == ClaimSubject.ARMS:
            can_be |= set(SLEEVED)
        return bool(named & can_be)
    return bool(named & _OF_THE_PICTURE.get(code, frozenset()))


def where_named(difference: Difference, focus: ClaimFocus) -> bool:
    """Whether a difference lies, on either side, in every part of the picture a claim names."""
    boxes = (difference.left_box, difference.right_box)
    return any(all(_lies_in(box, part) for part in focus.parts) for box in boxes)


def is_overlaid(
    difference: Difference, *, of_two_files: bool, overlays: Iterable[Box], focus: ClaimFocus
) -> bool:
    """Whether a difference may be a logo, a caption or a clock that was laid over the picture.

    ``overlays``: where copies of the two files differ, which is what was laid over one of them.
    Without such a copy, what lies in a corner of one of two files, or like a caption, is taken for
    one, unless the claim itself names that place: then a person has to look.
    """
    if difference.what.code == ReasonCode.CLOCK_READING:
        return True
    if difference.what.code != ReasonCode.PICTURE_REGION:
        return False
    box = difference.left_box
    if of_two_files and any(_shared(box, other) >= SHARED for other in overlays):
        return True
    if focus.parts:
        return False
    return _is_caption(box) or (of_two_files and _in_corner(box))


def overlays_of(
    relations: Iterable[Relation], files: set[str], file_of: dict[str, str]
) -> list[Box]:
    """Where copies that lie in two files, one of them among ``files``, differ."""
    found: list[Box] = []
    for r in relations:
        two = {file_of[r.left], file_of[r.right]}
        if r.kind == RelationKind.COPY and len(two) > 1 and two & files:
            for d in r.differences:
                if d.what.code == ReasonCode.PICTURE_REGION:
                    found += [d.left_box, d.right_box]
    return found


def _lies_in(box: Box, part: PicturePart) -> bool:
    across, down = box[0] + box[2] / 2, box[1] + box[3] / 2
    return {
        PicturePart.LEFT: across <= 0.5 + SLACK,
        PicturePart.RIGHT: across >= 0.5 - SLACK,
        PicturePart.MIDDLE: 0.25 <= across <= 0.75,
        PicturePart.UPPER: down <= 0.5 + SLACK,
        PicturePart.LOWER: down >= 0.5 - SLACK,
    }.get(part, True)


def _in_corner(box: Box) -> bool:
    x, y, width, height = box
    aside = x + width <= CORNER_WIDTH or x >= 1 - CORNER_WIDTH
    return aside and (y + height <= CORNER_HEIGHT or y >= 1 - CORNER_HEIGHT)


def _is_caption(box: Box) -> bool:
    _, y, width, height = box
    return y >= CAPTION_TOP and width >= CAPTION_WIDTH and height <= CAPTION_HEIGHT


def _shared(one: Box, other: Box) -> float:
    """How much of the smaller box lies in the other, 0 to 1."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    smaller = min(one[2] * one[3], other[2] * other[3])
    return max(0.0, across) * max(0.0, down) / smaller if smaller > 0 else 0.0
