"""How the decoding process sends what it sees: a head of JSON, then bytes, both with lengths."""

from __future__ import annotations

import json
import struct
from enum import StrEnum
from typing import IO, Any

__all__ = ["MessageKind", "send"]


class MessageKind(StrEnum):
    """What a message's head says under ``kind``: what it brings."""

    GUARDS = "guards"
    STREAMS = "streams"
    FACTS = "facts"
    SIZE = "size"
    FRAMES = "frames"
    SOUND = "sound"
    PACKETS = "packets"
    WORKING = "working"
    END = "end"
    ERROR = "error"


def send(out: IO[bytes], head: dict[str, Any], *data: bytes) -> None:
    """Write one message and push it out; ``guard.messages`` reads it."""
    text = json.dumps(head).encode("utf-8")
    out.write(struct.pack("<II", len(text), sum(len(d) for d in data)))
    out.write(text)
    for part in data:
        out.write(part)
    out.flush()
