"""How large a difference is, in plain words: a share of the person or of the picture."""

from __future__ import annotations

import math
from dataclasses import replace

from secondtake.model.enums import ReasonCode
from secondtake.model.findings import Difference
from secondtake.model.reasons import Reason

__all__ = ["OF_PERSON", "extent", "share_in_words", "without_colours"]

OF_PERSON = "of_person"
"""The name of a difference's value that is the share of the person its box covers, 0 to 1."""
SHARES = (
    (1.0, "all"),
    (3 / 4, "three quarters"),
    (1 / 2, "half"),
    (1 / 3, "a third"),
    (1 / 4, "a quarter"),
    (1 / 5, "a fifth"),
    (1 / 7, "a seventh"),
    (1 / 10, "a tenth"),
    (1 / 20, "a twentieth"),
    (1 / 50, "a fiftieth"),
    (1 / 100, "a hundredth"),
)
"""Shares that people say, and how."""
LEAST = 0.007
"""Halfway, by ratio, between a hundredth and half of it: what is less has no share of its own."""


def share_in_words(share: float) -> str:
    """A share of one, 0 to 1, as people say it: the nearest by ratio.

    >>> share_in_words(0.11), share_in_words(0.36), share_in_words(0.001), share_in_words(0.97)
    ('about a tenth', 'about a third', 'less than a hundredth', 'nearly all')
    """
    if share < LEAST:
        return "less than a hundredth"
    near = min(SHARES, key=lambda one: abs(math.log(one[0] / min(share, 1.0))))
    return f"nearly {near[1]}" if near[0] == 1.0 else f"about {near[1]}"


def extent(difference: Difference) -> str:
    """``about a tenth of the person`` or ``of the picture``; empty for what a clock shows.

    Of a difference of a person whose size beside it was not kept, the share of the picture.
    """
    if difference.what.code == ReasonCode.CLOCK_READING:
        return ""
    share = difference.what.by_name.get(OF_PERSON)
    if isinstance(share, float | int):
        return f"{share_in_words(share)} of the person"
    areas = [box[2] * box[3] for box in (difference.left_box, difference.right_box)]
    return f"{share_in_words(max(areas))} of the picture"


def without_colours(what: Reason) -> Reason:
    """What differs, as versions up to 0.3.0 told it: the part, and not the colours."""
    if what.code != ReasonCode.PART_COLOUR:
        return what
    return replace(what, values=tuple(v for v in what.values if v[0] not in ("left", "right")))
