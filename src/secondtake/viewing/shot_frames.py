"""A finer look at one shot, or at a whole film taken as one shot: dense frames and sound."""

from __future__ import annotations

from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondtake.errors import Unreadable
from secondtake.model.enums import Transition
from secondtake.model.evidence import Maker
from secondtake.model.footage import Shot, ShotView
from secondtake.model.time import Span
from secondtake.viewing.decoder_process import Limits, Request, messages
from secondtake.viewing.decoder_protocol import MessageKind
from secondtake.viewing.every_picture import EVERY_SIDE, EveryPicture

__all__ = ["NO_EXHIBIT", "look", "whole"]

NO_EXHIBIT = "0" * 64
"""Stands for the exhibit of a film that is in no case."""

_MAKER = Maker(name="whole film", version="1")
SOUND_RATE = 16000
LONGEST_SOUND_SECONDS = 3600.0
"""A longer view holds no sound: it would fill the memory."""


def look(
    path: Path,
    shot: Shot,
    *,
    rate: float = 10.0,
    long_side: int = 640,
    sound: bool = True,
    max_frames: int = 600,
    limits: Limits | None = None,
) -> ShotView:
    """Decode one shot's span again, densely.

    About ``rate`` frames a second, fewer when the shot is longer than ``max_frames`` of them;
    the view's ``rate`` says how many. A shot of more than an hour comes without sound.
    Raises ``Unreadable`` when the span holds no frame.
    """
    length = max(shot.span.length_seconds, 1e-3)
    rate = min(rate, max_frames / length)
    request = Request(
        small_side=EVERY_SIDE,
        side=long_side,
        every_seconds=1 / rate,
        at_cuts=False,
        first=shot.span.start,
        last=shot.span.end,
        sound_rate=SOUND_RATE if sound else 0,
        stream=shot.stream,
    )
    seen = _Seen(path, request, limits or Limits())
    return ShotView(
        shot=shot,
        size=seen.size,
        rate=rate,
        pts=seen.pts,
        rgb=seen.rgb,
        sound=seen.sound(shot.span) if sound else None,
        sound_rate=SOUND_RATE,
        every=seen.every.luma,
        every_pts=seen.every.pts,
    )


def whole(
    path: Path,
    *,
    exhibit: str = NO_EXHIBIT,
    rate: float = 10.0,
    long_side: int = 640,
    max_frames: int = 600,
    limits: Limits | None = None,
) -> ShotView:
    """The whole film as one shot; a long film is sampled evenly to at most ``max_frames``.

    A film of more than an hour comes without sound. Raises ``Unreadable`` when it holds no picture.
    """
    limits = limits or Limits()
    every = max(1 / rate, _length(path, limits) / max_frames)
    request = Request(
        small_side=EVERY_SIDE,
        side=long_side,
        every_seconds=every,
        at_cuts=False,
        sound_rate=SOUND_RATE,
    )
    seen = _Seen(path, request, limits)
    span = Span(start=0, end=max(seen.end, int(seen.pts[-1]) + 1), tick=seen.tick)
    shot = Shot(exhibit=exhibit, number=0, span=span, transition=Transition.START, made_by=_MAKER)
    return ShotView(
        shot=shot,
        size=seen.size,
        rate=1 / every,
        pts=seen.pts,
        rgb=seen.rgb,
        sound=seen.sound(span),
        sound_rate=SOUND_RATE,
        every=seen.every.luma,
        every_pts=seen.every.pts,
    )


def _length(path: Path, limits: Limits) -> float:
    """Seconds the header of a film states, 0 where it states none."""
    with closing(messages(path, Request(), limits)) as sent:
        facts = next((m.head for m in sent if m.head["kind"] == MessageKind.FACTS), {})
    return float(facts.get("header_seconds") or 0.0)


class _Seen:
    """All sampled frames and the sound of one span."""

    def __init__(self, path: Path, request: Request, limits: Limits) -> None:
        self.tick = Fraction(1, 1000)
        self.size = (0, 0)
        self.end = 0
        pts: list[int] = []
        pictures: list[NDArray[np.uint8]] = []
        self.every = EveryPicture()
        self._sound: list[tuple[float, NDArray[np.float32]]] = []
        for message in messages(path, request, limits):
            head: dict[str, Any] = message.head
            if head["kind"] == MessageKind.FACTS and "tick" in head:
                self.tick = Fraction(*head["tick"])
            elif head["kind"] == MessageKind.SIZE:
                self.size = (head["width"], head["height"])
            elif head["kind"] == MessageKind.FRAMES:
                small = len(head["pts"]) * int(np.prod(head["small"]))
                self.every.add(head, np.frombuffer(message.data, np.uint8, small), self.tick)
                pts += [head["pts"][at] for at in head["sampled"]]
                if head["sampled"]:
                    shape = (len(head["sampled"]), *head["rgb"])
                    rgb = np.frombuffer(message.data, np.uint8, offset=small)
                    pictures.append(rgb.reshape(shape))
            elif head["kind"] == MessageKind.SOUND:
                self._hear(head["start"], np.frombuffer(message.data, np.float32))
            elif head["kind"] == MessageKind.END:
                self.end = round(head["seconds"] / self.tick)
        self.every.finish()
        if not pictures:
            raise Unreadable(
                "No picture could be decoded.", advice="The film may hold sound only, or be broken."
            )
        self.pts = np.array(pts, np.int64)
        self.rgb = np.concatenate(pictures)

    def sound(self, span: Span) -> NDArray[np.float32] | None:
        """The sound of a span at ``SOUND_RATE``, silence where there was none; None without any."""
        start, end = span.seconds
        if not self._sound or end - start > LONGEST_SOUND_SECONDS:
            return None
        out = np.zeros(max(0, round((end - start) * SOUND_RATE)), np.float32)
        for began, heard in self._sound:
            at = round((began - start) * SOUND_RATE)
            source = heard[max(0, -at) : max(0, len(out) - at)]
            out[max(0, at) : max(0, at) + len(source)] = source
        return out

    def _hear(self, start: float, heard: NDArray[np.float32]) -> None:
        if sum(len(h) for _, h in self._sound) < LONGEST_SOUND_SECONDS * SOUND_RATE:
            self._sound.append((start, heard))
