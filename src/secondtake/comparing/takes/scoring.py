"""From measures to a score for each relation: five questions, each a weighted sum of measures."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondtake.model.enums import ReasonCode, RelationKind
from secondtake.model.measure_names import MeasureName

__all__ = [
    "DECIDED",
    "LEAST_SCORE",
    "Numbers",
    "Question",
    "QuestionInput",
    "answer",
    "calibration",
    "score",
    "sharpened",
    "value_of",
    "what_would_decide",
]

Numbers = Mapping[MeasureName, float]
"""What was measured of two shots; NaN where it was not."""


class Question(StrEnum):
    """What is asked in turn; each is asked only where those before it were answered as it needs."""

    COPY = "one recording"
    PLACE = "one place"
    MOMENT = "one moment"
    PEOPLE = "the same people"
    ACTION = "the same action"


class QuestionInput(StrEnum):
    """What a question asks of one or several measures; `value_of` says how each is made."""

    WEIGHTED_INLIERS = "weighted_inliers_log2"
    ALL_INLIERS = "keypoint_inliers_log2"
    BACKGROUND = "background_inliers_log2"
    RESIDUAL = "residual_share_log2"
    SCATTER = "frame_time_scatter_log2"
    OVER_STATIC = "residual_over_static_log2"
    PERSON_AND_CLOTHING = "person_and_clothing_similarity"
    SOUND_MARGIN = "sound_correlation_margin"
    CAMERAS_APART = "cameras_apart"
    SYNC_APART = "picture_sync_of_cameras_apart"
    SURROGATE_APART = "picture_sync_above_surrogates_of_cameras_apart"
    DIRECTIONS_APART = "motion_directions_of_cameras_apart"
    SHIFT = "picture_shift_above_chance"
    MOVERS = "moving_colours_where_no_people_are_compared"
    THINGS = "foreground_colours_where_no_people_are_compared"


DECIDED: tuple[RelationKind, ...] = tuple(
    kind for kind in RelationKind if kind != RelationKind.UNDECIDED
)
"""The kinds that get a score, in the order they are asked for."""
LEAST_SCORE = 0.4
"""Best score below which nothing is decided: a fair draw among the five kinds gives 0.2. On sources
left out half of those from 0.4 to 0.5 were right; below are few (docs/measured/relations.md)."""
SURELY_ONE_RECORDING = 0.8
"""Score under which a copy is not said: a take that is called one recording is a take missed, which
weighs as much as four copies left open."""
ONE_MOMENT = 0.25
"""Score of one moment from which a retake is not said: two cameras at one moment are taken for
two takes first of all."""
OF_CAMERAS_APART: Mapping[QuestionInput, tuple[MeasureName, ...]] = {
    QuestionInput.SYNC_APART: (MeasureName.PICTURE_SYNC_Z, MeasureName.PICTURE_SYNC_MARGIN),
    QuestionInput.SURROGATE_APART: (MeasureName.PICTURE_SYNC_SURROGATE_Z,),
    QuestionInput.DIRECTIONS_APART: (MeasureName.MOTION_DIRECTION_Z,),
}
"""What tells one moment only of cameras that stood apart: from one camera position a moment can be
recorded once, and two takes of a repeated action agree there as well. The least of several
counts: an offset that stands out among few others, as in a short shot, need not be sure."""
OVER_TIME = (
    MeasureName.PICTURE_SYNC_Z,
    MeasureName.MOTION_DIRECTION_Z,
    MeasureName.PICTURE_SHIFT_Z,
    MeasureName.SOUND_CORRELATION,
    MeasureName.SOUND_DELAY_Z,
)
"""Measures of whether two shots agree at one offset in time."""
CHANCE_Z = 3.0
"""Standard deviations that the best of some hundred offsets reaches where nothing agrees: what
directions of movement and shifts of the picture say begins there."""
WITHOUT_PEOPLE: Mapping[QuestionInput, MeasureName] = {
    QuestionInput.MOVERS: MeasureName.MOVING_COLOUR_SIMILARITY,
    QuestionInput.THINGS: MeasureName.FOREGROUND_COLOUR_SIMILARITY,
}
"""Colours that are asked for only where no people are compared: of people, clothes are most of the
foreground, and who performs again in other clothes does the same."""
RESIDUAL_FLOOR = 0.005
"""Residual under which one recording is as surely one: what coding of good quality leaves."""
LEAST_OVERLAP_S = 1.5
"""Seconds in common under which movement that agrees says nothing: one swing of an arm."""
SCATTER_FLOOR = 0.01
"""Seconds: times are told no finer than a third of a picture."""
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
    if asked == QuestionInput.SCATTER:
        return math.log2(SCATTER_FLOOR + of(MeasureName.FRAME_TIME_SCATTER_S))
    if asked == QuestionInput.OVER_STATIC:
        moving, static = of(MeasureName.RESIDUAL_SHARE_MEDIAN), of(MeasureName.STATIC_RESIDUAL)
        return math.log2((RESIDUAL_FLOOR + moving) / (RESIDUAL_FLOOR + static))
    if asked == QuestionInput.PERSON_AND_CLOTHING:
        return max(of(MeasureName.PERSON_SIMILARITY), 0.0) * of(MeasureName.CLOTHING_SIMILARITY)
    if asked == QuestionInput.CAMERAS_APART:
        aligned = of(MeasureName.CAMERA_POSITION_AGREEMENT)
        return 1.0 if math.isnan(aligned) else 1 - aligned
    if asked in WITHOUT_PEOPLE:
        nobody = math.isnan(of(MeasureName.PERSON_SIMILARITY))
        return of(WITHOUT_PEOPLE[asked]) if nobody else math.nan
    if asked in OF_CAMERAS_APART:
        return _of_cameras_apart(asked, numbers)
    if asked == QuestionInput.SHIFT:
        least = min(of(MeasureName.PICTURE_SHIFT_Z), of(MeasureName.PICTURE_SHIFT_MARGIN))
        return max(least - CHANCE_Z, 0.0)
    other = max(of(MeasureName.SOUND_CORRELATION_NEXT_BEST), 0.0)
    return of(MeasureName.SOUND_CORRELATION) - other


def _of_cameras_apart(asked: QuestionInput, numbers: Numbers) -> float:
    """The least of several measures times how far the cameras stood apart; NaN if unmeasured."""
    told = [numbers.get(name, math.nan) for name in OF_CAMERAS_APART[asked]]
    least = math.nan if any(math.isnan(value) for value in told) else min(told)
    if asked == QuestionInput.DIRECTIONS_APART and not math.isnan(least):
        least = max(least - CHANCE_Z, 0.0)
    if numbers.get(MeasureName.PICTURE_SYNC_OVERLAP_S, math.nan) < LEAST_OVERLAP_S:
        least = min(least, 0.0)
    return least * value_of(QuestionInput.CAMERAS_APART, numbers)


def score(numbers: Numbers) -> dict[RelationKind, float]:
    """A score for each of DECIDED; they sum to 1.

    Is it one recording? If not, is it one place? If it is, one moment? If not, the same people, and
    do they do the same? A retake needs both. The probabilities are multiplied along the chain, and
    sharpened, so that of all scores of .8 about eight of ten are right.
    """
    asked = calibration()["questions"]
    copy, place, moment, people, action = (answer(asked[name], numbers) for name in Question)
    retake = people * action
    rest = 1 - copy
    here = rest * place * (1 - moment)
    plain = {
        RelationKind.COPY: copy,
        RelationKind.SAME_MOMENT: rest * place * moment,
        RelationKind.RETAKE: here * retake,
        RelationKind.SAME_SCENE: here * (1 - retake),
        RelationKind.DIFFERENT: rest * (1 - place),
    }
    sharp = sharpened(np.array([plain[kind] for kind in DECIDED]), calibration()["sharpness"])
    return dict(zip(DECIDED, sharp.tolist(), strict=True))


def sharpened(scores: NDArray[np.float64], sharpness: float) -> NDArray[np.float64]:
    """Scores (..., kinds) to a power, that sum to 1 again; the order within a pair stays.

    A penalty that keeps a fit from learning its sources by heart makes every answer timid. Source:
    temperature scaling, Guo and others 2017; the power is one over the temperature.
    """
    raised = scores**sharpness
    return np.asarray(raised / raised.sum(-1, keepdims=True), np.float64)


def what_would_decide(scores: Mapping[RelationKind, float], numbers: Numbers) -> ReasonCode | None:
    """What would decide a pair whose scores decide nothing; None where they do.

    One moment is not said where nothing that runs in time could be compared, whatever the places
    look like.
    """
    kind = max(DECIDED, key=lambda k: scores[k])
    if kind == RelationKind.SAME_MOMENT and all(
        math.isnan(numbers.get(name, math.nan)) for name in OVER_TIME
    ):
        return ReasonCode.SOUND_OR_UNREPEATED_MOTION
    place = 1 - scores[RelationKind.COPY] - scores[RelationKind.DIFFERENT]
    if (
        kind in (RelationKind.RETAKE, RelationKind.SAME_SCENE)
        and place < scores[RelationKind.DIFFERENT]
    ):
        return ReasonCode.SHARED_BACKGROUND
    if kind == RelationKind.COPY and scores[kind] < SURELY_ONE_RECORDING:
        return ReasonCode.LESS_EDITED_COPY
    if kind == RelationKind.RETAKE and scores[RelationKind.SAME_MOMENT] >= ONE_MOMENT:
        return ReasonCode.SOUND_OR_UNREPEATED_MOTION
    return ReasonCode.CLEARER_FOOTAGE if scores[kind] < LEAST_SCORE else None
