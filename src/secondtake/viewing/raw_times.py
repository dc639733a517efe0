"""Packets and pictures of a stream without a clock, rid of the times that a parser gave them.

A film's clock then counts them, as every player does, at the rate that is coded or assumed.
The times of FFmpeg's parsers have no order where pictures are coded out of theirs, are nought, or
rest on 25 pictures a second whatever is coded.
"""

from __future__ import annotations

from typing import Any

__all__ = ["untimed"]

MOST_HELD = 3
"""Lengths for which a picture may be held: H.262 and H.264 repeat a picture twice at most
(``repeat_first_field``, ``pic_struct``)."""


def untimed(thing: Any, step: int) -> Any:
    """A packet or frame without times, and with a length only where it is held longer than others.

    ``step``: the length of a picture in the stream's ticks. Of pictures that are coded as two
    fields FFmpeg gives the length of one.
    """
    thing.pts = thing.dts = None
    if not step < (thing.duration or 0) <= MOST_HELD * step:
        thing.duration = 0
    return thing
