"""From measures to a calibrated score, and what kind of candidate it would be."""

from __future__ import annotations

import math
from dataclasses import dataclass

from secondtake.comparing.people.similarity import CLOTHED, Likeness
from secondtake.model.enums import PersonCandidateKind
from secondtake.model.findings import ErrorRates

__all__ = [
    "ERROR_RATES",
    "FACES",
    "LOOK_ALIKES",
    "TESTED",
    "THRESHOLD",
    "kind_and_score",
    "looks_of",
]

THRESHOLD = 0.8
"""Score from which a pair is shown: above every pair of different people of takes-dev."""
LOOKS = (-10.11, 7.0, 3.05, 4.08)
"""Log-odds of one person from looks: constant, views, clothing, its least alike part. Logistic
regression on 2674 pairs of tracks of takes-dev, of which 175 are one person, and 1014 of made
figures, of which 30 are one in the same clothes (bench.accuracy.people --fit). On takes-dev alone
views had 9.37: there one person is mostly at one place, and made figures elsewhere were
ranked last.
"""
FACE_SHARE = 0.7
"""How much of the faces' log-odds is added to those of looks: the two are not independent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceFigures:
    """What cosines of one kind of face vector mean, seen on 253 pairs of takes-dev.

    ``odds``: log-odds of one person from faces alone, constant and cosine (bench.accuracy.people
    --fit). ``even``: the cosine that speaks neither way, between the likest of ``two`` people and
    the unlikest of ``one``. ``says``: from which other clothes may be asked after at all.
    """

    odds: tuple[float, float]
    even: float
    says: float
    two: float
    one: float


FACES = {
    "sface": FaceFigures(odds=(-8.30, 12.72), even=0.58, says=0.62, two=0.53, one=0.64),
    "dlib": FaceFigures(odds=(-127.64, 131.76), even=0.963, says=0.967, two=0.957, one=0.969),
}
UNLIKE = 0.85
"""Overlap of clothing's colours under which clothes count as other ones."""
NO_CLOTHING = 0.5
"""Taken for the overlap of clothing where none is seen in both."""
TESTED = "2499 pairs of tracks of two people (takes-dev)"
"""What was compared without a false alarm."""
LOOK_ALIKES = "5 of 48 pairs of drawn figures in each other's clothes"
"""What passed the threshold all the same (bench.accuracy.people_clothes)."""
ERROR_RATES = {
    PersonCandidateKind.SAME_CLOTHES: ErrorRates(
        threshold=THRESHOLD,
        false_alarm_rate=0.0012,
        recall=0.5,
        pairs=2674,
        tested_on="2674 pairs of tracks of takes-dev, 175 of them the same person; no false "
        "alarm was seen, the rate is the upper end of the 95 % confidence interval for none in "
        "2499",
    ),
    PersonCandidateKind.OTHER_CLOTHES: ErrorRates(
        threshold=THRESHOLD,
        false_alarm_rate=0.0067,
        recall=0.82,
        pairs=552,
        tested_on="552 pairs of tracks of five signers of takes-dev, one of each pair with "
        "the upper body recoloured, 104 of them the same signer; no false alarm was seen, the "
        "rate is the upper end of the 95 % confidence interval for none in 448; changes of "
        "clothes on camera were not tested",
    ),
}
"""How often it errs at the threshold, by kind of candidate, as bench.accuracy.people and
bench.accuracy.people_dressed printed it (docs/measured)."""


def kind_and_score(measures: Likeness) -> tuple[PersonCandidateKind, float]:
    """What the pair would be, ``same clothes`` or ``other clothes``, and its score, 0 to 1.

    Other clothes are only thought of where faces speak for one person; nothing else has shown to
    tell people apart once clothes change.
    """
    face_known = not math.isnan(measures.face)
    views, clothing, least = looks_of(measures)
    looks = LOOKS[0] + LOOKS[1] * views + LOOKS[2] * clothing + LOOKS[3] * least
    faces = FACES[measures.faces_by]
    constant, slope = faces.odds
    if face_known:
        looks += FACE_SHARE * slope * (measures.face - faces.even)
    if face_known and measures.face >= faces.says and clothing < UNLIKE:
        return PersonCandidateKind.OTHER_CLOTHES, _share(constant + slope * measures.face)
    return PersonCandidateKind.SAME_CLOTHES, _share(looks)


def looks_of(measures: Likeness) -> tuple[float, float, float]:
    """What looks are scored by: views, clothing, and the part of it that is least alike."""
    worn = [measures.parts[part] for part in CLOTHED if not math.isnan(measures.parts[part])]
    views = 0.0 if math.isnan(measures.views) else measures.views
    clothing = NO_CLOTHING if math.isnan(measures.clothing) else measures.clothing
    return views, clothing, min(worn, default=NO_CLOTHING)


def _share(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, log_odds))))
