"""Look at a film once and describe it for the copy engine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from secondtake.comparing.copies import SOUND_RATE, FilmDescriber, FilmDescriptors
from secondtake.errors import CannotLook, InputMissing, Unreadable
from secondtake.model.footage import FrameBatch
from secondtake.viewing.decoder_process import Limits, Message, Request, messages
from secondtake.viewing.decoder_protocol import MessageKind

__all__ = ["described", "digest_of"]


def digest_of(path: Path) -> str:
    """SHA-256 (hex) of a file's bytes; raises ``InputMissing`` when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputMissing(
            f"{path.name} cannot be read.", advice="Check the path and the permission to read it."
        ) from error


def described(path: Path, *, coarse: bool = False, stream: int = 1) -> FilmDescriptors:
    """The film's descriptors, decoded once in a guarded process: small pictures of all frames,
    two larger ones a second, and the sound. ``coarse``: of five to ten frames a second, at half
    the detail. ``stream``: which moving picture of the file, 1 the one that players show.

    A film that breaks off is described as far as it goes. Raises ``Unreadable`` or
    ``LimitExceeded`` when nothing could be decoded, and ``Unreadable`` for a still picture.
    """
    describer = FilmDescriber(coarse=coarse)
    end, seen, still = 0.0, 0, False
    try:
        for kind, value in _told(path, coarse, describer.side, stream):
            if kind == "rate":
                describer.left_out(value)
            elif kind == "still":
                still = True
                raise Unreadable(
                    f"{path.name} is a still picture: copies are told by what moves.",
                    advice="`secondtake relate` compares a picture with the frames of a film.",
                )
            elif kind == "end":
                end = max(end, value)
            elif kind == "sound":
                describer.hear(*value)
            else:
                describer.see(value)
                seen += len(value.pts)
                end = float((int(value.pts[-1]) + 1) * value.tick)
    except CannotLook:
        if not seen or still:
            raise
    if not seen:
        raise Unreadable(
            f"{path.name} holds no picture.", advice="It may hold sound only, or be broken."
        )
    return describer.finish(end)


def _told(path: Path, coarse: bool, side: int, stream: int) -> Iterator[tuple[str, Any]]:
    tick = Fraction(1, 1000)
    asked = Request(
        small_side=160,
        side=side,
        every_seconds=0.5,
        at_cuts=False,
        sound_rate=SOUND_RATE,
        hurried=coarse,
        stream=stream,
    )
    for message in messages(path, asked, Limits()):
        kind = message.head["kind"]
        if kind == MessageKind.FACTS:
            tick = Fraction(*message.head.get("tick", (1, 1000)))
            if coarse and message.head.get("rate"):
                yield "rate", float(message.head["rate"])
        elif kind == MessageKind.FRAMES:
            yield "frames", _batch(message, tick)
        elif kind == MessageKind.SOUND:
            samples = np.frombuffer(message.data, np.float32)
            yield "sound", (float(message.head["start"]), samples)
        elif kind == MessageKind.END:
            if message.head["still"]:
                yield "still", None
            yield "end", float(message.head["seconds"])


def _batch(message: Message, tick: Fraction) -> FrameBatch:
    head = message.head
    count = len(head["pts"]) * int(np.prod(head["small"]))
    small = np.frombuffer(message.data, np.uint8, count).reshape(len(head["pts"]), *head["small"])
    shape = (len(head["sampled"]), *(head["rgb"] or (1, 1, 3)))
    return FrameBatch(
        small=small,
        pts=np.array(head["pts"], np.int64),
        sampled=np.array(head["sampled"], np.int64),
        rgb=np.frombuffer(message.data, np.uint8, offset=count).reshape(shape),
        tick=tick,
    )
