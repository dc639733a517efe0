"""Verbs that need no case: read one page, or several."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from secondtake import preserve, reading
from secondtake.errors import InputInvalid
from secondtake.model.genealogy import Genealogy
from secondtake.model.json_reading import ReadingShape
from secondtake.model.text import Reading, Translations

__all__ = ["genealogy", "read", "reading_shape"]


def read(data: bytes) -> Reading:
    """Read a page's bytes, HTML or plain text; raises ``PageUnreadable`` when they are neither."""
    digest = hashlib.sha256(data).hexdigest()
    return reading.read(data, preserve.media_type(data[:4096]), exhibit=digest)


def reading_shape(found: Reading, translated: Translations | None = None) -> ReadingShape:
    """A reading as plain JSON values, with what a translator made of its quotes."""
    return reading.shape(found, translated)


def genealogy(pages: Sequence[Reading]) -> Genealogy:
    """How pages hang together; raises ``InputInvalid`` for fewer than two."""
    found = reading.genealogy(pages, {})
    if found is None:
        raise InputInvalid("A genealogy needs two pages.", advice="Name two pages or more.")
    return found
