"""What a film's container says of its making: program, device, time, edits, place. Claims only."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from secondtake.model.enums import HeaderField

__all__ = ["NAMES", "claims"]

NAMES = (
    HeaderField.MADE_AT,
    HeaderField.PROGRAM,
    HeaderField.MAKER,
    HeaderField.MODEL,
    HeaderField.EDITS,
    HeaderField.PLACE,
)
"""What is looked for. ``place`` is where the film says it was recorded."""

_MOST_BOXES = 5000
"""Boxes or elements looked at; a film of ours with ten tracks has 200 of the kinds that matter."""
_MOST_DEPTH = 16
"""Boxes within boxes: a place lies five deep at most (moov, trak, udta, meta, ilst)."""
_MOST_CLAIMS = 64
_MOST_TEXT = 200
_MOST_PAYLOAD = 1 << 16
_MP4_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_MKV_EPOCH = datetime(2001, 1, 1, tzinfo=UTC)
_READ = (b"mvhd", b"elst", b"keys")
_INSIDE = (b"moov", b"udta", b"trak", b"edts", b"meta", b"ilst")
_TEXTS = {
    b"\xa9too": HeaderField.PROGRAM,
    b"\xa9swr": HeaderField.PROGRAM,
    b"\xa9enc": HeaderField.PROGRAM,
    b"\xa9mak": HeaderField.MAKER,
    b"\xa9mod": HeaderField.MODEL,
    b"\xa9xyz": HeaderField.PLACE,
    b"\xa9day": HeaderField.MADE_AT,
}
_KEYS = {
    "com.apple.quicktime.software": HeaderField.PROGRAM,
    "com.apple.quicktime.make": HeaderField.MAKER,
    "com.apple.quicktime.model": HeaderField.MODEL,
    "com.apple.quicktime.location.iso6709": HeaderField.PLACE,
    "com.apple.quicktime.creationdate": HeaderField.MADE_AT,
}
Claim = tuple[HeaderField, str]


def claims(path: Path) -> tuple[Claim, ...]:
    """Names (of ``NAMES``) and values that a MP4, QuickTime or Matroska file states of itself.

    Anybody can write anything there and most platforms take it away: presence proves nothing and
    absence is normal. A broken or other file gives what could be read, which may be nothing.
    Not a process of its own: the walk does not call itself, and boxes, depth, bytes read of each
    and claims are counted.
    Sources: ISO/IEC 14496-12:2022; QuickTime File Format (Apple 2016); RFC 9559 (Matroska).
    """
    with path.open("rb") as file:
        size = path.stat().st_size
        head = file.read(8)
        found = _matroska(file, size) if head[:4] == b"\x1aE\xdf\xa3" else _mp4(file, size)
        told = dict.fromkeys((n, v[:_MOST_TEXT]) for n, v in found if v)
        return tuple(islice(told, _MOST_CLAIMS))


def _mp4(file: BinaryIO, size: int) -> Iterator[Claim]:
    keys: list[str] = []
    for kind, parent, start, end in _boxes(file, size):
        if kind not in _READ and kind not in _TEXTS and parent != b"ilst":
            continue
        file.seek(start)
        data = file.read(min(end - start, _MOST_PAYLOAD))
        if kind == b"mvhd" and len(data) >= 12:
            wide = data[0] == 1
            (seconds,) = struct.unpack_from(">Q" if wide else ">I", data, 4)
            if 0 < seconds < 1 << 33:
                yield HeaderField.MADE_AT, (_MP4_EPOCH + timedelta(seconds=seconds)).isoformat()
        elif kind == b"elst" and len(data) >= 8:
            yield from _edits(data)
        elif kind == b"keys":
            keys = list(_key_names(data))
        elif kind in _TEXTS:
            yield _TEXTS[kind], _text(data)
        elif parent == b"ilst" and 0 < int.from_bytes(kind) <= len(keys):
            name = _KEYS.get(keys[int.from_bytes(kind) - 1].lower())
            if name:
                yield name, _text(data)


def _boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, bytes, int, int]]:
    """Kind, parent, first and last byte of every box's payload, at every depth that matters."""
    open_boxes = [(b"", 0, size)]
    for _ in range(_MOST_BOXES):
        while open_boxes and open_boxes[-1][1] + 8 > open_boxes[-1][2]:
            open_boxes.pop()
        if not open_boxes:
            return
        parent, start, end = open_boxes.pop()
        file.seek(start)
        length, kind = struct.unpack(">I4s", file.read(8).ljust(8, b"\0"))
        inside = start + 8
        if length == 1:
            length, inside = int.from_bytes(file.read(8)), start + 16
        stop = end if length == 0 else start + length
        if stop < inside or stop > end:
            continue  # the rest of its parent cannot be trusted
        yield kind, parent, inside, stop
        open_boxes.append((parent, stop, end))
        if kind in _INSIDE and len(open_boxes) < _MOST_DEPTH:
            open_boxes.append((kind, inside + _version_bytes(file, kind, inside), stop))


def _version_bytes(file: BinaryIO, kind: bytes, inside: int) -> int:
    """Those before the first box of a ``meta``: four in MP4, none in QuickTime."""
    if kind != b"meta":
        return 0
    file.seek(inside + 4)
    return 0 if file.read(4) == b"hdlr" else 4


def _edits(data: bytes) -> Iterator[Claim]:
    count = int.from_bytes(data[4:8])
    form = ">Qqi" if data[0] == 1 else ">Iii"
    step = struct.calcsize(form)
    starts = [
        struct.unpack_from(form, data, at)[1]
        for at in range(8, min(len(data) - step + 1, 8 + count * step), step)
    ]
    if len(starts) > 1:
        yield HeaderField.EDITS, f"an edit list of {count} entries"
    elif starts and starts[0] > 0:
        yield HeaderField.EDITS, "an edit list that leaves out the beginning"


def _key_names(data: bytes) -> Iterator[str]:
    at = 8
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        if length < 8:
            return
        yield data[at + 8 : at + length].decode("utf-8", "replace")
        at += length


def _text(data: bytes) -> str:
    """The text of a user data box: after a ``data`` box's head, or after length and language."""
    if data[4:8] == b"data":
        data = data[16 : int.from_bytes(data[:4])]
    elif len(data) >= 4 and int.from_bytes(data[:2]) <= len(data) - 4:
        data = data[4 : 4 + int.from_bytes(data[:2])]
    return data.decode("utf-8", "replace").strip("\0 ")


def _matroska(file: BinaryIO, size: int) -> Iterator[Claim]:
    for name, start, end in _elements(file, 0, size):
        if name == 0x18538067:  # Segment
            for inner, at, stop in _elements(file, start, min(end, size)):
                if inner == 0x1549A966:  # Info
                    yield from _information(file, at, min(stop, at + _MOST_PAYLOAD))
                    return
                if inner == 0x1F43B675:  # Cluster: what follows is the film
                    return


def _information(file: BinaryIO, start: int, end: int) -> Iterator[Claim]:
    for name, at, stop in _elements(file, start, end):
        file.seek(at)
        data = file.read(min(stop - at, _MOST_TEXT * 4))
        if name in (0x4D80, 0x5741):  # MuxingApp, WritingApp
            yield HeaderField.PROGRAM, data.decode("utf-8", "replace").strip("\0 ")
        elif name == 0x4461 and len(data) == 8:  # DateUTC
            seconds = int.from_bytes(data, signed=True) / 1e9
            if abs(seconds) < 1e10:
                yield (
                    HeaderField.MADE_AT,
                    (_MKV_EPOCH + timedelta(seconds=round(seconds))).isoformat(),
                )


def _elements(file: BinaryIO, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    for _ in range(_MOST_BOXES):
        if start >= end:
            return
        file.seek(start)
        head = file.read(12)
        name_length = 9 - head[0].bit_length() if head and head[0] else 0
        if not 0 < name_length <= 4 or len(head) <= name_length or not head[name_length]:
            return
        name = int.from_bytes(head[:name_length])
        width = 9 - head[name_length].bit_length()
        raw = head[name_length : name_length + width]
        length = int.from_bytes(raw) & ((1 << (7 * width)) - 1)
        inside = start + name_length + width
        unknown = length == (1 << (7 * width)) - 1
        stop = end if unknown else inside + length
        yield name, inside, stop
        start = stop
