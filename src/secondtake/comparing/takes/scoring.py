"""From measures to a score for each relation: four questions, each a weighted sum of measures."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from secondtake.model.enums import MeasureName, RelationKind

__all__ = [
    "DECIDED",
    "Numbers",
    "Question",
    "QuestionInput",
    "answer",
    "calibration",
    "one_place",
    "score",
    "value_of",
]

Numbers = Mapping[MeasureName, float]
"""What was measured of two shots; NaN where it was not."""


class Question(StrEnum):
    """What is asked in turn; each is asked only where those before it were answered as it needs."""

    COPY = "copy"
    PLACE = "place"
    MOMENT = "moment"
    RETAKE = "retake"


class QuestionInput(StrEnum):
    """What a question asks of one or several measures; `value_of` says how each is made."""

    WEIGHTED_INLIERS = "weighted_inliers_log2"
    ALL_INLIERS = "keypoint_inliers_log2"
    BACKGROUND = "background_inliers_log2"
    RESIDUAL = "residual_share_log2"
    PERSON_AND_CLOTHING = "person_and_clothing_similarity"
    MOTION_MARGIN = "motion_correlation_margin"
    SOUND_MARGIN = "sound_correlation_margin"
    CAMERAS_APART = "cameras_apart"
    SYNC_APART = "picture_sync_margin_of_cameras_apart"
    ENERGY_APART = "motion_energy_margin_of_cameras_apart"
    CHANGE_APART = "picture_change_margin_of_cameras_apart"
    SPEED_APART = "picture_sync_speed_margin_of_cameras_apart"
    SURROGATE_APART = "picture_sync_surrogate_z_of_cameras_apart"
    BODY_APART = "body_sync_margin_of_cameras_apart"
    PEOPLE_APART = "motion_correlation_margin_of_cameras_apart"


DECIDED: tuple[RelationKind, ...] = tuple(
    kind for kind in RelationKind if kind != RelationKind.UNDECIDED
)
"""The kinds that get a score, in the order they are asked for."""
OF_CAMERAS_APART: Mapping[QuestionInput, MeasureName | QuestionInput] = {
    QuestionInput.SYNC_APART: MeasureName.PICTURE_SYNC_MARGIN,
    QuestionInput.ENERGY_APART: MeasureName.MOTION_ENERGY_MARGIN,
    QuestionInput.CHANGE_APART: MeasureName.PICTURE_CHANGE_MARGIN,
    QuestionInput.SPEED_APART: MeasureName.PICTURE_SYNC_SPEED_MARGIN,
    QuestionInput.SURROGATE_APART: MeasureName.PICTURE_SYNC_SURROGATE_Z,
    QuestionInput.BODY_APART: MeasureName.BODY_SYNC_MARGIN,
    QuestionInput.PEOPLE_APART: QuestionInput.MOTION_MARGIN,
}
"""What tells one moment only of cameras that stood apart: from one camera position a moment can be
recorded once, and two takes of a repeated action agree there as well."""
RESIDUAL_FLOOR = 0.005
"""Residual under which one recording is as surely one: what coding of good quality leaves."""
BACKGROUND_SHARE = 0.3
"""What a match on people counts beside one in the background: clothes match in many places."""


@cache
def calibration() -> dict[str, Any]:
    """The coefficients of every question, where they come from, and the digest of both."""
    text = resources.files(__package__).joinpath("calibration.json").read_text("utf-8")
    return {**json.loads(text), "digest": hashlib.sha256(text.encode()).hexdigest()}


def answer(terms: dict[str, Any], numbers: Numbers) -> float:
    """The probability (0 to 1) that one question is answered yes: a logistic of its inputs.

    An input that was not measured counts as the middle of all footage: it speaks neither way. One
    beyond what was seen in fitting counts as the nearest that was.
    """
    total = terms["bias"]
    for name, (middle, weight, least, most) in terms["inputs"].items():
        value = value_of(_input(name), numbers)
        if not math.isnan(value):
            total += weight * (min(max(value, least), most) - middle)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _input(name: str) -> MeasureName | QuestionInput:
    """The input that calibration.json names; raises ``ValueError`` for another word."""
    return QuestionInput(name) if name in set(QuestionInput) else MeasureName(name)


def value_of(asked: MeasureName | QuestionInput, numbers: Numbers) -> float:
    """One input of a question: the measure, or a plain function of measures; NaN if not measured.

    Inlier counts go in as log2 of one more: ten matches more say much beside ten, little beside a
    thousand. ``PERSON_AND_CLOTHING``: similarity of persons times that of clothing, as people who
    are the same are alike in both. Margins: the correlation above that of the next best offset.
    ``CAMERAS_APART``: the share of the background that one registration does not align, 1 where
    there is none. What is told ``OF_CAMERAS_APART`` is multiplied with it.
    """

    def of(name: MeasureName) -> float:
        return numbers.get(name, math.nan)

    if isinstance(asked, MeasureName):
        return of(asked)
    background, inliers = of(MeasureName.BACKGROUND_INLIERS), of(MeasureName.KEYPOINT_INLIERS)
    if asked == QuestionInput.WEIGHTED_INLIERS:
        return math.log2(1 + background + BACKGROUND_SHARE * (inliers - background))
    if asked == QuestionInput.ALL_INLIERS:
        return math.log2(1 + inliers)
    if asked == QuestionInput.BACKGROUND:
        return math.log2(1 + background)
    if asked == QuestionInput.RESIDUAL:
        return math.log2(RESIDUAL_FLOOR + of(MeasureName.RESIDUAL_SHARE))
    if asked == QuestionInput.PERSON_AND_CLOTHING:
        return max(0.0, of(MeasureName.PERSON_SIMILARITY)) * of(MeasureName.CLOTHING_SIMILARITY)
    if asked == QuestionInput.CAMERAS_APART:
        aligned = of(MeasureName.CAMERA_POSITION_AGREEMENT)
        return 1.0 if math.isnan(aligned) else 1 - aligned
    if asked in OF_CAMERAS_APART:
        told = value_of(OF_CAMERAS_APART[asked], numbers)
        return told * value_of(QuestionInput.CAMERAS_APART, numbers)
    if asked == QuestionInput.MOTION_MARGIN:
        best, other = MeasureName.MOTION_CORRELATION, MeasureName.MOTION_CORRELATION_NEXT_BEST
    else:
        best, other = MeasureName.SOUND_CORRELATION, MeasureName.SOUND_CORRELATION_NEXT_BEST
    return of(best) - max(0.0, of(other))


def score(numbers: Numbers, questions: dict[str, Any] | None = None) -> dict[RelationKind, float]:
    """A score for each of DECIDED; they sum to 1. ``questions`` default to the calibration's.

    Is it one recording? If not, is it one place? If it is, one moment? If not, the same people
    doing the same? The probabilities are multiplied along the chain.
    """
    asked = questions or calibration()["questions"]
    copy, place, moment, retake = (answer(asked[question], numbers) for question in Question)
    rest = 1 - copy
    here = rest * place * (1 - moment)
    return {
        RelationKind.COPY: copy,
        RelationKind.SAME_MOMENT: rest * place * moment,
        RelationKind.RETAKE: here * retake,
        RelationKind.SAME_SCENE: here * (1 - retake),
        RelationKind.DIFFERENT: rest * (1 - place),
    }


def one_place(numbers: Numbers) -> bool:
    """Whether it is as likely as not that both shots show one place."""
    return answer(calibration()["questions"][Question.PLACE], numbers) >= 0.5
