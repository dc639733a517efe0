"""From measures to a calibrated score, and what kind of candidate it would be."""

from __future__ import annotations

import math

from secondtake.comparing.roles.likeness import Likeness

__all__ = ["FIGURES", "TESTED", "THRESHOLD", "kind_and_score"]

THRESHOLD = 0.8
"""Score from which a pair is shown: above every pair of different people of takes-dev."""
LOOKS = (-7.54, 9.37, 2.85)
"""Log-odds of one body from looks: constant, views, clothing. Logistic regression on 2674 pairs of
tracks of takes-dev (bench.accuracy.people --fit), of which 175 are one body."""
FACES = (-8.30, 12.72)
"""Log-odds of one body from faces alone: constant, cosine. The same, on 253 pairs with faces."""
FACE_EVEN = 0.58
"""Cosine of faces that speaks neither way, between the likest of two people (0.53) and the
unlikest of one (0.64) of takes-dev."""
FACE_SHARE = 0.7
"""How much of the faces' log-odds is added to those of looks: the two are not independent."""
FACE_SAYS = 0.62
"""Cosine of faces from which other clothes may be asked after at all."""
UNLIKE = 0.85
"""Overlap of clothing's colours under which clothes count as other ones."""
NO_CLOTHING = 0.5
"""Taken for the overlap of clothing where none is seen in both."""
TESTED = "2499 pairs of tracks of two people (takes-dev)"
"""What was compared without a false alarm."""
FIGURES = {
    "threshold": THRESHOLD,
    "false_alarm_rate": 0.0012,
    "recall": 0.54,
    "tested_on": "2674 pairs of tracks of takes-dev, 175 of them one body; no false alarm was "
    "seen, the rate is the upper end of the 95 % interval of none in 2499",
}
"""How often it errs at the threshold, as bench.accuracy.people printed it (docs/measured)."""


def kind_and_score(measures: Likeness) -> tuple[str, float]:
    """What the pair would be, ``same clothes`` or ``other clothes``, and its score, 0 to 1.

    Other clothes are only thought of where faces speak for one body; nothing else has shown to
    tell people apart once clothes change.
    """
    face_known = not math.isnan(measures.face)
    clothing = NO_CLOTHING if math.isnan(measures.clothing) else measures.clothing
    views = 0.0 if math.isnan(measures.views) else measures.views
    looks = LOOKS[0] + LOOKS[1] * views + LOOKS[2] * clothing
    if face_known:
        looks += FACE_SHARE * FACES[1] * (measures.face - FACE_EVEN)
    same = _share(looks)
    if face_known and measures.face >= FACE_SAYS and clothing < UNLIKE:
        return "other clothes", _share(FACES[0] + FACES[1] * measures.face)
    return "same clothes", same


def _share(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, log_odds))))
