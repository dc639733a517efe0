"""Verbs that need no case: read one page, or several."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from secondtake import __version__, preserve, reading
from secondtake.errors import InputInvalid
from secondtake.export.pages.genealogy_page import genealogy_page
from secondtake.export.pages.reading_page import reading_page, write_reading
from secondtake.model.genealogy import Genealogy
from secondtake.model.text import Reading

__all__ = [
    "genealogy",
    "read",
    "write_genealogy_page",
    "write_reading_page",
]


def read(data: bytes) -> Reading:
    """Read a page's bytes, HTML or plain text; raises ``PageUnreadable`` when they are neither."""
    digest = hashlib.sha256(data).hexdigest()
    return reading.read(data, preserve.media_type(data[:4096]), exhibit=digest)


def write_reading_page(found: Reading, destination: Path) -> Path:
    """Write a reading as one page for people and give its path; raises ``CaseUnwritable``."""
    return write_reading(destination, reading_page(found, version=__version__))


def genealogy(pages: Sequence[Reading]) -> Genealogy:
    """How pages hang together; raises ``InputInvalid`` for fewer than two."""
    found = reading.genealogy(pages, {})
    if found is None:
        raise InputInvalid("A genealogy needs two pages.", advice="Name two pages or more.")
    return found


def write_genealogy_page(found: Genealogy, pages: Sequence[Reading], destination: Path) -> Path:
    """Write a genealogy as one page for people and give its path; raises ``CaseUnwritable``."""
    return write_reading(destination, genealogy_page(found, pages, version=__version__))
