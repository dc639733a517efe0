"""Is a file that begins as a JPEG one picture, or motion JPEG? Told by its markers (ITU-T T.81)."""

from __future__ import annotations

import re
from typing import BinaryIO

__all__ = ["is_motion_jpeg"]

LOOKED_AT = 16 << 20
"""Bytes that are looked at: more than two pictures of any camera that writes motion JPEG."""
BETWEEN = 512
"""Bytes that may stand between two pictures: padding, or the header of a part of a web stream."""

_START = b"\xff\xd8\xff"
_WITHOUT_LENGTH = frozenset(range(0xD0, 0xDA)) | {0x01}
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers SOF0 to SOF15: what follows states the size of the picture."""
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""The next marker in coded data, where 255 is followed by 0 or a restart marker."""
_PART = re.compile(
    rb"^content-type:[ \t]*image/jpe?g[^\n]*\n(?:[\w-]+:[^\n]{0,200}\n){0,20}\r?\n\xff\xd8\xff",
    re.I | re.M,
)
"""The header of a part of a web camera's answer (RFC 2046, 5.1), and the picture after it."""
HEADERS = 4096
"""Bytes of headers before the first picture of such an answer."""


def is_motion_jpeg(file: BinaryIO) -> bool:
    """Whether a seekable file holds JPEG pictures one after the other, bare or as web cameras do.

    A phone's JPEG may hold a smaller picture or a gain map after the first (CIPA DC-007, ISO
    21496-1): pictures of other sizes, or announced by the first, make no film.
    """
    file.seek(0)
    data = file.read(HEADERS)
    if not data.startswith(_START):
        return _PART.search(data) is not None
    data += file.read(LOOKED_AT)
    first = _picture(data, 0)
    if first is None:
        return False
    end, size, several = first
    following = data.find(_START, end, end + BETWEEN)
    if several or following < 0:
        return False
    second = _picture(data, following)
    return second is not None and second[1] == size


def _picture(data: bytes, at: int) -> tuple[int, bytes, bool] | None:
    """Where the JPEG at ``at`` ends, the bytes of its size, and whether it announces others.

    Every step goes forward by two bytes at least. None where it does not end.
    """
    size, several = b"", False
    at += 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            return at + 2, size, several
        if marker in _WITHOUT_LENGTH:
            at += 2
            continue
        length = int.from_bytes(data[at + 2 : at + 4])
        if marker in _FRAMES:
            size = data[at + 5 : at + 9]
        several |= marker == 0xE2 and data[at + 4 : at + 8] == b"MPF\x00"
        at += 2 + max(2, length)
        if marker == 0xDA:
            found = _AFTER_SCAN.search(data, at)
            if found is None:
                return None
            at = found.start()
    # The last marker may be the last two bytes.
    return (at + 2, size, several) if data[at : at + 2] == b"\xff\xd9" else None
