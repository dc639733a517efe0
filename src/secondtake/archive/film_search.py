"""Where a film, or a piece of it, is in an archive."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.archive.film_columns import sound_of, strip_of
from secondtake.archive.storage_backend import Shelf
from secondtake.comparing.copies import (
    FilmDescriptors,
    FilmIndex,
    Segment,
    distinct,
    edits_of,
    heard,
    verify,
)
from secondtake.comparing.copies import search as candidates_of
from secondtake.comparing.copies.shared_stretches import OPERATING_POINT
from secondtake.model.enums import SoundAgreement
from secondtake.model.json_output import Appearance

__all__ = ["found_in"]

COMMON_FILMS = 4
"""A stretch found in so many films is common (an intro, an ident) and no evidence by itself."""
SHARED = 0.5
"""Share of a stretch that another must cover to be the same stretch."""


def found_in(
    shelf: Shelf, index: tuple[tuple[str, ...], FilmIndex], film: FilmDescriptors
) -> list[tuple[Segment, Appearance]]:
    """Every segment of a described film, with the row of ``search`` that tells it but its file.

    ``index``: what ``indexed`` gave for the shelf.
    """
    digests, words = index
    strips: dict[int, NDArray[np.uint8]] = {}
    segments: list[Segment] = []
    for candidate in candidates_of(film, words):
        if candidate.film not in strips:
            strips[candidate.film] = strip_of(shelf, digests[candidate.film])
        segments += verify(candidate, film.strip, strips[candidate.film])
    standing = distinct(segments)
    out = []
    films = sorted({segment.film for segment in standing})
    told = dict(zip(films, shelf.shelved([digests[n] for n in films]), strict=True))
    for segment in standing:
        reference = told[segment.film]
        row: Appearance = {
            "reference": reference.name,
            "query_start": round(segment.query[0], 3),
            "query_end": round(min(segment.query[1], film.end), 3),
            "reference_start": round(segment.reference[0], 3),
            "reference_end": round(min(segment.reference[1], reference.seconds), 3),
            "score": round(segment.score, 4),
            "edits": list(edits_of(segment, film.strip, strips[segment.film])),
            "sound": _heard(segment, film, sound_of(shelf, digests[segment.film])),
            "common": _is_common(segment, standing),
        }
        out.append((segment, row))
    return out


def _heard(segment: Segment, film: FilmDescriptors, sound: NDArray[np.uint32]) -> SoundAgreement:
    return heard(film.sound, sound, segment.query, segment.reference, segment.slope)


def _is_common(segment: Segment, kept: tuple[Segment, ...]) -> bool:
    """Whether so many films hold the same stretch of the query."""
    films = {
        other.film
        for other in kept
        if other.score >= OPERATING_POINT
        and min(other.query[1], segment.query[1]) - max(other.query[0], segment.query[0])
        >= SHARED * (segment.query[1] - segment.query[0])
    }
    return len(films) >= COMMON_FILMS
