"""A track's edit list in an MP4 or QuickTime file: which stretches of it a player shows, and when.

FFmpeg follows edit lists when it reads packets, but not their rates, and nothing between two
stretches; it does not say which list it followed.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Edit", "edits_of", "films_in", "unfollowed"]

MOST_BOXES = 10_000
"""Boxes looked at in one box: a film of many fragments holds a few for each."""
MOST_EDITS = 10_000
NAMED = 3


@dataclass(frozen=True, slots=True)
class Edit:
    """One stretch: when it is shown, in seconds of the film; ``rate`` 0 holds one picture.

    ``shows``: it shows the track; else nothing is shown for so long.
    """

    start: float
    length: float
    rate: float
    shows: bool


def edits_of(file: int, track: int) -> tuple[Edit, ...]:
    """The edit list of the track with that number, of an open file; empty where it has none.

    Source: ISO/IEC 14496-12:2022, 8.2.2, 8.3.2 and 8.6.6.
    """
    size = os.fstat(file).st_size
    for start, end in _boxes(file, 0, size, b"moov"):
        scale = 0
        for at, _ in _boxes(file, start, end, b"mvhd"):
            scale = _number(file, at + (20 if _number(file, at, 1) else 12), 4)
        for first, last in _boxes(file, start, end, b"trak"):
            ids = (
                _number(file, at + (20 if _number(file, at, 1) else 12), 4)
                for at, _ in _boxes(file, first, last, b"tkhd")
            )
            if scale and track in ids:
                return _edits(file, first, last, scale)
    return ()


def films_in(file: int) -> int:
    """How many films are joined end to end in an open file: each has its own ``moov`` box."""
    return sum(1 for _ in _boxes(file, 0, os.fstat(file).st_size, b"moov"))


def unfollowed(edits: tuple[Edit, ...]) -> str | None:
    """What of an edit list is not followed, in one sentence, or None."""
    shown = [number for number, edit in enumerate(edits) if edit.shows]
    said = []
    for number, edit in enumerate(edits):
        what = f"from {edit.start:.1f} s on for {edit.length:.1f} s"
        if edit.shows and edit.rate == 0:
            said.append(f"a picture held {what}")
        elif edit.shows and edit.rate != 1:
            said.append(f"a rate of {edit.rate:g} {what}")
        elif not edit.shows and shown and shown[0] < number < shown[-1]:
            said.append(f"nothing shown {what}")
    if not said:
        return None
    more = f" and {len(said) - NAMED} more" if len(said) > NAMED else ""
    return (
        f"The film's edit list was not followed in full ({'; '.join(said[:NAMED])}{more}): what "
        "is shown after it, and when, may differ from what a player shows."
    )


def _edits(file: int, first: int, last: int, scale: int) -> tuple[Edit, ...]:
    found = []
    begins = 0.0
    for start, end in _boxes(file, first, last, b"edts"):
        for at, stop in _boxes(file, start, end, b"elst"):
            form = ">Qqi" if _number(file, at, 1) == 1 else ">Iii"
            length = struct.calcsize(form)
            count = min(_number(file, at + 4, 4), MOST_EDITS, (stop - at - 8) // length)
            data = os.pread(file, count * length, at + 8)
            for ticks, media, rate in struct.iter_unpack(
                form, data[: len(data) // length * length]
            ):
                seconds = ticks / scale
                found.append(Edit(begins, seconds, rate / 65536, media >= 0))
                begins += seconds
    return tuple(found)


def _boxes(file: int, start: int, end: int, wanted: bytes) -> Iterator[tuple[int, int]]:
    """Where boxes of one kind that lie directly in a stretch of the file start and end."""
    for _ in range(MOST_BOXES):
        head = os.pread(file, 16, start)
        if start + 8 > end or len(head) < 8:
            return
        length, inside = int.from_bytes(head[:4]), start + 8
        if length == 1:
            length, inside = int.from_bytes(head[8:16]), start + 16
        stop = end if length == 0 else start + length
        if stop < inside or stop > end:
            return
        if head[4:8] == wanted:
            yield inside, stop
        start = stop


def _number(file: int, at: int, size: int) -> int:
    return int.from_bytes(os.pread(file, size, at))
