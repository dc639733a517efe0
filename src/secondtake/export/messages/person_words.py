"""What speaks for and against two tracks showing one person, in words; never an identification."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from secondtake.model.enums import ReasonCode

__all__ = ["PEOPLE"]

Values = Mapping[str, Any]

FACE_WIDTH = "32 pixels wide and near frontal"
"""What a face has to be to be compared."""


def _overlap(values: Values) -> str:
    return ", ".join(f"{part} {100 * share:.0f} %" for part, share in values.items())


def _worn(values: Values) -> str:
    left, right = (" and ".join(values[side]) for side in ("left", "right"))
    part = values["part"].capitalize()
    if set(values["left"]) == set(values["right"]):
        return f"{part}: {left} on both sides."
    return f"{part}: {left} left, {right} right."


def _poses(values: Values) -> str:
    left, right = (
        ", ".join(values[side]) or "pose keypoints show nothing certain"
        for side in ("left", "right")
    )
    return f"Left: {left}. Right: {right}."


def _not_visible_in(values: Values) -> str:
    where = " and ".join(f"in the {side}" for side in values["sides"])
    return f"Faces were not compared: {where} no face is {FACE_WIDTH}."


_FACES = "{left} on the left and {right} on the right: face similarity {similarity:.2f}, "

PEOPLE: dict[ReasonCode, str | Callable[[Values], str]] = {
    ReasonCode.PERSON_SCORE: "Score {score:.2f}; strength not assessed.",
    ReasonCode.CLOTHING_SIMILAR: lambda values: (
        f"Colours of clothing are similar: they overlap by {_overlap(values)}."
    ),
    ReasonCode.CLOTHING_DIFFERENT: lambda values: (
        f"Colours of clothing differ: they overlap by {_overlap(values)}."
    ),
    ReasonCode.CLOTHING_NOT_VISIBLE: "No clothing is visible well enough in both.",
    ReasonCode.COLOURS_WORN: _worn,
    ReasonCode.PERSON_VIEWS: "The similarity of their views is {similarity:.2f} on a scale from -1 "
    "to 1, on which two people in one scene reached {two_people_up_to:.2f}.",
    ReasonCode.FACES_SIMILARITY: "Faces ({left_views} and {right_views} views, {left_px:.0f} and "
    "{right_px:.0f} pixels wide) have a similarity of {similarity:.2f}; two people reached "
    "{two_people_up_to}, one person had at least {one_person_from}.",
    ReasonCode.FACES_NOT_VISIBLE: "Faces were not compared: at least one has no face "
    f"{FACE_WIDTH}.",
    ReasonCode.PROPORTIONS_AGREE: "The proportions of the two agree; this is weak and not in the "
    "score.",
    ReasonCode.PROPORTIONS_DISAGREE: "The proportions of the two do not agree; this is weak and "
    "not in the score.",
    ReasonCode.POSES: _poses,
    ReasonCode.RANK_AMONG_TRACKS: "Of {comparisons} comparisons of the two with other tracks in "
    "this footage, {higher} scored higher.",
    ReasonCode.KNOWN_FALSE_ALARMS: "At the threshold of {threshold} no two people were taken for "
    "the same person in {none_in}, but {look_alikes} were; on other footage it will happen.",
    ReasonCode.FACES_AS_ONE_PERSON: _FACES
    + "as for one person in tests ({one_person_from} or more).",
    ReasonCode.FACES_AS_TWO_PEOPLE: _FACES
    + "as for two people in tests (up to {two_people_up_to}).",
    ReasonCode.FACES_UNCLEAR: _FACES
    + "between that of two people (up to {two_people_up_to}) and of one person (from "
    "{one_person_from}).",
    ReasonCode.FACES_NOT_VISIBLE_IN: _not_visible_in,
    ReasonCode.FACES_COMPARED: "Faces could be compared for {left_faces} of {left_people} people "
    "tracked in the left and {right_faces} of {right_people} people tracked in the right.",
}
