"""A stretch of a film as it was coded: pictures that were not shrunk, and what packets tell."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import numpy as np

from secondtake.errors import Unreadable
from secondtake.model.footage import Coded, Luma
from secondtake.model.time import Span
from secondtake.viewing.decoder_process import Limits, Request, messages
from secondtake.viewing.decoder_protocol import MessageKind

__all__ = ["coded", "luma"]

MOST_FRAMES = 600
"""Pictures kept of one stretch: two seconds of a film of 300 a second."""
EVERY = 1e-6
"""Seconds between two frames that are sampled: every frame is."""


def luma(
    path: Path,
    span: Span,
    *,
    width: int,
    height: int,
    stream: int = 1,
    limits: Limits | None = None,
) -> Luma:
    """Every picture of a span: the luma of its middle, at most ``width`` x ``height`` pixels.

    ``span`` is on the film's own clock, ``stream`` its number in the file; of more than
    ``MOST_FRAMES`` pictures the first are kept. Raises ``Unreadable`` when it holds no picture,
    ``LimitExceeded`` as the guard does.
    """
    request = Request(
        small_side=0,
        every_seconds=EVERY,
        at_cuts=False,
        first=max(0, span.start),
        last=span.end,
        window=(width, height),
        stream=stream,
    )
    pts: list[int] = []
    pictures = []
    size = (0, 0)
    with closing(messages(path, request, limits or Limits())) as sent:
        for message in sent:
            head = message.head
            if head["kind"] == MessageKind.SIZE:
                size = (head["width"], head["height"])
            elif head["kind"] == MessageKind.FRAMES:
                pts += [head["pts"][i] for i in head["sampled"]]
                shape = (len(head["sampled"]), *head["rgb"])
                pictures.append(np.frombuffer(message.data, np.uint8).reshape(shape))
                if len(pts) >= MOST_FRAMES:
                    break
    if not pictures:
        start, end = span.seconds
        raise Unreadable(
            f"No picture could be decoded from {start:.2f} to {end:.2f} s.",
            advice="The film may be damaged there.",
        )
    return Luma(
        tick=span.tick,
        size=size,
        pts=np.array(pts[:MOST_FRAMES], np.int64),
        luma=np.concatenate(pictures)[:MOST_FRAMES],
    )


def coded(path: Path, span: Span, *, stream: int = 1, limits: Limits | None = None) -> Coded:
    """How a span of a film, the ``stream``-th of the file, is coded; nothing is decoded.

    Raises ``Unreadable`` or ``LimitExceeded`` as the guard does; a span without pictures is empty.
    """
    request = Request(first=max(0, span.start), last=span.end, packets=True, stream=stream)
    listed = np.zeros((0, 3), np.int64)
    with closing(messages(path, request, limits or Limits())) as sent:
        for message in sent:
            if message.head["kind"] == MessageKind.PACKETS:
                listed = np.frombuffer(message.data, np.int64).reshape(-1, 3)
    return Coded(
        tick=span.tick,
        pts=listed[:, 0],
        sizes_bytes=listed[:, 1],
        keys=listed[:, 2].astype(np.bool_),
    )
