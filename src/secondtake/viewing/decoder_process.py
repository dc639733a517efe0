"""Run the decoder in a process of its own, with limits, and read what it sends."""

from __future__ import annotations

import json
import math
import os
import selectors
import struct
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import IO, Any

from secondtake.errors import LimitExceeded, SettingInvalid, Unreadable
from secondtake.guarding.failing import ended, restored
from secondtake.guarding.worker import ForkServer
from secondtake.viewing.decoder_protocol import MessageKind

__all__ = [
    "Limits",
    "Message",
    "Request",
    "decode_limit",
    "messages",
    "start_decoding",
    "streams_told",
]

_HEAD = struct.Struct("<II")
"""A message is two lengths, a JSON head of the first length, and bytes of the second."""


_SERVER = ForkServer()
_known_leaps: dict[tuple[int, ...], bool] = {}
"""Films whose clock is known to leap or not to: by their file as it is and their stream."""
_streams: dict[tuple[int, ...], dict[str, Any]] = {}
"""What decoders told of the streams of files: a file whose pictures have to be counted is read
whole for it once, and not again for each shot."""

_asked_seconds: ContextVar[float | None] = ContextVar("decode limit", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost: address space, CPU by the size of the file, silence, pixels.

    CPU is bought by bytes that are there, not by the length or the frames that a film claims: a
    base, so much for each megabyte, and never more than ``cpu_most_seconds``. The figures are ten
    times what honest footage takes (docs/methods/decoding.md), so that a slow machine does too.
    ``silence_seconds``: how long the decoder may send nothing before it is ended.
    """

    memory_bytes: int = 3 << 30
    cpu_base_seconds: float = 300.0
    cpu_per_megabyte: float = 400.0
    cpu_most_seconds: float = 4 * 3600.0
    silence_seconds: float = 90.0
    max_pixels: int = 8192 * 4608

    def cpu_seconds(self, size_bytes: int) -> float:
        """CPU time for a file of this size, or what ``decode_limit`` says."""
        asked = _asked_seconds.get()
        if asked is not None:
            return asked
        by_size = self.cpu_base_seconds + self.cpu_per_megabyte * size_bytes / 1e6
        return min(by_size, self.cpu_most_seconds)


def decode_minutes() -> float | None:
    """What ``decode_limit`` allows here in minutes; None where each file's size says it.

    For work that is handed to another process.
    """
    asked = _asked_seconds.get()
    return None if asked is None else asked / 60


@contextmanager
def decode_limit(minutes: float | None) -> Iterator[None]:
    """Allow each decoding of a film begun in here this much CPU time, whatever its size.

    ``None`` changes nothing. Raises ``SettingInvalid`` for what is no positive number of minutes.
    """
    if minutes is not None and not (math.isfinite(minutes) and minutes > 0):
        raise SettingInvalid(
            f"A limit for decoding of {minutes:g} minutes cannot be kept.",
            advice="Give a number of minutes above 0.",
        )
    before = _asked_seconds.set(_asked_seconds.get() if minutes is None else 60 * minutes)
    try:
        yield
    finally:
        _asked_seconds.reset(before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to decode. ``small_side`` 0: no small frames; ``every_seconds``: sampling of ``rgb``.

    ``first``, ``last``: ticks of the film's clock, half-open; ``last`` None: to the end.
    ``at_cuts``: also sample a frame that differs much from the one before.
    ``lesser_side``: the frames sampled by time at this long side too, 0 for no such pictures.
    ``hurried``: leave out frames that no other is made from (of H.264 also those made from later
    ones, so that five to ten a second are left), and do not smooth the borders of blocks. Lost
    frames are then not counted.
    ``window``: width and height of the middle of the picture of which luma alone is wanted, at the
    film's own size, in the place of ``rgb``. ``packets``: list the coded pictures, decode nothing.
    ``stream``: which moving picture of the file, 1 the one that players show. ``from_start``:
    decode from the start of the film, as if its times led nowhere. ``exact``: do so where the way
    to ``first`` shows a damaged picture, which may be damaged only because of where it was begun.
    """

    small_side: int = 160
    side: int = 960
    lesser_side: int = 0
    every_seconds: float = 0.5
    at_cuts: bool = True
    first: int = 0
    last: int | None = None
    sound_rate: int = 0
    hurried: bool = False
    window: tuple[int, int] | None = None
    packets: bool = False
    stream: int = 1
    from_start: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the decoder: a head and its bytes."""

    head: dict[str, Any]
    data: bytes


def messages(path: Path, request: Request, limits: Limits) -> Generator[Message]:
    """Decode ``path`` in a guarded process; give what it sends until it is done.

    Raises ``Unreadable``, ``LimitExceeded``, or ``InternalFault`` when our own code failed.
    Closing the iterator ends the process.
    """
    if not path.is_file():
        raise Unreadable(f"There is no file {path.name!r} to analyse.", advice="Check its path.")
    order = {
        "path": str(path.absolute()),
        "request": asdict(request),
        "limits": asdict(limits),
        "cpu_seconds": limits.cpu_seconds(path.stat().st_size),
        "leaps": request.first > 0 and (request.from_start or _leaps(path, request.stream, limits)),
        "counts": _streams.get(_stamp(path), {}).get("counts"),
    }
    with _SERVER.worker(_decode, order, what="the film", prepared=_load) as worker:
        while True:
            message = _next(worker.output, limits.silence_seconds)
            if message is None:
                raise ended(worker.exit_code(), "the film")
            if message.head["kind"] == MessageKind.ERROR:
                raise restored(message.head)
            if message.head["kind"] == MessageKind.WORKING:
                continue
            if message.head["kind"] == MessageKind.STREAMS:
                _streams[_stamp(path)] = message.head
            if message.head["kind"] == MessageKind.END and request.first == 0 and not request.last:
                _remember(path, request.stream, message.head["leaps"])
            if message.head.get("whole") is False:
                # The place that was sought is no key picture: what follows would lack pictures.
                yield from messages(path, replace(request, from_start=True), limits)
                return
            yield message
            if message.head["kind"] == MessageKind.END:
                return


def start_decoding() -> None:
    """Start the server of decoders now, so that the first film is not kept waiting for it.

    Raises ``CannotLook`` when no process can be started.
    """
    with _SERVER.worker(_nothing, what="the film", prepared=_load) as worker:
        worker.exit_code()


def _nothing(_: IO[bytes]) -> None:
    """In the worker."""


def _load() -> None:
    """In the server: import the decoder, for all workers; not here, where it is not needed."""
    from secondtake.viewing import decoder

    decoder.load()


def _decode(out: IO[bytes], order: dict[str, Any]) -> None:
    """In the worker."""
    from secondtake.viewing import decoder

    decoder.decode(out, order)


def _leaps(path: Path, stream: int, limits: Limits) -> bool:
    """Whether the clock of a film leaps somewhere, so that its times do not lead to a place in it.

    A pass over the whole film told it; where there was none in this run, its packets are listed.
    """
    key = (*_stamp(path), stream)
    if key not in _known_leaps:
        for _ in messages(path, Request(packets=True, stream=stream), limits):
            pass
    return _known_leaps[key]


def _remember(path: Path, stream: int, leaps: bool | None) -> None:
    """Keep what a pass over a whole film told; None: it did not see the end."""
    if leaps is not None:
        _known_leaps[(*_stamp(path), stream)] = leaps


def streams_told(path: Path) -> list[dict[str, Any]] | None:
    """What a decoder of this process told of a file's streams; None where none was asked yet."""
    told = _streams.get(_stamp(path)) if path.is_file() else None
    return None if told is None else told["streams"]


def _stamp(path: Path) -> tuple[int, ...]:
    facts = path.stat()
    return facts.st_dev, facts.st_ino, facts.st_size, facts.st_mtime_ns


def _next(pipe: int, silence_seconds: float) -> Message | None:
    head = _exactly(pipe, _HEAD.size, silence_seconds)
    if head is None:
        return None
    lengths = _HEAD.unpack(head)
    text = _exactly(pipe, lengths[0], silence_seconds)
    data = _exactly(pipe, lengths[1], silence_seconds)
    return None if text is None or data is None else Message(json.loads(text), data)


def _exactly(pipe: int, count: int, silence_seconds: float) -> bytes | None:
    """``count`` bytes of the pipe, or None at its end; raises when nothing comes for too long."""
    parts = []
    with selectors.DefaultSelector() as waiting:
        waiting.register(pipe, selectors.EVENT_READ)
        while count:
            if not waiting.select(silence_seconds):
                raise LimitExceeded(
                    f"Nothing could be decoded for {silence_seconds:.0f} seconds.",
                    advice="The file may be crafted to keep a decoder busy; try a re-encoded copy.",
                )
            part = os.read(pipe, min(count, 1 << 20))
            if not part:
                return None
            parts.append(part)
            count -= len(part)
    return b"".join(parts)
