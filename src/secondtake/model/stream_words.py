"""What a container says of its streams, as people read it."""

from __future__ import annotations

from secondtake.model.enums import StreamRole
from secondtake.model.footage import MediaStream, Reel
from secondtake.model.names import shown

__all__ = ["LATER", "LEFT_OUT", "left_out", "picture_words", "sound_words", "sounds_words"]

LEFT_OUT = (StreamRole.COVER, StreamRole.SINGLE_PICTURE)
"""Roles of pictures that stand for a file and are no film."""
MAKERS_OWN = ("videohandler", "soundhandler", "video media handler", "sound media handler")
"""Handlers that every file of one program has: they say nothing of the camera."""


LATER = 0.05
"""Seconds from which a later begin is told: pictures of one instant may lie a frame apart."""


def picture_words(stream: MediaStream) -> str:
    """A picture: its codec, size, title, handler, language and default flag.

    >>> picture_words(MediaStream(number=1, role=StreamRole.COVER, codec="png", width=8, height=6))
    'png, 8 × 6'
    """
    size = f"{stream.width} × {stream.height}" if stream.width and stream.height else ""
    return ", ".join(part for part in (_codec(stream), size, *_said(stream)) if part)


def sound_words(stream: MediaStream) -> str:
    """A sound track: its codec, title, handler, language and default flag."""
    return ", ".join((_codec(stream), *_said(stream)))


def left_out(reel: Reel, name: str) -> tuple[str, ...]:
    """A sentence for each picture of the file called ``name`` that is no film."""
    why = {
        StreamRole.COVER: "marked as a cover or thumbnail",
        StreamRole.SINGLE_PICTURE: "a stream of one picture beside a moving one",
    }
    return tuple(
        f"{name} also holds a picture that was left out, as it is {why[s.role]}: "
        f"{picture_words(s)}."
        for s in reel.streams
        if s.role in LEFT_OUT
    )


def sounds_words(reel: Reel) -> str:
    """Which of several sound tracks is used and what the others are; empty for one or none."""
    sounds = [s for s in reel.streams if s.role == StreamRole.SOUND]
    if len(sounds) < 2:
        return ""
    listed = "; ".join(
        f"{number}: {sound_words(s)}{', used here' if s.number == reel.sound_stream else ''}"
        for number, s in enumerate(sounds, 1)
    )
    return f"{len(sounds)} sound tracks ({listed})"


def _codec(stream: MediaStream) -> str:
    return shown(stream.codec or "unknown codec")


def _said(stream: MediaStream) -> list[str]:
    told = [f"“{shown(stream.title)}”"] if stream.title else []
    if stream.handler and stream.handler.lower() not in MAKERS_OWN:
        told.append(f"“{shown(stream.handler)}”")
    if stream.language:
        told.append(shown(stream.language))
    if stream.program is not None:
        told.append(f"program {stream.program}")
    return [*told, "default"] if stream.default else told
