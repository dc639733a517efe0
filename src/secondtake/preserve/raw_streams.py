"""Streams of pictures and recorders' packets without a signature, told by several marks at once.

Start codes are short and occur by chance: a kind is named only where the units that must follow
each other do, with the bits that their standards fix.
"""

from __future__ import annotations

import re
from itertools import pairwise

__all__ = ["raw_stream"]

_START = re.compile(rb"\x00\x00\x01")
_FIRST = re.compile(rb"\x00{2,16}\x01")
"""The start code of a stream's first unit; zeros may stand before it (H.264, B.1)."""
MOST_UNITS = 32
"""Units of a head that are looked at."""

_H264_PROFILES = frozenset((66, 77, 88, 100, 110, 122, 244, 44, 83, 86, 118, 128))
_H264_LEVELS = frozenset((9, 10, 11, 12, 13, *range(20, 23), *range(30, 33), *range(40, 43)))
_H264_LEVELS |= frozenset((*range(50, 53), *range(60, 63)))
"""ITU-T H.264, A.3.4, and 9 for level 1b."""
_H264_AHEAD = frozenset((6, 9, 13, 14, 15))
"""What may stand between the parameter sets and before them: SEI, delimiter, extensions."""

_MULTIPART = re.compile(
    rb"(?:HTTP/1\.[01] [^\n]{1,80}\n(?:[\w-]+:[^\n]{0,200}\n){0,30})?\s{0,8}"
    rb"--[^\r\n]{1,200}\r?\n(?:[\w-]+:[^\n]{0,200}\n){0,20}?content-type:[ \t]*image/jpe?g[^\n]*\n"
    rb"(?:[\w-]+:[^\n]{0,200}\n){0,20}\r?\n\xff\xd8\xff",
    re.I,
)
"""Motion JPEG as web cameras serve it: parts of one answer (RFC 2046, 5.1)."""

_AV1_UNITS = frozenset((1, 3, 4, 5, 6))
"""What may follow a sequence header: another, a frame's header, its tiles, metadata, a frame."""
MOST_SEQUENCE_HEADER = 64
"""Bytes of a sequence header (AV1, 5.5), which has 10 or so for one operating point."""
LEAST_PACKETS = 5
"""Sync bytes at one distance that make a transport stream: by chance once in 256 to the fourth."""


def raw_stream(head: bytes) -> str | None:
    """The media type of a stream without a container, or None where its marks do not all agree."""
    if _MULTIPART.match(head):
        return "video/x-motion-jpeg"
    if head[:5] == b"DAHUA" or head[:4] == b"DHAV":
        return "video/x-dhav"
    if head[:3] == b"\x1f\x07\x00" and head[80:83] == b"\x3f\x07\x00":
        return "video/dv"  # IEC 61834-2: the header block of a frame, then subcode
    first = _FIRST.match(head)
    if first:
        return _units(head, first.end())
    return _av1(head) or _packets(head)


def _units(head: bytes, at: int) -> str | None:
    units = [at, *(found.end() for found in _START.finditer(head, at))][: MOST_UNITS + 1]
    bodies = [head[a : max(a, b - 3)] for a, b in pairwise(units)]
    bodies.append(head[units[-1] :])
    bodies = [body for body in bodies if len(body) > 1]
    if not bodies:
        return None
    if _is_h264(bodies):
        return "video/h264"
    if _is_hevc(bodies):
        return "video/h265"
    return _older(bodies)


def _is_h264(units: list[bytes]) -> bool:
    """A sequence parameter set first, then a picture parameter set (ITU-T H.264, 7.3)."""
    kinds = [unit[0] & 0x1F for unit in units]
    kept = [n for n, kind in enumerate(kinds) if kind not in _H264_AHEAD]
    if any(unit[0] & 0x80 for unit in units) or len(kept) < 2:
        return False
    first = units[kept[0]]
    if kinds[kept[0]] != 7 or len(first) < 5 or not first[0] & 0x60:
        return False
    sound = first[1] in _H264_PROFILES and first[2] & 3 == 0 and first[3] in _H264_LEVELS
    return sound and kinds[kept[1]] in (7, 8)


def _is_hevc(units: list[bytes]) -> bool:
    """A video parameter set, then a sequence parameter set, all of layer 0 (ITU-T H.265, 7.3)."""
    kinds = [unit[0] >> 1 for unit in units]
    kept = [n for n, kind in enumerate(kinds) if kind not in (35, 39)]
    if len(kept) < 2 or any(u[0] & 0x81 or u[1] >> 3 or not u[1] & 7 for u in units):
        return False
    first = units[kept[0]]
    return kinds[kept[0]] == 32 and first[4:6] == b"\xff\xff" and kinds[kept[1]] in (32, 33)


def _older(units: list[bytes]) -> str | None:
    """MPEG-4 Visual (ISO/IEC 14496-2, 6.2), AVS (GB/T 20090.2, 7.1), VC-1 (SMPTE 421M, annex E)."""
    codes = [unit[0] for unit in units]
    first = units[0]
    if codes[0] == 0xB0 and len(codes) > 1:
        if codes[1] in (0xB5, 0xB2) or codes[1] < 0x20:
            return "video/mp4v-es"
        return "video/x-cavs" if first[1] in (0x20, 0x48) else None
    if codes[0] < 0x20 and len(codes) > 1 and 0x20 <= codes[1] < 0x30:
        return "video/mp4v-es"
    if codes[0] == 0x0F and first[1] >> 6 == 3 and len(codes) > 1 and codes[1] == 0x0E:
        return "video/vc1"
    return None


def _av1(head: bytes) -> str | None:
    """A temporal delimiter, then a sequence header (AV1, 5.3, 7.5), each with or without sizes."""
    if head[:3] == b"\x12\x00\x0a" and len(head) > 4:
        length = head[3]
        following = head[4 + length : 5 + length]
        sized = bool(following) and following[0] & 0x87 == 2 and following[0] >> 3 in _AV1_UNITS
        return (
            "video/av1" if length <= MOST_SEQUENCE_HEADER and head[4] >> 5 < 3 and sized else None
        )
    sizes, at = [], 0
    for _ in range(2):  # annex B: the sizes of a temporal unit and of its first frame
        size, at = _leb128(head, at)
        sizes.append(size)
    delimiter = head[at : at + 2] in (b"\x01\x10", b"\x02\x12")
    if not delimiter or not sizes[0] >= sizes[1] > 10:
        return None
    at += 1 + head[at]
    length, at = _leb128(head, at)
    header = head[at : at + 1] == b"\x08" and head[at + 1 : at + 2] < b"\x60"
    return "video/av1" if 0 < length <= MOST_SEQUENCE_HEADER and header else None


def _leb128(head: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 35, 7):
        if at >= len(head):
            return 0, at
        value |= (head[at] & 0x7F) << shift
        at += 1
        if not head[at - 1] & 0x80:
            return value, at
    return 0, at


def _packets(head: bytes) -> str | None:
    """A transport stream from wherever it was cut: plain, with times (Blu-ray), with parity."""
    for size in (188, 192, 204):
        for offset in range(min(size, max(0, len(head) - LEAST_PACKETS * size))):
            marks = head[offset::size]
            if marks.count(b"\x47") == len(marks) >= LEAST_PACKETS:
                return "video/mp2t"
    return None
