"""Which films of an index may hold a piece of the query, where about, and by which picture map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.film_fingerprint import FilmDescriptors, ReferenceFilm
from secondtake.comparing.copies.homography import PictureMap, applied, pooled_map
from secondtake.comparing.copies.inverted_index import Matches, WordIndex, build, matches_of
from secondtake.comparing.copies.local_features import Features, mirrored
from secondtake.comparing.copies.visual_words import spelled

__all__ = ["Candidate", "FilmIndex", "film_index", "reference_film", "search"]

LEAST_LIKENESS = 0.8
"""Summed weight of matches between two frames below which the pair is not looked at."""
PAIRS = 40
"""Pairs of frames whose matches are pooled for one map."""
PER_FRAME = 3
"""Pairs one frame may take part in, so that one picture does not decide."""
FILMS = 12
"""Films looked at closer for each query, by their best pairs of frames."""
MAPS = 3
"""Maps of one film and one sense of reading: an excerpt whole and again as a small picture."""
LEAST_CELLS = 10
"""Filled cells a map needs: unrelated films reached 10 on copies-dev, copies 29 and more."""
SUPPORT = 4
"""Matches on the map from which a pair of frames counts for it."""
NEAR = 0.02
"""Distance off the map that still supports it, as a share of the long side."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FilmIndex:
    """The words of all frames of ``count`` films.

    ``owner``: int64, which film a frame belongs to; a film's frames follow one another.
    ``seconds``: float64, when a frame is shown on its film's clock.
    """

    count: int
    words: WordIndex
    owner: NDArray[np.int64]
    seconds: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Candidate:
    """Film number ``film`` of the index may hold the query; times in seconds.

    ``query_seconds``, ``reference_seconds``: float64 (n,), pairs of frames that fit the map.
    """

    film: int
    picture: PictureMap
    query_seconds: NDArray[np.float64]
    reference_seconds: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Reading:
    """The query read one way round: every frame's matches and places, and how alike frames are.

    ``alike``: for each query frame the frames of the index that are worth a look, rising, and how
    alike each is.
    """

    mirrored: bool
    seconds: NDArray[np.float64]
    looked: list[tuple[Matches, NDArray[np.float32]]]
    alike: list[tuple[NDArray[np.int64], NDArray[np.float32]]]


def reference_film(film: FilmDescriptors) -> ReferenceFilm:
    """The film as an index holds it."""
    words, signatures = spelled(film.vectors)
    return ReferenceFilm(
        seconds=film.seconds,
        first=film.first,
        places=film.places.astype(np.float16),
        words=words,
        signatures=signatures,
    )


def film_index(films: Sequence[ReferenceFilm]) -> FilmIndex:
    """An index of films, in the order given."""
    counts = [len(film.seconds) for film in films]
    frames = np.repeat(
        np.arange(sum(counts), dtype=np.int32),
        np.concatenate([np.diff(f.first) for f in films] or [np.zeros(0, np.int64)]),
    )
    return FilmIndex(
        count=len(films),
        words=build(
            np.concatenate([f.words for f in films] or [np.zeros(0, np.uint16)]),
            np.concatenate([f.signatures for f in films] or [np.zeros(0, np.uint64)]),
            frames,
            np.concatenate([f.places for f in films] or [np.zeros((0, 4), np.float16)]),
        ),
        owner=np.repeat(np.arange(len(films)), counts),
        seconds=np.concatenate([f.seconds for f in films] or [np.zeros(0)]),
    )


def search(query: FilmDescriptors, index: FilmIndex) -> tuple[Candidate, ...]:
    """Candidates, the best supported first; the query is read both ways round.

    Source of the idea: Douze, Jegou and Schmid 2010, spatio-temporal post-filtering. Here one map
    is fitted to the matches of many pairs of frames together, whatever their times: the times are
    left to the verification, which sees what moves.
    """
    if not len(index.owner) or not len(query.seconds):
        return ()
    found: list[Candidate] = []
    for turned in (False, True):
        reading = _read(query, index, turned)
        for film in _likely(reading, index):
            found += _maps_of(reading, index, film)
    return tuple(sorted(found, key=lambda c: -c.picture.cells))


def _read(query: FilmDescriptors, index: FilmIndex, turned: bool) -> _Reading:
    looked = [_looked_up(query, i, index, turned) for i in range(len(query.seconds))]
    alike = []
    for matches, _ in looked:
        frames, rows = np.unique(matches.frame, return_inverse=True)
        likeness = np.bincount(rows, weights=matches.weight, minlength=len(frames))
        kept = likeness >= LEAST_LIKENESS
        alike.append((frames[kept], likeness[kept].astype(np.float32)))
    return _Reading(mirrored=turned, seconds=query.seconds, looked=looked, alike=alike)


def _looked_up(
    query: FilmDescriptors, frame: int, index: FilmIndex, turned: bool
) -> tuple[Matches, NDArray[np.float32]]:
    rows = slice(query.first[frame], query.first[frame + 1])
    features = Features(places=query.places[rows], vectors=query.vectors[rows])
    if turned:
        features = mirrored(features, _width(query))
    return matches_of(index.words, features.vectors), features.places


def _width(film: FilmDescriptors) -> float:
    """The width in long sides."""
    return film.size[0] / max(film.size)


def _likely(reading: _Reading, index: FilmIndex) -> list[int]:
    """Films by how alike their most alike frames are, the best three query frames counting."""
    best: NDArray[np.float32] = np.zeros((len(reading.alike), index.count), np.float32)
    for row, (frames, likeness) in zip(best, reading.alike, strict=True):
        np.maximum.at(row, index.owner[frames], likeness)
    top = np.sort(best, axis=0)[-3:].sum(0)
    order = np.argsort(-top, kind="stable")[:FILMS]
    return [int(f) for f in order if top[f] >= LEAST_LIKENESS]


def _dense(reading: _Reading, frames: NDArray[np.int64]) -> NDArray[np.float32]:
    """float32 (query frames, frames of one film): how alike, 0 where not worth a look."""
    out: NDArray[np.float32] = np.zeros((len(reading.alike), len(frames)), np.float32)
    for row, (found, likeness) in zip(out, reading.alike, strict=True):
        low, high = np.searchsorted(found, [frames[0], frames[-1] + 1])
        row[found[low:high] - frames[0]] = likeness[low:high]
    return out


def _maps_of(reading: _Reading, index: FilmIndex, film: int) -> list[Candidate]:
    """Up to MAPS maps between the query and one film, each with the pairs of frames it explains."""
    frames = np.flatnonzero(index.owner == film)
    likeness = _dense(reading, frames)
    out: list[Candidate] = []
    while len(out) < MAPS:
        pairs = _best_pairs(likeness)
        if len(pairs) < 2:
            break
        left, right, weight = _pooled(
            index, reading.looked, [(i, int(frames[j])) for i, j in pairs]
        )
        picture = pooled_map(left, right, weight, mirrored=reading.mirrored)
        if picture is None or picture.cells < LEAST_CELLS:
            break
        supported = _supported(index, reading.looked, frames, picture)
        if not len(supported):
            break
        out.append(
            Candidate(
                film=film,
                picture=picture,
                query_seconds=reading.seconds[supported[:, 0]],
                reference_seconds=index.seconds[frames[supported[:, 1]]],
            )
        )
        likeness[np.unique(supported[:, 0])] = 0
    return out


def _best_pairs(likeness: NDArray[np.float32]) -> list[tuple[int, int]]:
    """The most alike pairs of frames, each frame in at most PER_FRAME of them."""
    rows, columns = np.nonzero(likeness >= LEAST_LIKENESS)
    order = np.argsort(-likeness[rows, columns], kind="stable")
    left = np.zeros(likeness.shape[0], int)
    right = np.zeros(likeness.shape[1], int)
    out = []
    for k in order:
        i, j = int(rows[k]), int(columns[k])
        if left[i] < PER_FRAME and right[j] < PER_FRAME:
            left[i] += 1
            right[j] += 1
            out.append((i, j))
            if len(out) == PAIRS:
                break
    return out


def _pooled(
    index: FilmIndex,
    looked: list[tuple[Matches, NDArray[np.float32]]],
    pairs: list[tuple[int, int]],
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """The matches of some pairs of frames in one heap: places left and right, and weights."""
    left, right, weight = [], [], []
    for i, frame in pairs:
        matches, places = looked[i]
        rows = _of_frame(matches, frame)
        left.append(places[matches.query[rows]])
        right.append(index.words.places[matches.row[rows]].astype(np.float32))
        weight.append(matches.weight[rows])
    return np.concatenate(left), np.concatenate(right), np.concatenate(weight)


def _of_frame(matches: Matches, frame: int) -> slice:
    low, high = np.searchsorted(matches.frame, [frame, frame + 1])
    return slice(int(low), int(high))


def _supported(
    index: FilmIndex,
    looked: list[tuple[Matches, NDArray[np.float32]]],
    frames: NDArray[np.int64],
    picture: PictureMap,
) -> NDArray[np.int64]:
    """int64 (n, 2): query frame and frame of the film with at least SUPPORT matches on the map."""
    out = []
    for i, (matches, places) in enumerate(looked):
        low, high = np.searchsorted(matches.frame, [frames[0], frames[-1] + 1])
        rows = slice(int(low), int(high))
        moved = applied(picture.matrix, places[matches.query[rows], :2].astype(np.float64))
        off = moved - index.words.places[matches.row[rows], :2]
        on = (off**2).sum(1) < NEAR**2
        counts = np.bincount(matches.frame[rows][on] - frames[0], minlength=len(frames))
        columns = np.flatnonzero(counts >= SUPPORT)
        out.append(np.column_stack([np.full(len(columns), i), columns]))
    supported: NDArray[np.int64] = np.concatenate(out).astype(np.int64)
    return supported
