"""What differs between two aligned shots, in words: phrases, which findings set side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from secondtake.model.enums import PicturePart, ReasonCode

__all__ = ["DIFFERENCES", "person_compared", "region"]

_ORDINALS = ("first", "second", "third")
"""As many people of two shots as are compared part by part."""


def person_compared(number: int) -> str:
    """One of the people whom two shots both show, by their order there: no name such as ``P2``."""
    return f"the {_ORDINALS[number - 1]} person compared"


def region(places: tuple[str, ...]) -> str:
    """Where in the picture: ``left third of the picture, upper half``."""
    across, *down = places
    if across == PicturePart.MOST:
        return "most of the picture"
    return ", ".join((f"{across} of the picture", *down))


def _moved(values: Mapping[str, Any]) -> str:
    places = [f"{region(places)} in the {side}" for side, places in values.items()]
    return f"something at another place: {', '.join(places)}"


def _part_colour(values: Mapping[str, Any]) -> str:
    """The part, and its colours where they were named: of clothing, never of skin."""
    told = f"colour of the {values['part']} of {person_compared(values['person'])}"
    left, right = values.get("left"), values.get("right")
    if not left or not right:
        return told
    if left == right:
        return f"{told} (two shades of {left})"
    return f"{told} ({left} in the left, {right} in the right)"


DIFFERENCES: dict[ReasonCode, str | Callable[[Mapping[str, Any]], str]] = {
    ReasonCode.PART_COLOUR: _part_colour,
    ReasonCode.ALL_CLOTHING_COLOUR: lambda values: (
        f"colour of all that {person_compared(values['person'])} wears, or somebody else at that "
        "place"
    ),
    ReasonCode.PART_COLOUR_OR_PATTERN: lambda values: (
        f"colour or pattern of a part of the {values['part']} of "
        f"{person_compared(values['person'])}"
    ),
    ReasonCode.PART_COLOUR_OR_OBJECT: lambda values: (
        f"colour of a part of the {values['part']} of {person_compared(values['person'])}, or of "
        "what is worn or held there"
    ),
    ReasonCode.OBJECT_AT_PART_ONE_SIDE: lambda values: (
        f"something at the {values['part']} of {person_compared(values['person'])}, seen only in "
        f"the {values['side']}"
    ),
    ReasonCode.PERSON_ONE_SIDE: "a person seen only in the {side}",
    ReasonCode.PICTURE_REGION: lambda values: region(values["place"]),
    ReasonCode.OBJECT_MOVED: _moved,
    ReasonCode.CLOCK_READING: lambda values: (
        f"what the burnt-in clock shows ({region(values['place'])})"
    ),
}
