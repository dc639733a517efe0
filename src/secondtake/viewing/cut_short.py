"""Whether a file ends before the end that it states itself: a download that broke off, a crash."""

from __future__ import annotations

import os

__all__ = ["is_cut_short"]

ASF_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
"""The File Properties Object of ASF (Microsoft 2004, 3.2); its size field is 40 bytes further."""
HEAD_BYTES = 1 << 16
OGG_TAIL_BYTES = 1 << 18
"""More than four of the largest pages of Ogg (RFC 3533, 6)."""


def is_cut_short(file: int) -> bool:
    """Whether an open Matroska, ASF or Ogg file lacks bytes at its end; of others: no."""
    size = os.fstat(file).st_size
    head = os.pread(file, HEAD_BYTES, 0)
    if head[:4] == b"\x1aE\xdf\xa3":
        stated = _matroska(head)
    elif head[:4] == b"OggS":
        return _ogg(os.pread(file, OGG_TAIL_BYTES, max(0, size - OGG_TAIL_BYTES)))
    elif (at := head.find(ASF_PROPERTIES)) >= 0:
        live = int.from_bytes(head[at + 88 : at + 92], "little") & 1
        stated = 0 if live else int.from_bytes(head[at + 40 : at + 48], "little")
    else:
        return False
    return size < stated


def _matroska(head: bytes) -> int:
    """Where the Segment ends, 0 where it does not say (RFC 8794, 4 and 6.2)."""
    at = 4
    length, width = _sized(head, at)
    at += width + length
    if head[at : at + 4] != b"\x18S\x80g":
        return 0
    length, width = _sized(head, at + 4)
    unknown = (1 << 7 * width) - 1
    return 0 if length == unknown else at + 4 + width + length


def _sized(head: bytes, at: int) -> tuple[int, int]:
    """A data size of EBML and how many bytes it takes."""
    first = head[at] if at < len(head) else 0
    width = 9 - first.bit_length() if first else 8
    return int.from_bytes(head[at : at + width]) & ((1 << 7 * width) - 1), width


def _ogg(tail: bytes) -> bool:
    """Whether no stream is marked as ended on the last pages."""
    at = tail.find(b"OggS")
    while at >= 0 and at + 5 < len(tail):
        if tail[at + 5] & 4:
            return False
        at = tail.find(b"OggS", at + 4)
    return True
