"""What an answer says once its encoding is taken off: only what was asked for, piece by piece."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from secondtake.errors import FetchFailed, LimitExceeded

__all__ = ["ASKED", "Decoded"]

ASKED = "identity, gzip;q=0.5"
"""Bytes as they are, or gzip: some servers hold nothing else (RFC 9110, 12.5.3)."""
PIECE_BYTES = 1 << 18
"""What one step of decoding may give, so that no memory is taken for what is then refused."""
MOST_RATIO = 200
"""Decoded bytes for each that arrived. Pages reach about 10, a log of one line again and again
about 100; gzip itself ends at 1,032."""
LEAST_JUDGED_BYTES = 1 << 20
"""Decoded bytes below which no ratio is judged: a small page of spaces harms nobody."""
MOST_MEMBERS = 1000
"""Parts a gzip stream may have (RFC 1952, 2.2); each costs time, even an empty one."""
_MAGIC = b"\x1f\x8b"


class Decoded:
    """The bytes of an answer, as an iterator over pieces.

    ``pieces``: as they arrived; ``encodings``: the values of all Content-Encoding headers.
    ``left_out`` is the number of bytes after the end of a gzip stream that belong to no further
    one: they are no part of the page, as browsers have it. Raises ``FetchFailed`` for an encoding
    that was not asked for or a broken one, and ``LimitExceeded`` when more than ``max_bytes``
    arrive or come out, or the ratio of the two is that of a bomb.
    """

    def __init__(self, pieces: Iterator[bytes], encodings: str, *, max_bytes: int) -> None:
        self._pieces = pieces
        self._most = max_bytes
        self._arrived = self._given = self._members = 0
        self.left_out = 0
        names = [n.strip().lower() for n in encodings.split(",")]
        names = [n for n in names if n not in ("", "identity")]
        if names not in ([], ["gzip"], ["x-gzip"]):
            raise FetchFailed(
                f"The address answered in an encoding that was not asked for: "
                f"{', '.join(names)[:80]!a}.",
                advice="Save it in your browser and give the file.",
            )
        self._gzip = bool(names)

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._unzipped() if self._gzip else self._counted():
            self._given += len(piece)
            self._judge()
            yield piece

    def _counted(self) -> Iterator[bytes]:
        for piece in self._pieces:
            self._arrived += len(piece)
            if self._arrived > self._most:
                raise self._too_large()
            yield piece

    def _judge(self) -> None:
        if self._given > self._most:
            raise self._too_large()
        if self._given > max(LEAST_JUDGED_BYTES, MOST_RATIO * self._arrived):
            raise LimitExceeded(
                f"The answer grows to more than {MOST_RATIO} times what was sent.",
                advice="Save it in your browser and give the file.",
            )

    def _too_large(self) -> LimitExceeded:
        return LimitExceeded(
            f"The answer is larger than {self._most:,} bytes.",
            advice="Save it by other means and give the file.",
        )

    def _unzipped(self) -> Iterator[bytes]:
        waiting, member = b"", None
        for arrived in self._counted():
            if self.left_out:
                self.left_out += len(arrived)
                continue
            waiting += arrived
            while waiting:
                if member is None and self._members:
                    waiting = waiting.lstrip(b"\x00")  # filling between members, as gzip has it
                    if not _MAGIC.startswith(waiting[:2]):
                        self.left_out, waiting = len(waiting), b""
                    if len(waiting) < len(_MAGIC):
                        break
                member = member or self._next_member()
                try:
                    out = member.decompress(waiting, PIECE_BYTES)
                except zlib.error as error:
                    raise _broken() from error
                if out:
                    yield out
                waiting = member.unused_data if member.eof else member.unconsumed_tail
                member = None if member.eof else member
        if member is not None:
            raise _broken()
        self.left_out += len(waiting)

    def _next_member(self) -> Any:
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise LimitExceeded(
                f"The answer is compressed in more than {MOST_MEMBERS:,} parts.",
                advice="Save it in your browser and give the file.",
            )
        return zlib.decompressobj(zlib.MAX_WBITS | 16)


def _broken() -> FetchFailed:
    return FetchFailed(
        "The address stopped sending, or what it sent compressed is broken.",
        advice="Try it again later, or save it in your browser and give the file.",
    )
