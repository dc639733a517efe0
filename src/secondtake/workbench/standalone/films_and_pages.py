"""Verbs that need no case: read one page, list one film's shots, relate two films."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from secondtake import __version__, preserve, reading, viewing
from secondtake.errors import InputInvalid, InputMissing
from secondtake.export import rate_note
from secondtake.export.pages.genealogy_page import genealogy_page
from secondtake.export.pages.reading_page import reading_page, write_reading
from secondtake.model.footage import Shot
from secondtake.model.genealogy import Genealogy
from secondtake.model.json_output import ShotsShape
from secondtake.model.text import Reading

__all__ = [
    "genealogy",
    "read",
    "shots",
    "shots_shape",
    "shots_with_notes",
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


def shots(film: Path) -> tuple[Shot, ...]:
    """The shots of a film, in order; raises ``Unreadable`` when it holds no picture."""
    return shots_with_notes(film)[0]


def shots_with_notes(film: Path) -> tuple[tuple[Shot, ...], tuple[str, ...]]:
    """The shots, and what a reader should know of their times, in sentences."""
    seen = viewing.watch(
        _present(film), viewing.NO_EXHIBIT, observers=("shots",), keep=lambda data, kind: ""
    )
    note = rate_note(seen.reel)
    return tuple(seen.records["shots"]), (note,) if note else ()


def shots_shape(found: tuple[Shot, ...]) -> ShotsShape:
    """Shots as ``shots --json`` prints them; ``start`` is the first frame wholly the new shot's."""
    return {
        "shots": [
            {"start": s.span.seconds[0], "end": s.span.seconds[1], "transition": s.transition}
            for s in found
        ]
    }


def _present(path: Path) -> Path:
    if not path.exists():
        raise InputMissing(f"There is no file {path}.", advice="Check the path.")
    return path
