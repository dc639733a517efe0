"""Copies: where a piece of footage, however edited, appears in other footage, with times."""

from __future__ import annotations

from secondtake.comparing.copies.audio_fingerprint import SOUND_RATE, heard
from secondtake.comparing.copies.candidate_verification import Segment, distinct, verify
from secondtake.comparing.copies.edit_labels import edits_of
from secondtake.comparing.copies.film_fingerprint import STRIP_RATE, FilmDescriptors, ReferenceFilm
from secondtake.comparing.copies.fingerprinting import (
    FilmDescriber,
    describe_film,
    fingerprint_maker,
)
from secondtake.comparing.copies.inverted_index import WordIndex
from secondtake.comparing.copies.retrieval import (
    Candidate,
    FilmIndex,
    film_index,
    reference_film,
    search,
)
from secondtake.comparing.copies.shared_stretches import (
    OPERATING_POINT,
    common_stretches,
    film_copies,
    in_shots,
    maker,
    own_index,
)

__all__ = [
    "OPERATING_POINT",
    "SOUND_RATE",
    "STRIP_RATE",
    "Candidate",
    "FilmDescriber",
    "FilmDescriptors",
    "FilmIndex",
    "ReferenceFilm",
    "Segment",
    "WordIndex",
    "common_stretches",
    "describe_film",
    "distinct",
    "edits_of",
    "film_copies",
    "film_index",
    "fingerprint_maker",
    "heard",
    "in_shots",
    "maker",
    "own_index",
    "reference_film",
    "search",
    "verify",
]
