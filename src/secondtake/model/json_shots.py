"""What ``shots --json`` prints: the moving pictures of a file and their shots."""

from __future__ import annotations

from typing import TypedDict

from secondtake.model.enums import StreamRole, Transition

__all__ = ["PictureShape", "ShotShape", "ShotsShape", "StreamShape"]


class ShotShape(TypedDict):
    """``start`` is the first frame wholly the new shot's; ``transition`` is how it begins."""

    start: float
    end: float
    transition: Transition


class StreamShape(TypedDict):
    """What the container says of one of its streams; ``stream``: its number, counted from 0.

    ``role``: a moving picture, a cover or a single picture, both of which are left out, or sound.
    ``used``: whether it is analysed, of sounds whether it is the one that goes with the picture.
    """

    stream: int
    role: StreamRole
    codec: str | None
    title: str | None
    handler: str | None
    language: str | None
    width: int
    height: int
    default: bool
    program: int | None
    used: bool


class PictureShape(TypedDict):
    """One moving picture of a file: times are of its own clock, which begins at its first frame.

    ``starts``: how many seconds later than the file's earliest moving picture that clock begins.
    ``partial`` says what of it could not be seen, or is None.
    """

    picture: int
    name: str
    starts: float
    partial: str | None
    streams: list[StreamShape]
    shots: list[ShotShape]


class ShotsShape(TypedDict):
    """The shots of the first of ``pictures`` in order, then each moving picture that was seen.

    The first is the one that players show, unless that one could not be decoded.
    """

    shots: list[ShotShape]
    pictures: list[PictureShape]
