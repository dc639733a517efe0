"""All of a film at a few frames a second, a handful at a time, so that memory stays small."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from fractions import Fraction
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from secondtake.errors import Unreadable
from secondtake.model.time import Span
from secondtake.viewing.decoder_process import Limits, Request, messages
from secondtake.viewing.decoder_protocol import MessageKind

__all__ = ["Passage", "through", "tick_of"]

Passage = tuple[NDArray[np.float64], NDArray[np.uint8], float | None]
"""Seconds float64 (n,) on the film's clock, RGB uint8 (n, h, w, 3), seconds by the header."""


def through(
    path: Path,
    *,
    rate: float = 5.0,
    long_side: int = 1280,
    span: Span | None = None,
    stream: int = 1,
    limits: Limits | None = None,
) -> Iterator[Passage]:
    """Frames about ``rate`` times a second, in order, of all of a film or of a span of it.

    ``stream``: which moving picture of the file, 1 the one that players show.

    Raises ``Unreadable`` or ``LimitExceeded``, ``Unreadable`` also when there is no picture.
    """
    request = Request(
        small_side=0,
        side=long_side,
        every_seconds=1 / rate,
        at_cuts=False,
        first=span.start if span else 0,
        last=span.end if span else None,
        stream=stream,
    )
    tick, length, any_frame = Fraction(1, 1000), None, False
    with closing(messages(path, request, limits or Limits())) as sent:
        for message in sent:
            head = message.head
            if head["kind"] == MessageKind.FACTS:
                tick = Fraction(*head.get("tick", (1, 1000)))
                length = head.get("header_seconds")
            elif head["kind"] == MessageKind.FRAMES and head["rgb"] is not None:
                any_frame = True
                rgb = np.frombuffer(message.data, np.uint8)
                yield (
                    np.array(head["pts"], np.float64)[head["sampled"]] * float(tick),
                    rgb.reshape(len(head["sampled"]), *head["rgb"]),
                    length,
                )
    if not any_frame:
        raise Unreadable(
            "No picture could be decoded.", advice="The film may hold sound only, or be broken."
        )


def tick_of(path: Path, *, stream: int = 1, limits: Limits | None = None) -> Fraction:
    """Seconds of a tick of the stream's own clock, in which ``through`` takes its span.

    Raises ``Unreadable`` or ``LimitExceeded`` as ``through`` does.
    """
    request = Request(small_side=0, side=16, at_cuts=False, stream=stream)
    with closing(messages(path, request, limits or Limits())) as sent:
        for message in sent:
            if message.head["kind"] == MessageKind.FACTS and "tick" in message.head:
                return Fraction(*message.head["tick"])
    raise Unreadable(
        "No picture could be decoded.", advice="The film may hold sound only, or be broken."
    )
