"""From measures to a score for each relation: a short chain of calibrated questions."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from secondtake.comparing.takes.measures.measurements import known
from secondtake.model.enums import MeasureName, RelationKind

__all__ = [
    "DECIDED",
    "MEASURED",
    "Numbers",
    "QuestionInput",
    "calibration",
    "one_place",
    "question",
    "score",
    "value_of",
]

Numbers = Mapping[MeasureName, float]
"""What was measured of two shots; NaN where it was not."""


class QuestionInput(StrEnum):
    """What a question asks of several measures together; `value_of` says how each is made."""

    PERSON_AND_CLOTHING = "person_and_clothing_similarity"
    CHANGES_SHARED = "changes_shared"
    WEIGHTED_INLIERS = "weighted_inliers_log2"
    MOTION_MARGIN = "motion_correlation_margin"


DECIDED: tuple[RelationKind, ...] = tuple(
    kind for kind in RelationKind if kind != RelationKind.UNDECIDED
)
"""The kinds that get a score, in the order they are asked for."""
MEASURED = (
    MeasureName.REGISTERED_SHARE,
    MeasureName.REGISTRATION_FIT,
    MeasureName.BACKGROUND_INLIERS,
    MeasureName.KEYPOINT_INLIERS,
    MeasureName.CAMERA_POSITION_AGREEMENT,
    MeasureName.SCENE_SIMILARITY,
    MeasureName.COLOUR_SIMILARITY,
    MeasureName.PERSON_SIMILARITY,
    MeasureName.CLOTHING_SIMILARITY,
    MeasureName.BUILD_SIMILARITY,
    MeasureName.HEIGHT_DIFFERENCE,
    MeasureName.SILHOUETTE_DTW_SHARED,
    MeasureName.OUTLINE_CLOSENESS,
    MeasureName.MOTION_MAP_SHARED,
    MeasureName.POSE_DTW_SHARE,
    MeasureName.MOTION_CORRELATION,
    MeasureName.MOTION_CORRELATION_NEXT_BEST,
    MeasureName.SOUND_CORRELATION,
    MeasureName.SOUND_CORRELATION_NEXT_BEST,
)
"""The measures the questions look at, by the names `Measures.numbers` gives them."""
CAMERA_POSITION_MIDDLE = 0.7
"""Share of the background that lies right, half way between one standpoint and two: on made
scenes one camera gave .96 to 1.00, two cameras .25 to .63 and once .92; on takes-dev a camera
that was nudged between takes .76 and more, two cameras up to .37."""
CAMERA_POSITION_SLOPE = 20.0
BESIDE_LIKENESS = 0.52
"""Likeness half way between one and two persons seen by cameras beside each other: on takes-dev
one person gave .51 to .55 from camera positions a quarter turn apart, two persons up to .46."""
BESIDE_SLOPE = 25.0
FEW_MATCHES = 12.0
"""Matches, half way between cameras that stood far apart (takes-dev: up to 9) and one
that was moved a little (15 and more)."""
SOUND_FIT = 0.6
"""Sound correlation half way between one moment and two: made sound of one moment heard by two
microphones gave .87 to .91, of two moments up to .44."""
SOUND_CLEAR = 0.2
"""Least distance from the best other offset: made sound gave .37 to .61."""
SOUND_SLOPE = 25.0
SOUND_LIKENESS = 0.3
"""Likeness below which people speak against one moment: elsewhere takes-dev gave up to .28."""
ONE_PERSON = 0.65
"""Likeness times clothing above which nobody is surer to be one person: two takes of one person
gave .63 to .87 on takes-dev, other people up to .51 and once, in like black clothes, .69."""
OTHER_STATURE = 0.08
"""Difference of heights from which two persons are as surely two."""
NOT_CLOSE = -0.75
"""Closeness from which takes are as surely unlike."""
UNTOLD = 0.35
"""The probability of one moment where cameras stood apart and movement does not tell: repeated or
hidden movement locks nothing. With it calibration is off by .06 on made scenes, without by .11."""
ROUGHLY = 0.6
"""What changes that are alike in the rough say at most, where takes are not close: they are as
much so in two signs of one hand as in two takes that people performed with other timing. On made
scenes, which hold the latter, .6 to 1 gave a calibration error of .04 to .07, less gave more."""
OTHERWISE = {
    MeasureName.REGISTERED_SHARE: 0.0,
    MeasureName.REGISTRATION_FIT: 0.0,
    MeasureName.PERSON_SIMILARITY: 0.45,
    MeasureName.CLOTHING_SIMILARITY: 0.72,
    MeasureName.BUILD_SIMILARITY: 0.5,
    MeasureName.HEIGHT_DIFFERENCE: 0.025,
    MeasureName.SILHOUETTE_DTW_SHARED: 0.2,
    MeasureName.OUTLINE_CLOSENESS: -0.5,
    MeasureName.MOTION_MAP_SHARED: 0.2,
    MeasureName.POSE_DTW_SHARE: 0.3,
    MeasureName.SCENE_SIMILARITY: 0.3,
    MeasureName.COLOUR_SIMILARITY: 0.86,
}
"""What a measure that could not be made counts as: about what undecided pairs show. Where nobody
is seen it cannot be the same people, and a retake is said only where all else speaks for one."""


@cache
def calibration() -> dict[str, Any]:
    """The coefficients of every question, where they come from, and the digest of both."""
    text = resources.files(__package__).joinpath("calibration.json").read_text("utf-8")
    return {**json.loads(text), "digest": hashlib.sha256(text.encode()).hexdigest()}


def question(terms: dict[str, Any], numbers: Numbers) -> float:
    """The probability (0 to 1) that one question is answered yes: a logistic of its measures."""
    total = terms["bias"] + sum(
        weight * value_of(_input(name), numbers) for name, weight in terms["weights"].items()
    )
    return _logistic(total)


def _input(name: str) -> MeasureName | QuestionInput:
    """The input that calibration.json names; raises ``ValueError`` for another word."""
    return QuestionInput(name) if name in set(QuestionInput) else MeasureName(name)


def value_of(measure: MeasureName | QuestionInput, numbers: Numbers) -> float:
    """One input of a question: the measure, or a plain function of measures.

    ``WEIGHTED_INLIERS``: log2 of one more than the matches off people plus a third of the others.
    ``MOTION_MARGIN``: how far the motion correlation stands above the next best, at most 1.
    ``PERSON_AND_CLOTHING``: similarity of persons times that of clothing: people who are the same
    are alike in both, and above what two takes of one person reach it tells of posture, not of
    persons. ``CHANGES_SHARED``: the lesser share of silhouettes and motion maps, or the one that
    could be measured. ``HEIGHT_DIFFERENCE`` and ``OUTLINE_CLOSENESS`` are held to where more of
    them says no more.
    """
    if measure == QuestionInput.PERSON_AND_CLOTHING:
        alike = max(0.0, value_of(MeasureName.PERSON_SIMILARITY, numbers)) * value_of(
            MeasureName.CLOTHING_SIMILARITY, numbers
        )
        return min(ONE_PERSON, alike)
    if measure == QuestionInput.CHANGES_SHARED:
        seen = [
            numbers[m]
            for m in (MeasureName.SILHOUETTE_DTW_SHARED, MeasureName.MOTION_MAP_SHARED)
            if not math.isnan(numbers[m])
        ]
        return max(0.0, min(seen, default=OTHERWISE[MeasureName.MOTION_MAP_SHARED]))
    if measure == MeasureName.HEIGHT_DIFFERENCE:
        return min(
            OTHER_STATURE,
            known(numbers[MeasureName.HEIGHT_DIFFERENCE], OTHERWISE[MeasureName.HEIGHT_DIFFERENCE]),
        )
    if measure == MeasureName.OUTLINE_CLOSENESS:
        return max(
            NOT_CLOSE,
            known(numbers[MeasureName.OUTLINE_CLOSENESS], OTHERWISE[MeasureName.OUTLINE_CLOSENESS]),
        )
    if measure == QuestionInput.WEIGHTED_INLIERS:
        return math.log2(
            1
            + numbers[MeasureName.BACKGROUND_INLIERS]
            + 0.3
            * (numbers[MeasureName.KEYPOINT_INLIERS] - numbers[MeasureName.BACKGROUND_INLIERS])
        )
    if measure == QuestionInput.MOTION_MARGIN:
        if math.isnan(numbers[MeasureName.MOTION_CORRELATION]):
            return 0.0
        return min(
            1.0,
            numbers[MeasureName.MOTION_CORRELATION]
            - max(numbers[MeasureName.MOTION_CORRELATION_NEXT_BEST], 0.0),
        )
    return known(numbers[measure], OTHERWISE.get(measure, 0.0))


def score(numbers: Numbers, questions: dict[str, Any] | None = None) -> dict[RelationKind, float]:
    """A score for each of DECIDED; they sum to 1. ``questions`` default to the calibration's.

    The chain: is it one recording? If not, is it one place? In one place: did the cameras stand
    apart and do people move at the same moments? If not: the same people, and the same action?
    Without a shared background: are surroundings and people alike, so that it may be one place
    from another side? Surroundings alone make none. Then: do people move at the same moments? If
    not, is the action alike?
    """
    asked = questions or calibration()["questions"]
    copy = question(asked[RelationKind.COPY], numbers)
    place = question(asked["place"], numbers)
    action = max(question(asked["close"], numbers), ROUGHLY * question(asked["rough"], numbers))
    retake = question(asked["people"], numbers) * action
    seen = 0.0
    if not math.isnan(numbers[MeasureName.MOTION_CORRELATION]):
        seen = UNTOLD + (1 - UNTOLD) * question(asked["moment"], numbers)
    sound = heard(numbers)
    near = 1 - (1 - seen * _seen_alike(numbers)) * (1 - sound)
    rest = 1 - copy
    elsewhere = rest * (1 - place)
    beside = rest * place * moved(numbers[MeasureName.CAMERA_POSITION_AGREEMENT]) * near
    here = rest * place - beside
    aside = (
        0.0
        if math.isnan(numbers[MeasureName.PERSON_SIMILARITY])
        else question(asked["aside"], numbers)
    )
    across = elsewhere * (1 - (1 - aside * seen) * (1 - sound))
    turned = (elsewhere - across) * aside
    performed = question(asked["performed"], numbers)
    return {
        RelationKind.COPY: copy,
        RelationKind.SAME_MOMENT: across + beside,
        RelationKind.RETAKE: here * retake + turned * performed,
        RelationKind.SAME_SCENE: here * (1 - retake) + turned * (1 - performed),
        RelationKind.DIFFERENT: elsewhere - across - turned,
    }


def one_place(numbers: Numbers) -> bool:
    """Whether the backgrounds say that both shots show one place."""
    return question(calibration()["questions"]["place"], numbers) >= 0.5


def heard(numbers: Numbers) -> float:
    """The probability that both sounds are of one moment, and the people do not speak against it.

    One sound track can be laid over other pictures, so sound alone, without people who could be
    the same, is no evidence.
    """
    if math.isnan(numbers[MeasureName.SOUND_CORRELATION]) or math.isnan(
        numbers[MeasureName.PERSON_SIMILARITY]
    ):
        return 0.0
    clear = numbers[MeasureName.SOUND_CORRELATION] - max(
        numbers[MeasureName.SOUND_CORRELATION_NEXT_BEST], 0.0
    )
    fit = min(numbers[MeasureName.SOUND_CORRELATION] - SOUND_FIT, clear - SOUND_CLEAR)
    alike = _logistic(BESIDE_SLOPE * (numbers[MeasureName.PERSON_SIMILARITY] - SOUND_LIKENESS))
    return alike * _logistic(SOUND_SLOPE * fit)


def _seen_alike(numbers: Numbers) -> float:
    """The probability that cameras that share a background saw one person.

    Where they hardly share any they stood far apart, and nobody looks more alike than that.
    """
    likeness = known(
        numbers[MeasureName.PERSON_SIMILARITY], OTHERWISE[MeasureName.PERSON_SIMILARITY]
    )
    alike = _logistic(BESIDE_SLOPE * (likeness - BESIDE_LIKENESS))
    far = _logistic(FEW_MATCHES - numbers[MeasureName.KEYPOINT_INLIERS])
    return far + (1 - far) * alike


def moved(standpoint: float) -> float:
    """The probability that the cameras stood apart, from the share that one map lays right.

    One camera records one moment once: from one standpoint, what is no copy is no same moment.
    """
    if math.isnan(standpoint):
        return 0.5
    return _logistic(CAMERA_POSITION_SLOPE * (CAMERA_POSITION_MIDDLE - standpoint))


def _logistic(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
