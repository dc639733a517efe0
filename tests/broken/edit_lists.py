"""MP4 files whose edit list is written anew, by code."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

__all__ = ["with_edits"]

Edits = list[tuple[float, float | None, float]]
"""Seconds shown, from which second of the track (None: nothing is shown), at which rate."""

_INSIDE = (b"moov", b"trak", b"edts", b"mdia")


def with_edits(source: Path, path: Path, edits: Edits) -> Path:
    """A copy of an MP4 of one track, ``moov`` last, with another edit list."""
    data = bytearray(source.read_bytes())
    at = {kind: (start, end) for kind, start, end in _boxes(data, 0, len(data))}
    (movie,) = struct.unpack_from(">I", data, at[b"mvhd"][0] + 20)
    (media,) = struct.unpack_from(">I", data, at[b"mdhd"][0] + 20)
    start, end = at[b"elst"]
    # The first picture's time on the track, which the writer hid.
    (first,) = struct.unpack_from(">i", data, start + 20)
    entries = b"".join(
        struct.pack(
            ">Iii",
            round(seconds * movie),
            -1 if since is None else round(since * media) + first,
            round(rate * 65536),
        )
        for seconds, since, rate in edits
    )
    listed = struct.pack(">I4sII", 16 + len(entries), b"elst", 0, len(edits)) + entries
    data[start:end] = listed
    grown = len(listed) - (end - start)
    for kind in (b"edts", b"trak", b"moov"):
        (size,) = struct.unpack_from(">I", data, at[kind][0])
        struct.pack_into(">I", data, at[kind][0], size + grown)
    path.write_bytes(data)
    return path


def _boxes(data: bytearray, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    while start + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, start)
        yield kind, start, start + size
        if kind in _INSIDE:
            yield from _boxes(data, start + 8, start + size)
        start += size
