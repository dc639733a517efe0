"""From measures to a score for each relation: a short chain of calibrated questions."""

from __future__ import annotations

import hashlib
import json
import math
from functools import cache
from importlib import resources
from typing import Any

from secondtake.comparing.measures import known

__all__ = ["DECIDED", "calibration", "question", "score"]

DECIDED = ("copy", "same moment", "retake", "same scene", "different")
"""The kinds that get a score, in the order they are asked for."""
OTHERWISE = {"likeness": 0.45, "clothing": 0.85, "follow": 0.1, "action": 0.3, "picture": 0.1}
"""What a measure that could not be made counts as: about what undecided pairs show."""


@cache
def calibration() -> dict[str, Any]:
    """The coefficients of every question, where they come from, and the digest of both."""
    text = resources.files("secondtake.comparing").joinpath("calibration.json").read_text("utf-8")
    return {**json.loads(text), "digest": hashlib.sha256(text.encode()).hexdigest()}


def question(name: str, numbers: dict[str, float]) -> float:
    """The probability (0 to 1) that one question is answered yes: a logistic of its measures."""
    terms = calibration()["questions"][name]
    total = terms["bias"] + sum(
        weight * value_of(measure, numbers) for measure, weight in terms["weights"].items()
    )
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def value_of(measure: str, numbers: dict[str, float]) -> float:
    """One input of a question: the measure, or a plain function of measures.

    ``place_matches``: log2 of one more than the matches off people plus a third of the others.
    ``moment_clear``: how far the time lock stands above its best rival, at most 1.
    """
    if measure == "place_matches":
        return math.log2(1 + numbers["place"] + 0.3 * (numbers["matches"] - numbers["place"]))
    if measure == "moment_clear":
        if math.isnan(numbers["moment"]):
            return 0.0
        return min(1.0, numbers["moment"] - max(numbers["moment_rival"], 0.0))
    return known(numbers[measure], OTHERWISE.get(measure, 0.0))


def score(numbers: dict[str, float]) -> dict[str, float]:
    """A score for each of DECIDED; they sum to 1.

    The chain: is it one recording? If not, is it one place? In one place: do the same people do
    the same? Elsewhere: do the same people move at the same moments?
    """
    copy = question("copy", numbers)
    place = question("place", numbers)
    retake = question("retake", numbers)
    locked = 0.0 if math.isnan(numbers["moment"]) else question("moment", numbers)
    rest = 1 - copy
    elsewhere = rest * (1 - place)
    return {
        "copy": copy,
        "same moment": elsewhere * locked,
        "retake": rest * place * retake,
        "same scene": rest * place * (1 - retake),
        "different": elsewhere * (1 - locked),
    }
