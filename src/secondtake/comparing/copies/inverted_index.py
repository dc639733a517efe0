"""An inverted index of visual words: which sampled frames of which films share local features."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.visual_words import WORDS, spelled_softly

__all__ = ["Matches", "WordIndex", "build", "matches_of"]

PROBES = 6
"""Words looked up for each feature of the query."""
BUDGET = 4_000_000
"""Rows of the index compared for one frame of a query, rarest words first. Up to some 1e7 features
none is left out and the search is exact; beyond, this bounds its time and memory."""
NEAR_BITS = 22
"""Signature bits of 64 that may differ."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WordIndex:
    """Features of all frames, sorted by word.

    ``starts``: int64 (WORDS + 1,), where each word's rows begin. ``signatures``: uint64 (n,).
    ``frames``: int32 (n,), a running number of frames over all films. ``places``: float16 (n, 4),
    as in ``Features``, in units of the frame's long side for x, y and size.
    ``weight``: float32 (WORDS,), rarer words count more.
    """

    starts: NDArray[np.int64]
    signatures: NDArray[np.uint64]
    frames: NDArray[np.int32]
    places: NDArray[np.float16]
    weight: NDArray[np.float32]


def build(
    words: NDArray[np.uint16],
    signatures: NDArray[np.uint64],
    frames: NDArray[np.int32],
    places: NDArray[np.float16],
) -> WordIndex:
    """Sort features by word; all arguments have one row a feature."""
    order = np.argsort(words, kind="stable")
    counts = np.bincount(words, minlength=WORDS)
    starts = np.concatenate([[0], np.cumsum(counts)])
    total = max(1, int(frames.max(initial=0)) + 1)
    weight = np.log1p(total / (1.0 + counts)).astype(np.float32)
    return WordIndex(
        starts=starts,
        signatures=signatures[order],
        frames=frames[order].astype(np.int32),
        places=places[order],
        weight=weight / max(float(weight.max()), 1e-6),
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Matches:
    """Row i: feature ``query[i]`` of the query frame looks like row ``row[i]`` of the index, which
    lies on ``frame[i]``; ``weight[i]``: 0 to 1.
    """

    query: NDArray[np.int64]
    row: NDArray[np.int64]
    frame: NDArray[np.int64]
    weight: NDArray[np.float32]


def matches_of(index: WordIndex, vectors: NDArray[np.uint8]) -> Matches:
    """Everything in the index that looks like one of the vectors; one row a feature and frame."""
    words, signatures = spelled_softly(vectors, PROBES)
    first = index.starts[words].ravel()
    counts = index.starts[words.astype(np.int64) + 1].ravel() - first
    if counts.sum() > BUDGET:
        order = np.argsort(counts, kind="stable")
        counts[order[np.cumsum(counts[order]) > BUDGET]] = 0
    total = int(counts.sum())
    ends = np.cumsum(counts)
    row = np.arange(total) + np.repeat(first - (ends - counts), counts)
    probe = np.repeat(np.arange(words.size), counts)
    apart = np.bitwise_count(index.signatures[row] ^ signatures.ravel()[probe])
    near = np.flatnonzero(apart <= NEAR_BITS)
    row, probe, apart = row[near], probe[near], apart[near].astype(np.float32)
    frame = index.frames[row].astype(np.int64)
    query = probe // PROBES
    weight = index.weight[words.ravel()[probe]] ** 2 * np.exp(-((apart / 16.0) ** 2))
    order = np.lexsort((-weight, query, frame))
    fresh = np.ones(len(order), bool)
    fresh[1:] = (np.diff(frame[order]) != 0) | (np.diff(query[order]) != 0)
    kept = order[fresh]
    return Matches(
        query=query[kept], row=row[kept], frame=frame[kept], weight=weight[kept].astype(np.float32)
    )
