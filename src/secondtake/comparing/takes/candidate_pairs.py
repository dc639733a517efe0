"""Which pairs of shots are worth a look: near by hash or by vector, or all when they are few."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from secondtake.model.enums import ReasonCode
from secondtake.model.findings import ShotPair
from secondtake.model.footage import Descriptors, Shot
from secondtake.model.reasons import Reason, reason

__all__ = ["ALL_PAIRS", "candidates"]

ALL_PAIRS = 120
"""Up to this many pairs (16 shots) everything is compared: half a minute."""
PER_SHOT = 6
"""Nearest shots looked at for each shot of a larger case."""
NEAR_PDQ = 90
"""Hamming distance (of 256 bits) of two frames of one recording or one place: FOOTAGE.md saw no
unrelated pair below 70 in 3.4 million, same places from 12 on."""
PDQ_QUALITY = 0.5
"""Quality (0 to 1) below which a PDQ row is no evidence."""
MOST_ROWS = 24
"""Frames of a shot that are looked at, evenly spread."""


def candidates(
    shots: tuple[Shot, ...],
    descriptors: tuple[Descriptors, ...],
    *,
    limit: int | None = None,
) -> tuple[ShotPair, ...]:
    """The pairs of shots worth a look, the most promising first.

    Few shots: every pair. Many: for each shot its nearest by frame vectors and every one with a
    frame near by PDQ hash. ``limit`` keeps that many. Order and result depend on nothing but the
    input. A thousand shots take seconds: matrices, no loop over pairs.
    """
    order = sorted(range(len(shots)), key=lambda i: (shots[i].film, shots[i].number))
    kept = [shots[i] for i in order]
    count = len(kept)
    if count < 2:
        return ()
    vector = _vector_likeness(kept, [d for d in descriptors if d.kind != "pdq"])
    distance = _pdq_distance(kept, [d for d in descriptors if d.kind == "pdq"])
    worth: NDArray[np.bool_] = np.ones((count, count), bool)
    if count * (count - 1) // 2 > ALL_PAIRS:
        worth = _nearest(vector) | (distance <= NEAR_PDQ)
    rows, columns = np.nonzero(np.triu(worth, 1))
    alike, apart = vector[rows, columns], distance[rows, columns]
    best = np.lexsort((columns, rows, -np.maximum(alike, 1 - apart / 128)))[:limit]
    names = [shot.id for shot in kept]
    return tuple(
        ShotPair(left=names[i], right=names[j], reason=_reason(likeness, bits))
        for i, j, likeness, bits in zip(
            rows[best].tolist(),
            columns[best].tolist(),
            alike[best].tolist(),
            apart[best].tolist(),
            strict=True,
        )
    )


def _reason(likeness: float, distance: int) -> Reason:
    if distance <= NEAR_PDQ:
        return _near_by_hash(distance)
    if likeness > -1:
        return reason(ReasonCode.FRAMES_SIMILAR_BY_EMBEDDING, cosine_similarity=likeness)
    return reason(ReasonCode.EVERY_PAIR)


@cache
def _near_by_hash(distance: int) -> Reason:
    """Most pairs of a large case are near by hash, and there are few distances to tell of."""
    return reason(ReasonCode.FRAMES_SIMILAR_BY_HASH, bits_that_differ=distance, bits=256)


def _nearest(likeness: NDArray[np.float32]) -> NDArray[np.bool_]:
    count = len(likeness)
    keep = min(PER_SHOT, count - 1)
    own = likeness.copy()
    np.fill_diagonal(own, -np.inf)
    near = np.argpartition(-own, keep - 1, axis=1)[:, :keep]
    chosen = np.zeros((count, count), bool)
    np.put_along_axis(chosen, near, True, 1)
    chosen &= own > -1
    return np.asarray(chosen | chosen.T, bool)


def _rows(
    shots: list[Shot], descriptors: list[Descriptors], least: float
) -> tuple[NDArray[np.int64], NDArray[np.generic]]:
    """Which shot each chosen row belongs to, and the rows."""
    owners, rows = [], []
    by_film = {d.film: (d, d.pts * float(d.tick)) for d in descriptors}
    for number, shot in enumerate(shots):
        found, at = by_film.get(shot.film, (None, np.zeros(0)))
        if found is None:
            continue
        start, end = shot.span.seconds
        inside = np.flatnonzero((at >= start - 1e-9) & (at < end) & (found.quality >= least))
        if len(inside) > MOST_ROWS:
            inside = inside[np.linspace(0, len(inside) - 1, MOST_ROWS).round().astype(int)]
        owners.append(np.full(len(inside), number))
        rows.append(found.matrix[inside])
    if not rows:
        return np.zeros(0, np.int64), np.zeros((0, 1))
    return np.concatenate(owners).astype(np.int64), np.concatenate(rows)


def _vector_likeness(shots: list[Shot], descriptors: list[Descriptors]) -> NDArray[np.float32]:
    """Cosine of the shots' mean vectors, centred on the case, -1 where unknown: (n, n)."""
    owners, rows = _rows(shots, descriptors, 0.0)
    likeness = np.full((len(shots), len(shots)), -1.0, np.float32)
    if not len(owners):
        return likeness
    known, starts, counts = np.unique(owners, return_index=True, return_counts=True)
    # In the order of the rows: ``add.reduceat`` adds in another, with other last digits.
    total = [mine.astype(np.float32).sum(0) for mine in np.split(rows, starts[1:])]
    mean = np.stack(total) / counts[:, None]
    if len(known) > 3:
        mean = mean - mean.mean(0)
    mean /= np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-6)
    likeness[np.ix_(known, known)] = np.maximum(mean @ mean.T, -0.999)
    return likeness


def _pdq_distance(shots: list[Shot], descriptors: list[Descriptors]) -> NDArray[np.int64]:
    """Least Hamming distance of any two frames of two shots, 256 where unknown: (n, n).

    64 shots are held against as many others at once: 10 MB of numbers.
    """
    owners, rows = _rows(shots, descriptors, PDQ_QUALITY)
    distance = np.full((len(shots), len(shots)), 256, np.int64)
    if not len(owners):
        return distance
    bits = np.unpackbits(rows.astype(np.uint8), axis=1).astype(np.float32) * 2 - 1
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    present, ends = owners[starts], np.append(starts[1:], len(owners))
    blocks = [slice(at, at + 64) for at in range(0, len(present), 64)]
    for number, mine in enumerate(blocks):
        for theirs in blocks[number:]:
            here, there = (slice(starts[b][0], ends[b][-1]) for b in (mine, theirs))
            agree = bits[here] @ bits[there].T
            # Shot by shot: ``reduceat`` along the rows takes four times as long.
            edges = zip(starts[mine] - here.start, ends[mine] - here.start, strict=True)
            best = np.stack([agree[first:last].max(0) for first, last in edges])
            best = np.maximum.reduceat(best, starts[theirs] - there.start, axis=1)
            apart = ((256 - best) / 2).round().astype(np.int64)
            distance[np.ix_(present[mine], present[theirs])] = apart
    return np.minimum(distance, distance.T)
