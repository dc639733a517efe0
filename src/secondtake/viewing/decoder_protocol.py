"""How the decoding process sends what it sees: a head of JSON, then bytes, both with lengths."""

from __future__ import annotations

import json
import struct
from typing import IO, Any

__all__ = ["send"]


def send(out: IO[bytes], head: dict[str, Any], *data: bytes) -> None:
    """Write one message and push it out; ``guard.messages`` reads it."""
    text = json.dumps(head).encode("utf-8")
    out.write(struct.pack("<II", len(text), sum(len(d) for d in data)))
    out.write(text)
    for part in data:
        out.write(part)
    out.flush()
