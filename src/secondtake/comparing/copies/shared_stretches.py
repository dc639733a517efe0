"""The stretches that two films of a case share, and which of them lie in two of their shots."""

from __future__ import annotations

from collections.abc import Sequence

from secondtake.comparing.copies.audio_fingerprint import heard
from secondtake.comparing.copies.candidate_verification import distinct, verify_both_ways
from secondtake.comparing.copies.edit_labels import edits_of
from secondtake.comparing.copies.film_fingerprint import FilmDescriptors
from secondtake.comparing.copies.inner_film import merged, turned
from secondtake.comparing.copies.retrieval import FilmIndex, film_index, reference_film, search
from secondtake.constants_digest import constants_digest
from secondtake.model.evidence import Maker
from secondtake.model.findings import Alignment
from secondtake.model.footage import Shot
from secondtake.model.pair_results import CopiedStretch, CopiesResult, FilmCopies
from secondtake.model.time import Span

__all__ = [
    "COMMON_OTHERS",
    "OPERATING_POINT",
    "common_stretches",
    "film_copies",
    "in_shots",
    "maker",
    "own_index",
]

VERSION = "1"
OPERATING_POINT = 0.5
"""Score (0 to 1) from which a stretch is told as a copy: the middle of the calibrated score."""
LEAST_SECONDS = 2.5
"""Shorter stretches are no evidence: one signer's nod for yes and for no agreed over 1.75 s."""
COMMON_OTHERS = 4
"""Other films of the case from which on what they all show is common: an ident, a stock shot."""
SAME = 0.5
"""Share of a stretch that another must cover to be the same stretch."""
LESSER = 1 / 3
"""Largest share of a film that is common: five copies of one film are a finding, not an ident."""

Stretches = frozenset[tuple[str, str, CopiedStretch]]
"""Stretches by the films they are of, as ``FilmCopies`` names them."""


def maker() -> Maker:
    """Who finds copies: the version, and every constant and data file of the engine."""
    constants = constants_digest("secondtake.comparing.copies")
    return Maker(name="copies", version=VERSION, settings=(("constants", constants),))


def own_index(film: FilmDescriptors) -> FilmIndex:
    """A film as an index of its own."""
    return film_index([reference_film(film)])


def film_copies(
    left: tuple[str, FilmDescriptors],
    right: tuple[str, FilmDescriptors],
    *,
    indexed: tuple[FilmIndex, FilmIndex] | None = None,
) -> FilmCopies:
    """Every stretch that two films, each with its key, have in common, of 0 or more.

    ``indexed``: what ``own_index`` gave for each, for whoever compares one film with many.

    Depends on the two films alone: one of them is the whole index, so no third film shifts how
    much a visual word counts. Each is looked for in the other, as a small picture in a large one
    is found from one side only. The same whichever film is named first.
    """
    indexes = indexed or (own_index(left[1]), own_index(right[1]))
    sides = sorted(((left, indexes[0]), (right, indexes[1])), key=lambda s: s[0][0], reverse=True)
    ((query, asked), own), ((reference, held), other) = sides
    thumbnails = asked.strip, held.strip
    shapes = asked.strip.shape[1:], held.strip.shape[1:]
    forth = search(asked, other)
    back = search(held, own)
    candidates = merged((*forth, *(turned(c, *shapes[::-1]) for c in back)), shapes[0])
    segments = [s for c in candidates for s in verify_both_ways(c, *thumbnails)]
    return FilmCopies(
        left=query,
        right=reference,
        left_seconds=asked.end,
        right_seconds=held.end,
        stretches=tuple(
            CopiedStretch(
                left=s.query,
                right=s.reference,
                slope=s.slope,
                score=s.score,
                edits=tuple(edits_of(s, *thumbnails)),
                sound=heard(asked.sound, held.sound, s.query, s.reference, s.slope),
            )
            for s in distinct(segments)
            if s.score >= OPERATING_POINT
        ),
        made_by=maker(),
    )


def common_stretches(found: Sequence[FilmCopies]) -> Stretches:
    """Those stretches that are a small part of five or more films: an ident, a stock shot.

    ``found``: all pairs of films of the case, so that the answer hangs on the case as it is and not
    on how it came about.
    """

    def small(seconds: float, span: tuple[float, float]) -> bool:
        return span[1] - span[0] <= LESSER * seconds

    def others(film: str, span: tuple[float, float]) -> set[str]:
        out = set()
        for pair in found:
            for stretch in pair.stretches:
                sides = (
                    (pair.left, stretch.left, pair.left_seconds),
                    (pair.right, stretch.right, pair.right_seconds),
                )
                for (mine, here, _), (other, there, long) in (sides, sides[::-1]):
                    both = min(here[1], span[1]) - max(here[0], span[0])
                    if mine == film and both >= SAME * (span[1] - span[0]) and small(long, there):
                        out.add(other)
        return out

    def common(film: str, span: tuple[float, float], seconds: float) -> bool:
        return small(seconds, span) and len(others(film, span)) >= COMMON_OTHERS

    return frozenset(
        (pair.left, pair.right, stretch)
        for pair in found
        for stretch in pair.stretches
        if common(pair.left, stretch.left, pair.left_seconds)
        or common(pair.right, stretch.right, pair.right_seconds)
    )


def in_shots(films: FilmCopies, common: Stretches, left: Shot, right: Shot) -> CopiesResult:
    """What of two films' stretches lies in a shot of each, left first."""
    swap = films.left == right.film
    told: dict[bool, list[tuple[Alignment, CopiedStretch]]] = {True: [], False: []}
    for stretch in films.stretches:
        inside = _inside(stretch, left, right, swap=swap)
        if inside is not None:
            told[(films.left, films.right, stretch) in common].append((inside, stretch))
    return CopiesResult(
        stretches=tuple(told[False]), common=tuple(told[True]), made_by=films.made_by
    )


def _inside(stretch: CopiedStretch, left: Shot, right: Shot, *, swap: bool) -> Alignment | None:
    """The part of a copied stretch that lies in both shots, or None if it is too short."""
    slope = 1 / stretch.slope if swap else stretch.slope
    mine, yours = (stretch.left, stretch.right)[:: -1 if swap else 1]
    start, end = (max(mine[0], left.span.seconds[0]), min(mine[1], left.span.seconds[1]))
    origin = yours[0] if slope > 0 else yours[1]
    there = sorted(origin + slope * (second - mine[0]) for second in (start, end))
    low, high = max(there[0], right.span.seconds[0]), min(there[1], right.span.seconds[1])
    if end - start < LEAST_SECONDS or high - low < LEAST_SECONDS * abs(slope):
        return None
    here = sorted(mine[0] + (second - origin) / slope for second in (low, high))
    if here[1] - here[0] < LEAST_SECONDS:
        return None
    return Alignment(
        left=Span.of_seconds(here[0], here[1], left.span.tick),
        right=Span.of_seconds(low, high, right.span.tick),
        speed=slope,
        mirrored=False,
    )
