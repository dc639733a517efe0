"""Does a candidate hold? One picture map and one line of times must explain all that changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.alignment_segments import beyond, held_lines
from secondtake.comparing.copies.cards import in_card
from secondtake.comparing.copies.film_fingerprint import STRIP_RATE
from secondtake.comparing.copies.homography import PictureMap
from secondtake.comparing.copies.inner_film import lies_inside, turned, turned_map
from secondtake.comparing.copies.motion_agreement import Agreement
from secondtake.comparing.copies.registration import registered
from secondtake.comparing.copies.retrieval import Candidate
from secondtake.comparing.copies.temporal_alignment import Line

__all__ = ["Segment", "distinct", "verify", "verify_both_ways"]

WINDOW_SECONDS = 40.0
"""Longest stretch of the query compared at once; a longer copy is joined from its pieces."""
MARGIN_SECONDS = 6.0
"""How far beyond the supporting frames a segment is looked for."""
GAP_SECONDS = 12.0
"""Supporting frames of the reference farther apart belong to different stretches."""


LEAST_LIKENESS = 0.15
"""Median correlation of the registered pictures below which a run of agreeing changes is chance:
copies on copies-dev had .29 and more, chance runs under .11."""
DECIDES = 25.0
"""How steeply that decides."""
UNLIKE_SCORE = 0.3
"""Highest score of such a run."""
CLUMP = 0.08
"""Share of the picture said to be the same, below which all that fits lies on a sticker or a logo
that both films carry: two films with one label in a corner had .04, small pictures in
pictures .15 and more."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Segment:
    """Query seconds ``query`` show reference seconds ``reference``; ``slope`` is reference seconds
    per query second, negative when played backwards.

    ``gain``: the line's evidence; ``agreement``, ``figures``: as in ``Agreement``. ``likeness``:
    median correlation of the registered pictures (-1 to 1). ``film``: number in the index.
    ``score``: 0 to 1.
    """

    film: int
    query: tuple[float, float]
    reference: tuple[float, float]
    slope: float
    gain: float
    agreement: float
    figures: float
    likeness: float
    changing: float
    picture: PictureMap
    score: float


def verify(
    candidate: Candidate, query: NDArray[np.uint8], reference: NDArray[np.uint8]
) -> tuple[Segment, ...]:
    """The segments of a candidate that hold, best first; strips as in ``FilmDescriptors``.

    Where the query lies inside the reference the films are also compared the other way round: in
    the grid of the outer film a small picture has few pixels. What two films may have from one
    platform is left out: the card at their ends, and all that hangs on a mark in a small part of
    the picture.
    """
    if lies_inside(candidate.picture, query.shape[1:]):
        return verify_both_ways(candidate, query, reference)
    return _sorted(_held(candidate, query, reference), query, reference)


def verify_both_ways(
    candidate: Candidate, query: NDArray[np.uint8], reference: NDArray[np.uint8]
) -> tuple[Segment, ...]:
    """The same for two films neither of which is the original for certain, in both films' grids
    and along both films' times: the answer hangs on neither's being called the reference.
    """
    shapes = query.shape[1:], reference.shape[1:]
    back = _held(turned(candidate, *shapes), reference, query)
    forth = _held(candidate, query, reference)
    return _sorted([*forth, *(_turned(s, *shapes) for s in back)], query, reference)


def _sorted(
    segments: list[Segment], query: NDArray[np.uint8], reference: NDArray[np.uint8]
) -> tuple[Segment, ...]:
    told = [s for s in segments if not (in_card(query, s.query) or in_card(reference, s.reference))]
    return tuple(sorted(told, key=lambda s: -s.score))


def _held(
    candidate: Candidate, query: NDArray[np.uint8], reference: NDArray[np.uint8]
) -> list[Segment]:
    """The segments of a candidate, window by window, in the grid of the reference."""
    if _on_a_mark(candidate.picture, query, reference):
        return []
    out: list[Segment] = []
    for left in _windows(candidate.query_seconds, len(query)):
        inside = (candidate.query_seconds >= left[0] / STRIP_RATE) & (
            candidate.query_seconds < left[1] / STRIP_RATE
        )
        for right in _stretches(candidate.reference_seconds[inside], len(reference)):
            strips = query[left[0] : left[1]], reference[right[0] : right[1]]
            picture, held = held_lines(*strips, candidate.picture)
            moved = replace(candidate, picture=picture)
            out += [_segment(moved, *one, left[0], right[0]) for one in held]
    return _joined(out)


def _turned(segment: Segment, query: tuple[int, ...], reference: tuple[int, ...]) -> Segment:
    """A segment found with the films changed for one another, told of the query again."""
    return replace(
        segment,
        query=segment.reference,
        reference=segment.query,
        slope=1 / segment.slope,
        picture=turned_map(segment.picture, reference, query),
    )


def _on_a_mark(picture: PictureMap, query: NDArray[np.uint8], reference: NDArray[np.uint8]) -> bool:
    """Whether the map of whole pictures hangs on a small part of them."""
    shown = float(registered(query[:1], reference[:1], picture).valid.mean())
    return picture.spread < CLUMP * shown


def _windows(seconds: NDArray[np.float64], count: int) -> list[tuple[int, int]]:
    """Stretches of the query strip, in pictures, that hold the supporting frames."""
    low = max(0, int((seconds.min() - MARGIN_SECONDS) * STRIP_RATE))
    high = min(count, int((seconds.max() + MARGIN_SECONDS) * STRIP_RATE) + 1)
    size = int(WINDOW_SECONDS * STRIP_RATE)
    step = int(size * 0.75)
    starts = range(low, max(low + 1, high - (size - step)), step)
    return [(s, min(high, s + size)) for s in starts]


def _stretches(seconds: NDArray[np.float64], count: int) -> list[tuple[int, int]]:
    """Stretches of the reference strip around supporting frames, in pictures."""
    if not len(seconds):
        return []
    at = np.unique(seconds)
    parts = np.split(at, np.flatnonzero(np.diff(at) > GAP_SECONDS) + 1)
    return [
        (
            max(0, int((part[0] - MARGIN_SECONDS) * STRIP_RATE)),
            min(count, int((part[-1] + MARGIN_SECONDS) * STRIP_RATE) + 1),
        )
        for part in parts
    ]


def _segment(candidate: Candidate, line: Line, agreed: Agreement, left: int, right: int) -> Segment:
    first, last = line.first, line.last + 1
    # Picture i stands for i to i + 1, so the line goes through the middles of the pictures.
    ends = sorted(line.slope * (i - 0.5) + line.start + 0.5 for i in (first, last))
    return Segment(
        film=candidate.film,
        query=((first + left) / STRIP_RATE, (last + left) / STRIP_RATE),
        reference=(max(0.0, (ends[0] + right) / STRIP_RATE), (ends[1] + right) / STRIP_RATE),
        slope=line.slope,
        gain=line.gain,
        agreement=agreed.changes,
        figures=agreed.figures,
        likeness=line.likeness,
        changing=line.changing,
        picture=candidate.picture,
        score=_score(candidate, line, agreed),
    )


def _score(candidate: Candidate, line: Line, agreed: Agreement) -> float:
    """0 to 1: how surely the segment is a copy; see docs/methods/copies.md for the figures.

    How alike the pictures are and how well the map holds speak of the place: little of them speaks
    against a copy, much of them speaks for nothing that another take would not have.
    """
    sure = (
        DECIDES * beyond(line, agreed)
        + 0.5 * np.log(line.gain / 0.2)
        + min(0.0, 8 * (line.likeness - 0.35))
        + min(0.0, 2 * np.log(candidate.picture.cells / 20))
    )
    score = float(1 / (1 + np.exp(-sure)))
    return score if line.likeness >= LEAST_LIKENESS else min(score, UNLIKE_SCORE)


def _joined(segments: list[Segment]) -> list[Segment]:
    """Pieces on one line of times, from neighbouring windows, become one."""
    out: list[Segment] = []
    for segment in sorted(segments, key=lambda s: (s.film, s.query)):
        other = next((o for o in out if _continues(o, segment)), None)
        if other is None:
            out.append(segment)
            continue
        out.remove(other)
        better = max(other, segment, key=lambda s: s.gain)
        out.append(
            Segment(
                film=better.film,
                query=(
                    min(other.query[0], segment.query[0]),
                    max(other.query[1], segment.query[1]),
                ),
                reference=(
                    min(other.reference[0], segment.reference[0]),
                    max(other.reference[1], segment.reference[1]),
                ),
                slope=better.slope,
                gain=other.gain + segment.gain,
                agreement=better.agreement,
                figures=better.figures,
                likeness=better.likeness,
                changing=max(other.changing, segment.changing),
                picture=better.picture,
                score=max(other.score, segment.score),
            )
        )
    return out


def _continues(one: Segment, two: Segment) -> bool:
    if one.slope * two.slope < 0 or two.query[0] > one.query[1] + 0.5:
        return False
    at = (max(one.query[0], two.query[0]) + min(one.query[1], two.query[1])) / 2
    return abs(_shown(one, at) - _shown(two, at)) < 0.5


def _shown(segment: Segment, at: float) -> float:
    """The reference second shown at a query second."""
    first = segment.reference[0] if segment.slope > 0 else segment.reference[1]
    return first + segment.slope * (at - segment.query[0])


def distinct(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Without those that say of much of the same stretches what a better one says; best first.

    A mirrored reading, or a worse map of the same film, often fits a little too.
    """
    out: list[Segment] = []
    for segment in sorted(segments, key=lambda s: -s.score):
        if not any(_same_stretch(segment, better) for better in out):
            out.append(segment)
    return tuple(out)


def _same_stretch(worse: Segment, better: Segment) -> bool:
    if worse.film != better.film:
        return False
    query = _overlap(worse.query, better.query)
    reference = _overlap(worse.reference, better.reference)
    return query > 0.5 or (query > 0.2 and reference > 0.2)


def _overlap(worse: tuple[float, float], better: tuple[float, float]) -> float:
    """Share of the worse one that lies in the better one."""
    both = min(worse[1], better[1]) - max(worse[0], better[0])
    return max(0.0, both) / max(worse[1] - worse[0], 1e-6)
