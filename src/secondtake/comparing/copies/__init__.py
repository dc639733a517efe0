"""Copies: where a piece of footage, however edited, appears in other footage, with times."""

from __future__ import annotations

from secondtake.comparing.copies.candidates import (
    Candidate,
    FilmIndex,
    film_index,
    reference_film,
    search,
)
from secondtake.comparing.copies.describe import FilmDescriber, describe_film
from secondtake.comparing.copies.edits import edits_of
from secondtake.comparing.copies.films import STRIP_RATE, FilmDescriptors, ReferenceFilm
from secondtake.comparing.copies.index import WordIndex
from secondtake.comparing.copies.segments import Segment, distinct, verify
from secondtake.comparing.copies.sounds import SOUND_RATE, heard

__all__ = [
    "SOUND_RATE",
    "STRIP_RATE",
    "Candidate",
    "FilmDescriber",
    "FilmDescriptors",
    "FilmIndex",
    "ReferenceFilm",
    "Segment",
    "WordIndex",
    "describe_film",
    "distinct",
    "edits_of",
    "film_index",
    "heard",
    "reference_film",
    "search",
    "verify",
]
