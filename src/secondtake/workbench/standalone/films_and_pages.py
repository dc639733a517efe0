"""Verbs that need no case: read one page, list one film's shots, relate two films."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
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
    "FilmShots",
    "film_shots",
    "genealogy",
    "read",
    "shots",
    "shots_shape",
    "write_genealogy_page",
    "write_reading_page",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmShots:
    """The shots of one film, in order; ``partial`` says why it was not seen whole, or is None.

    ``notes``: what a reader should know of their times, in sentences.
    """

    shots: tuple[Shot, ...] = ()
    partial: str | None = None
    notes: tuple[str, ...] = ()


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
    return film_shots(film).shots


def film_shots(film: Path) -> FilmShots:
    """The shots of a film and what it lacks; raises ``Unreadable`` when it holds no picture."""
    seen = viewing.watch(
        _present(film), viewing.NO_EXHIBIT, observers=("shots",), keep=lambda data, kind: ""
    )
    note = rate_note(seen.reel)
    return FilmShots(
        shots=tuple(seen.records["shots"]),
        partial=seen.reel.partial,
        notes=(note,) if note else (),
    )


def shots_shape(found: FilmShots) -> ShotsShape:
    """Shots as ``shots --json`` prints them; ``start`` is the first frame wholly the new shot's."""
    return {
        "shots": [
            {"start": s.span.seconds[0], "end": s.span.seconds[1], "transition": s.transition}
            for s in found.shots
        ],
        "partial": found.partial,
    }


def _present(path: Path) -> Path:
    if not path.exists():
        raise InputMissing(f"There is no file {path}.", advice="Check the path.")
    return path
