"""JSON that others wrote: size and depth are looked at before it is parsed."""

from __future__ import annotations

import json
import re
from typing import Any

from secondtake.errors import LimitExceeded

__all__ = ["json_value"]

MOST_BYTES = 64 << 20
"""Bytes. What a platform tells of a film and its formats is a few megabytes at most."""
MOST_DEPTH = 64
"""Levels of lists and objects. JSON-LD and C2PA manifests nest less than twenty; Python's parser
calls itself for each level and gives up somewhere beyond 1,000, depending on who called it."""
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*+(?:"|\Z)|[\[{]|[\]}]', re.S)
"""A string (which may hold brackets), or a bracket. Possessive: a string is never tried again."""


def json_value(
    text: bytes | str, *, most_bytes: int = MOST_BYTES, most_depth: int = MOST_DEPTH
) -> Any:
    """The value of a JSON text, parsed in time linear in its length.

    Not a process of its own: the parser is C code that is safe up to the depth allowed here, and
    its memory is bounded by the size. Raises ``LimitExceeded`` for more than ``most_bytes`` or
    ``most_depth`` levels, ``ValueError`` for what is no JSON.
    """
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(data) > most_bytes:
        raise LimitExceeded(
            f"The JSON is larger than {most_bytes:,} bytes.", advice="Check where it came from."
        )
    depth = 0
    for token in _TOKEN.finditer(data):
        first = data[token.start()]
        depth += (first in b"[{") - (first in b"]}")
        if depth > most_depth:
            raise LimitExceeded(
                f"The JSON nests deeper than {most_depth} levels.",
                advice="It may be crafted to break programs; check where it came from.",
            )
    return json.loads(text)
