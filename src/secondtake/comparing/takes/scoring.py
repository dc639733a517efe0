"""From measures to a score for each relation: a short chain of calibrated questions."""

from __future__ import annotations

import hashlib
import json
import math
from functools import cache
from importlib import resources
from typing import Any

from secondtake.comparing.takes.measures.measurements import known
from secondtake.model.enums import RelationKind

__all__ = ["DECIDED", "MEASURED", "calibration", "one_place", "question", "score", "value_of"]

DECIDED: tuple[RelationKind, ...] = tuple(
    kind for kind in RelationKind if kind != RelationKind.UNDECIDED
)
"""The kinds that get a score, in the order they are asked for."""
MEASURED = (
    "lock",
    "lock_fit",
    "place",
    "matches",
    "standpoint",
    "scenery",
    "palette",
    "likeness",
    "clothing",
    "build",
    "stature",
    "shape",
    "close",
    "spots",
    "action",
    "moment",
    "moment_rival",
    "sound",
    "sound_rival",
)
"""The measures the questions look at, by the names `Measures.numbers` gives them."""
STANDPOINT_MIDDLE = 0.7
"""Share of the background that lies right, half way between one standpoint and two: on made
scenes one camera gave .96 to 1.00, two cameras .25 to .63 and once .92; on takes-dev a camera
that was nudged between takes .76 and more, two cameras up to .37."""
STANDPOINT_SLOPE = 20.0
BESIDE_LIKENESS = 0.52
"""Likeness half way between one and two persons seen by cameras beside each other: on takes-dev
one person gave .51 to .55 from standpoints a quarter turn apart, two persons up to .46."""
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
    "lock": 0.0,
    "lock_fit": 0.0,
    "likeness": 0.45,
    "clothing": 0.72,
    "build": 0.5,
    "stature": 0.025,
    "shape": 0.2,
    "close": -0.5,
    "spots": 0.2,
    "action": 0.3,
    "scenery": 0.3,
    "palette": 0.86,
}
"""What a measure that could not be made counts as: about what undecided pairs show. Where nobody
is seen it cannot be the same people, and a retake is said only where all else speaks for one."""


@cache
def calibration() -> dict[str, Any]:
    """The coefficients of every question, where they come from, and the digest of both."""
    text = resources.files(__package__).joinpath("calibration.json").read_text("utf-8")
    return {**json.loads(text), "digest": hashlib.sha256(text.encode()).hexdigest()}


def question(terms: dict[str, Any], numbers: dict[str, float]) -> float:
    """The probability (0 to 1) that one question is answered yes: a logistic of its measures."""
    total = terms["bias"] + sum(
        weight * value_of(measure, numbers) for measure, weight in terms["weights"].items()
    )
    return _logistic(total)


def value_of(measure: str, numbers: dict[str, float]) -> float:
    """One input of a question: the measure, or a plain function of measures.

    ``place_matches``: log2 of one more than the matches off people plus a third of the others.
    ``moment_clear``: how far the time lock stands above its best rival, at most 1.
    ``same_people``: the likeness times clothing: people who are the same are alike in both, and
    above what two takes of one person reach it tells of posture, not of persons.
    ``same_changes``: the lesser of shape and spots, or the one that could be measured.
    ``stature``, ``close``: held to where more of it says no more.
    """
    if measure == "same_people":
        alike = max(0.0, value_of("likeness", numbers)) * value_of("clothing", numbers)
        return min(ONE_PERSON, alike)
    if measure == "same_changes":
        seen = [numbers[m] for m in ("shape", "spots") if not math.isnan(numbers[m])]
        return max(0.0, min(seen, default=OTHERWISE["spots"]))
    if measure == "stature":
        return min(OTHER_STATURE, known(numbers["stature"], OTHERWISE["stature"]))
    if measure == "close":
        return max(NOT_CLOSE, known(numbers["close"], OTHERWISE["close"]))
    if measure == "place_matches":
        return math.log2(1 + numbers["place"] + 0.3 * (numbers["matches"] - numbers["place"]))
    if measure == "moment_clear":
        if math.isnan(numbers["moment"]):
            return 0.0
        return min(1.0, numbers["moment"] - max(numbers["moment_rival"], 0.0))
    return known(numbers[measure], OTHERWISE.get(measure, 0.0))


def score(
    numbers: dict[str, float], questions: dict[str, Any] | None = None
) -> dict[RelationKind, float]:
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
    if not math.isnan(numbers["moment"]):
        seen = UNTOLD + (1 - UNTOLD) * question(asked["moment"], numbers)
    sound = heard(numbers)
    near = 1 - (1 - seen * _seen_alike(numbers)) * (1 - sound)
    rest = 1 - copy
    elsewhere = rest * (1 - place)
    beside = rest * place * moved(numbers["standpoint"]) * near
    here = rest * place - beside
    aside = 0.0 if math.isnan(numbers["likeness"]) else question(asked["aside"], numbers)
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


def one_place(numbers: dict[str, float]) -> bool:
    """Whether the backgrounds say that both shots show one place."""
    return question(calibration()["questions"]["place"], numbers) >= 0.5


def heard(numbers: dict[str, float]) -> float:
    """The probability that both sounds are of one moment, and the people do not speak against it.

    One sound track can be laid over other pictures, so sound alone, without people who could be
    the same, is no evidence.
    """
    if math.isnan(numbers["sound"]) or math.isnan(numbers["likeness"]):
        return 0.0
    clear = numbers["sound"] - max(numbers["sound_rival"], 0.0)
    fit = min(numbers["sound"] - SOUND_FIT, clear - SOUND_CLEAR)
    alike = _logistic(BESIDE_SLOPE * (numbers["likeness"] - SOUND_LIKENESS))
    return alike * _logistic(SOUND_SLOPE * fit)


def _seen_alike(numbers: dict[str, float]) -> float:
    """The probability that cameras that share a background saw one person.

    Where they hardly share any they stood far apart, and nobody looks more alike than that.
    """
    likeness = known(numbers["likeness"], OTHERWISE["likeness"])
    alike = _logistic(BESIDE_SLOPE * (likeness - BESIDE_LIKENESS))
    far = _logistic(FEW_MATCHES - numbers["matches"])
    return far + (1 - far) * alike


def moved(standpoint: float) -> float:
    """The probability that the cameras stood apart, from the share that one map lays right.

    One camera records one moment once: from one standpoint, what is no copy is no same moment.
    """
    if math.isnan(standpoint):
        return 0.5
    return _logistic(STANDPOINT_SLOPE * (STANDPOINT_MIDDLE - standpoint))


def _logistic(total: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
