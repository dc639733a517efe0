"""One frame of a film exactly, and every frame of a span: decoded in the guarded process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from secondtake.errors import Unreadable
from secondtake.model.frame_table import FrameTable
from secondtake.viewing.decoder_process import Limits, Request, messages
from secondtake.viewing.decoder_protocol import MessageKind
from secondtake.viewing.film_pass import watch

__all__ = ["every_frame", "exact_run", "exact_still", "frame_table"]

Frame = NDArray[np.uint8]
Hear = Callable[[float, NDArray[np.float32]], None]
"""Gets seconds of the film and the samples, float32 (n,), from there on."""
Progress = Callable[[float, float | None], None]
"""Gets seconds seen and the header's seconds."""

EVERY = 1e-6
"""Seconds between two frames that are sampled: every frame is."""
WHOLE = 1 << 15
"""Long side of a picture that is not to be shrunk: larger than a film may be."""


def exact_still(
    path: Path,
    pts: int,
    *,
    side: int | None = None,
    stream: int = 1,
    limits: Limits | None = None,
) -> tuple[Frame, int]:
    """The frame of a film that begins at a tick of its own clock, and that tick.

    ``pts``: one of the film's ``FrameTable``; no other frame is ever given in its place. uint8
    (h, w, 3) RGB, turned upright, with square pixels, of the film's own size or shrunk to a long
    side of ``side`` px; of an interlaced film the upper field. Decoding begins at the key frame
    before it, and where that does not lead to it, as in files that mark as key frames what is
    none, at the start of the film.
    Raises ``Unreadable`` when the frame cannot be decoded, ``LimitExceeded`` as the guard does.
    """
    for from_start in (False, True):
        request = replace(_exactly(pts, pts, side, stream), from_start=from_start)
        for at, rgb in _sampled(path, request, limits or Limits()):
            if at == pts:
                return rgb, at
    raise Unreadable(
        f"The frame at tick {pts} of {path.name} could not be decoded.",
        advice="The film may be damaged there; look at a frame before or after it.",
    )


def exact_run(
    path: Path,
    first: int,
    last: int,
    *,
    side: int | None = None,
    stream: int = 1,
    limits: Limits | None = None,
) -> Iterator[tuple[int, Frame]]:
    """The frames that begin at ticks ``first`` to ``last``, both in it, by one decoding.

    Each is what ``exact_still`` gives for its tick, in order. One that this decoding does not lead
    to is left out, and where it does not lead to the first one, none is given: ``exact_still``
    may still find them. Raises ``Unreadable`` and ``LimitExceeded`` as the guard does.
    """
    sought = True
    for at, rgb in _sampled(path, _exactly(first, last, side, stream), limits or Limits()):
        if sought and at != first:
            return
        sought = False
        yield at, rgb


def _exactly(first: int, last: int, side: int | None, stream: int) -> Request:
    """Every frame from one tick to another, begun anew where the way there was damaged."""
    return Request(
        small_side=0,
        side=side or WHOLE,
        every_seconds=EVERY,
        at_cuts=False,
        first=first,
        last=last + 1,
        stream=stream,
        exact=True,
    )


def every_frame(
    path: Path,
    first: int,
    last: int,
    *,
    side: int,
    stream: int = 1,
    limits: Limits | None = None,
    sound_rate: int = 0,
    hear: Hear | None = None,
) -> Iterator[tuple[int, Frame]]:
    """Every frame that begins from tick ``first`` up to, not including, ``last``, with its tick.

    uint8 (h, w, 3) RGB as ``exact_still`` gives it, of a long side of at most ``side`` px.
    ``hear``: gets the sound on the way, mono at ``sound_rate``, from before the span on.
    Raises ``Unreadable`` when there is none, ``LimitExceeded`` as the guard does.
    """
    request = Request(
        small_side=0,
        side=side,
        every_seconds=EVERY,
        at_cuts=False,
        first=max(0, first),
        last=last,
        stream=stream,
        sound_rate=sound_rate,
    )
    any_frame = False
    for at, rgb in _sampled(path, request, limits or Limits(), hear):
        any_frame = True
        yield at, rgb
    if not any_frame:
        raise Unreadable(
            f"No frame of {path.name} could be decoded in this span.",
            advice="The film may be damaged there; ask for a longer span.",
        )


def frame_table(
    path: Path,
    exhibit: str,
    *,
    stream: int = 1,
    name: str | None = None,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> FrameTable:
    """When each frame of a film is shown, by decoding all of it; parameters as for ``watch``.

    A list of its packets would be quicker, and count what cannot be decoded as frames.
    Raises ``Unreadable`` or ``LimitExceeded`` when nothing could be decoded.
    """
    seen = watch(
        path,
        exhibit,
        stream=stream,
        keep=lambda data, kind: "",
        name=name,
        observers=(),
        limits=limits,
        progress=progress,
    )
    if not seen.table.pts:
        raise Unreadable(
            seen.reel.partial or "No frame could be decoded.",
            advice="The film may hold sound only, or be broken.",
        )
    return seen.table


def _sampled(
    path: Path, request: Request, limits: Limits, hear: Hear | None = None
) -> Iterator[tuple[int, Frame]]:
    with closing(messages(path, request, limits)) as sent:
        for message in sent:
            head = message.head
            if hear is not None and head["kind"] == MessageKind.SOUND:
                hear(head["start"], np.frombuffer(message.data, np.float32))
            elif head["kind"] == MessageKind.FRAMES and head["rgb"] is not None:
                shape = (len(head["sampled"]), *head["rgb"])
                frames = np.frombuffer(message.data, np.uint8).reshape(shape)
                yield from zip((head["pts"][at] for at in head["sampled"]), frames, strict=True)
