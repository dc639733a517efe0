"""What comparing a still picture showed, in a sentence; and what rests on an assumed rate."""

from __future__ import annotations

from secondtake.model.enums import RelationKind
from secondtake.model.footage import Reel
from secondtake.model.still_pictures import PictureMatch

__all__ = ["NO_SHOTS", "rate_note", "told_of_picture"]

NO_SHOTS = "a still picture: no shots."
RATE_ASSUMED = (
    "The stream states neither times nor a frame rate; every time rests on an assumed "
    "{rate:g} frames a second."
)


def rate_note(reel: Reel) -> str | None:
    """That a film's times rest on an assumed rate, where they do."""
    return RATE_ASSUMED.format(rate=reel.frame_rate) if reel.rate_assumed else None


def told_of_picture(found: PictureMatch, picture: str, other: str) -> str:
    """One sentence; ``picture`` and ``other`` are what the exhibits are called in it."""
    seconds = found.at_seconds
    turned = ", mirrored" if found.mirrored else ""
    share = f"{100 * found.agreeing:.0f} % of the parts with detail agree"
    if found.answer == RelationKind.DIFFERENT:
        return f"{picture} matches nothing in {other}."
    if seconds is None:
        if found.answer == RelationKind.COPY:
            return f"{picture} and {other} show one picture{turned}: {share}."
        return f"{picture} and {other} show one view{turned}, but not one picture: {share}."
    at = f"{seconds:.2f} s"
    if found.answer == RelationKind.COPY:
        return (
            f"{picture} matches the frame of {other} at {at}{turned}: {share}, also where the "
            "film changes."
        )
    return (
        f"{picture} shows a view of {other}, nearest at {at}{turned} ({share}), but it cannot be "
        "told to be a frame of it: what changes in the film differs, is too little, or is coded "
        "too coarsely."
    )
