"""What faces tell of the people in two shots, where they could be compared; no name."""

from __future__ import annotations

import numpy as np

from secondtake.comparing.people.assignment import cheapest_pairs
from secondtake.comparing.people.calibration import FACES
from secondtake.model.enums import ReasonCode
from secondtake.model.people import FacesBetween, PersonTrack
from secondtake.model.reasons import Reason, reason

__all__ = ["faces_between"]

MOST = 6
"""Pairs of people that are told, those most alike."""


def faces_between(tracks: tuple[PersonTrack, ...], left: str, right: str) -> FacesBetween:
    """How alike the faces of two shots' people are; ``left`` and ``right`` are the shots' ids.

    Each face of the one is set beside one of the other, so that all together are most alike. It
    decides nothing: takes are told apart by what everybody does, with faces or without.
    """
    sides = [[t for t in tracks if t.shot_id == shot] for shot in (left, right)]
    faced = [[t for t in side if t.faces] for side in sides]
    blind = [name for name, some in zip(("left", "right"), faced, strict=True) if not some]
    if blind:
        told = reason(ReasonCode.FACES_NOT_VISIBLE_IN, sides=tuple(blind))
        return FacesBetween(left=left, right=right, reasons=(told,))
    counted = reason(
        ReasonCode.FACES_COMPARED,
        left_faces=len(faced[0]),
        left_people=len(sides[0]),
        right_faces=len(faced[1]),
        right_people=len(sides[1]),
    )
    return FacesBetween(left=left, right=right, reasons=(*_most_alike(*faced), counted))


def _most_alike(left: list[PersonTrack], right: list[PersonTrack]) -> list[Reason]:
    alike = np.array([[one.face @ two.face for two in right] for one in left], np.float64)
    pairs = sorted(cheapest_pairs(-alike), key=lambda pair: -alike[pair])[:MOST]
    return [_told(left[row], right[column], float(alike[row, column])) for row, column in pairs]


def _told(left: PersonTrack, right: PersonTrack, alike: float) -> Reason:
    known = FACES[left.faces_by]
    code = ReasonCode.FACES_UNCLEAR
    if alike >= known.one:
        code = ReasonCode.FACES_AS_ONE_PERSON
    elif alike <= known.two:
        code = ReasonCode.FACES_AS_TWO_PEOPLE
    one, two = (track.id.rpartition(":")[2] for track in (left, right))
    return reason(
        code,
        left=one,
        right=two,
        similarity=alike,
        two_people_up_to=known.two,
        one_person_from=known.one,
    )
