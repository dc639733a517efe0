"""Cover heads, number plates, and people where asked, rather too much than too little."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.covering import Patch, Region, cover, region
from secondtake.viewing.head_detection import Head, besides, faces, heads_of, one_each
from secondtake.viewing.licence_plates import plates
from secondtake.viewing.plate_watch import PlateWatch
from secondtake.vision.person_detection import Finder
from secondtake.vision.pose import SIDE_PX
from secondtake.vision.tiles import WHOLE, Found, Glance, everybody_in, glances, halves, lies

__all__ = ["figures", "heads", "numbers", "redact", "regions", "seen_in_passing"]

Frame = NDArray[np.uint8]
BODY_SCORE = 0.12
"""MoveNet person score from which the head is covered; low on purpose: a missed one costs more."""
SIDE = 256
"""Side at which people are looked for in the whole picture, pixels, a multiple of 32."""
NEAR_SIDE = 160
"""The same for people so near that little but back and head of them is in the picture; of others it
tells only where nobody else was seen, as their heads are 3 to 6 pixels there."""
HALF_SIDE = 320
"""The same for a half of the picture, where small people are larger."""
FINE_SIDE = 384
"""The same for the whole of a picture that is too narrow for halves, and of every still."""
FACE_SIDES = (320, 640)
"""Long sides at which faces are looked for: one in a close-up, and one across a street."""
LYING = (1, 3)
"""Quarter turns of the picture in which people who lie are looked for."""
STILL_MARGIN, MOVING_MARGIN = 1.2, 1.15
"""How long and wide the oval over a head is, in lengths and widths of the head: in a still no other
look mends what one has put a little beside it."""
HEAD_WIDTH = 0.8
"""How wide a head is, in its lengths, hair and ears with it."""
PLATE_MARGIN = 0.15
"""How far the region of a plate grows on each side, as a share of its size."""
BODY_MARGIN = 0.12
"""The same of a person."""
CELLS = 5
"""Cells along the region of a plate that are left of it: no letter is in five."""
HEAD_CELLS = 3
"""The same of a head: about 10 cm each, so that a face is two of them wide."""
BODY_CELLS = 12
"""Cells along the longer side of a person that are left: a shirt's colour, not what is on it."""
MOST_KNOWN = 512
"""Pictures of which is remembered where they are covered: places, and nothing of what is there."""
_lately: dict[tuple[Any, ...], tuple[Patch, ...]] = {}
_guard = threading.Lock()


def redact(
    rgb: Frame,
    *,
    whole_people: bool = False,
    also: tuple[Region, ...] = (),
    shown_px: int | None = None,
) -> tuple[Frame, tuple[Region, ...]]:
    """The picture, uint8 (h, w, 3) RGB, with every head and plate found unreadable, and where.

    ``whole_people``: whole people too; what is left of their clothes is a few patches of colour.
    ``also``: where a person is known to be, whether it is found or not. ``shown_px``: the long
    side at which the picture is shown, if it is smaller: plates that nobody can read there are
    not looked for.
    """
    patches = tuple(_grown(box, BODY_MARGIN, BODY_CELLS) for box in also)
    patches += _found(rgb, whole_people, shown_px)
    out = rgb.copy()
    for patch in patches:
        cover(out, patch, of=rgb)
    return out, regions(patches, rgb.shape)


def _found(rgb: Frame, whole_people: bool, shown_px: int | None) -> tuple[Patch, ...]:
    """What is to be covered; the pictures that were asked for last are not searched again."""
    key = (hashlib.sha256(rgb.tobytes()).digest(), rgb.shape, whole_people, shown_px)
    with _guard:
        known = _lately.get(key)
    if known is None:
        known = (figures if whole_people else heads)(rgb) + numbers(rgb, shown_px=shown_px)
        with _guard:
            _lately[key] = known
            while len(_lately) > MOST_KNOWN:
                del _lately[next(iter(_lately))]
    return known


def heads(rgb: Frame) -> tuple[Patch, ...]:
    """Heads told from keypoints (MoveNet) and faces (YuNet), with a margin."""
    return _heads(rgb, _people(rgb), STILL_MARGIN)


def figures(rgb: Frame) -> tuple[Patch, ...]:
    """Whole people, upright and lying, and heads, as a head may be all that is found."""
    seen = _people(rgb)
    return (*_bodies(seen), *_heads(rgb, seen, STILL_MARGIN))


def numbers(
    rgb: Frame, *, shown_px: int | None = None, watch: PlateWatch | None = None
) -> tuple[Patch, ...]:
    """Number plates, with a margin; ``shown_px``: as ``redact`` takes it.

    ``watch``: what searched the frames before, in a moving picture.
    """
    found = watch.find(rgb) if watch else plates(rgb, shown_px=shown_px)
    return tuple(_grown(box, PLATE_MARGIN, CELLS) for box in found)


def seen_in_passing(rgb: Frame, number: int, *, whole_people: bool) -> tuple[Patch, ...]:
    """The same as ``heads`` or ``figures`` of one look of many at a moving picture.

    Whoever one look misses is found by another: ``number``, of the look, says which half is looked
    at closer and which way the picture is turned for those who lie.
    """
    (whole,) = glances(rgb.shape, WHOLE)
    closer = _closer(rgb, whole)
    part, side = closer[number % len(closer)]
    seen = _Seen(
        [
            *_squarely(rgb, whole, SIDE),
            *_squarely(rgb, part, side),
            *_lying(rgb, LYING[number % len(LYING)]),
        ],
        _squarely(rgb, whole, NEAR_SIDE),
    )
    bodies = _bodies(seen) if whole_people else ()
    return (*bodies, *_heads(rgb, seen, MOVING_MARGIN))


def regions(patches: Sequence[Patch], shape: tuple[int, ...]) -> tuple[Region, ...]:
    """The boxes around patches in a picture of ``shape`` (h, w, ...)."""
    boxes = (region(patch, shape) for patch in patches)
    return tuple(box for box in boxes if box is not None)


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """``people``, and those of looks that tell of a head only where no other does."""

    people: list[Found]
    coarse: list[Found]


def _heads(rgb: Frame, seen: _Seen, margin: float) -> tuple[Patch, ...]:
    people = [*seen.people, *besides(seen.people, seen.coarse)]
    found = list(heads_of(people))
    for side in FACE_SIDES:
        found += faces(rgb, side, people)
    return tuple(_oval(head, margin) for head in one_each(found))


def _bodies(seen: _Seen) -> tuple[Patch, ...]:
    return tuple(map(_body, [*seen.people, *seen.coarse]))


def _people(rgb: Frame) -> _Seen:
    """Whoever may be a person, and whoever comparing sees: nobody it tells of stays uncovered."""
    (whole,) = glances(rgb.shape, WHOLE)
    looks = dict.fromkeys([(whole, SIDE), (whole, FINE_SIDE), *_closer(rgb, whole)])
    people = [found for part, side in looks for found in _squarely(rgb, part, side)]
    people += Finder().find(rgb)
    people += [found for turn in LYING for found in _lying(rgb, turn)]
    plain = everybody_in(rgb, whole, side_px=SIDE_PX, least_score=BODY_SCORE)
    return _Seen(people, [*_squarely(rgb, whole, NEAR_SIDE), *plain])


def _closer(rgb: Frame, whole: Glance) -> list[tuple[Glance, int]]:
    """Looks at people who are small, and the sides they are made at."""
    return [(half, HALF_SIDE) for half in halves(rgb.shape)] or [(whole, FINE_SIDE)]


def _squarely(rgb: Frame, part: Glance, side: int) -> list[Found]:
    return everybody_in(rgb, part, side_px=side, least_score=BODY_SCORE, square=True)


def _lying(rgb: Frame, turn: int) -> list[Found]:
    (whole,) = glances(rgb.shape, WHOLE, turn)
    found = everybody_in(rgb, whole, side_px=SIDE_PX, least_score=BODY_SCORE)
    return [person for person in found if lies(person.points)]


def _oval(head: Head, margin: float) -> Patch:
    """Upright or across, as the head is; larger where the looks at it differ."""
    across, down = (abs(part) for part in head.up)
    length = margin * head.length
    wide = length * float(np.hypot(HEAD_WIDTH * down, across)) + 2 * head.strays
    high = length * float(np.hypot(down, HEAD_WIDTH * across)) + 2 * head.strays
    left, top = head.x - wide / 2, head.y - high / 2
    return Patch(left, top, wide, high, cells=HEAD_CELLS, oval=True)


def _body(person: Found) -> Patch:
    x0, y0, x1, y1 = (float(v) for v in person.box)
    return _grown((x0, y0, x1 - x0, y1 - y0), BODY_MARGIN, BODY_CELLS)


def _grown(box: tuple[float, float, float, float], margin: float, cells: int) -> Patch:
    x, y, w, h = box
    wide, high = (1 + 2 * margin) * w, (1 + 2 * margin) * h
    return Patch(x - margin * w, y - margin * h, wide, high, cells)
