"""What differs between two aligned shots, in words: phrases, which findings set side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from secondtake.model.enums import PicturePart, ReasonCode

__all__ = ["DIFFERENCES", "region"]


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
    told = "colour of the {part} of person {person}".format_map(values)
    left, right = values.get("left"), values.get("right")
    if not left or not right:
        return told
    if left == right:
        return f"{told} (two shades of {left})"
    return f"{told} ({left} in the left, {right} in the right)"


DIFFERENCES: dict[ReasonCode, str | Callable[[Mapping[str, Any]], str]] = {
    ReasonCode.PART_COLOUR: _part_colour,
    ReasonCode.ALL_CLOTHING_COLOUR: "colour of all that person {person} wears, or somebody else at "
    "that place",
    ReasonCode.PART_COLOUR_OR_PATTERN: "colour or pattern of a part of the {part} of person "
    "{person}",
    ReasonCode.PART_COLOUR_OR_OBJECT: "colour of a part of the {part} of person {person}, or of "
    "what is worn or held there",
    ReasonCode.OBJECT_AT_PART_ONE_SIDE: "something at the {part} of person {person}, seen only in "
    "the {side}",
    ReasonCode.PERSON_ONE_SIDE: "a person seen only in the {side}",
    ReasonCode.PICTURE_REGION: lambda values: region(values["place"]),
    ReasonCode.OBJECT_MOVED: _moved,
    ReasonCode.CLOCK_READING: lambda values: (
        f"what the burnt-in clock shows ({region(values['place'])})"
    ),
}
