"""How good found segments are: video and segment micro average precision, and strict F1.

Sources: the Video Similarity Challenge 2022 (micro average precision of pairs and of segments),
Jiang et al. 2022 (VCSL), whose lengths of overlap are pooled here over all pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

__all__ = ["Piece", "figures"]

Span = tuple[float, float]
Pair = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Seconds ``asked`` of a query show seconds ``shown`` of a reference; truth has score 1."""

    query: str
    reference: str
    asked: Span
    shown: Span
    score: float = 1.0

    @property
    def pair(self) -> Pair:
        """Query and reference."""
        return self.query, self.reference

    @property
    def sides(self) -> tuple[Span, Span]:
        """Both spans."""
        return self.asked, self.shown


def figures(truth: Sequence[Piece], told: Sequence[Piece], point: float) -> dict[str, float]:
    """``video uAP`` and ``segment uAP`` of all told, ``strict F1`` and ``false segments`` (which
    meet no true one) of those with a score of at least ``point``.
    """
    sure = [piece for piece in told if piece.score >= point]
    return {
        "video uAP": _video(truth, told),
        "segment uAP": _segment(truth, told),
        "strict F1": _strict(truth, sure),
        "false segments": float(sum(not _meets(piece, truth) for piece in sure)),
    }


def _video(truth: Sequence[Piece], told: Sequence[Piece]) -> float:
    """Micro average precision of the pairs by their surest segment."""
    best: dict[Pair, float] = {}
    for piece in told:
        best[piece.pair] = max(best.get(piece.pair, 0.0), piece.score)
    pairs = {piece.pair for piece in truth}
    right, seen, total = 0, 0, 0.0
    for _, group in groupby(sorted(best.items(), key=lambda p: -p[1]), key=lambda p: p[1]):
        held = [pair for pair, _ in group]
        new = sum(pair in pairs for pair in held)
        right, seen = right + new, seen + len(held)
        total += new / len(pairs) * right / seen
    return total


def _segment(truth: Sequence[Piece], told: Sequence[Piece]) -> float:
    """The same of the seconds, of query and reference alike, that were told up to each score."""
    kept: list[Piece] = []
    total, recall = 0.0, 0.0
    for _, group in groupby(sorted(told, key=lambda p: -p.score), key=lambda p: p.score):
        kept += group
        precise, found = _shares(truth, kept)
        total += precise * (found - recall)
        recall = found
    return total


def _strict(truth: Sequence[Piece], told: Sequence[Piece]) -> float:
    precise, found = _shares(truth, told)
    return 2 * precise * found / (precise + found) if precise + found else 0.0


def _shares(truth: Sequence[Piece], told: Sequence[Piece]) -> tuple[float, float]:
    """Precision and recall of seconds, each the geometric mean of query and reference."""
    shares = [1.0, 1.0]
    for side in (0, 1):
        right = told_seconds = true_seconds = 0.0
        for pair in {piece.pair for piece in (*truth, *told)}:
            mine, yours = ([p for p in pieces if p.pair == pair] for pieces in (told, truth))
            said = _length(p.sides[side] for p in mine)
            real = _length(p.sides[side] for p in yours)
            met = _length(p.sides[side] for p in yours if _meets(p, mine))
            both = _length(p.sides[side] for p in (*mine, *(y for y in yours if _meets(y, mine))))
            right += said + met - both
            told_seconds, true_seconds = told_seconds + said, true_seconds + real
        shares[0] *= right / max(told_seconds, 1e-9)
        shares[1] *= right / max(true_seconds, 1e-9)
    return sqrt(shares[0]), sqrt(shares[1])


def _meets(piece: Piece, others: Iterable[Piece]) -> bool:
    """Whether one of the others overlaps it in query and reference."""
    return any(
        other.pair == piece.pair
        and all(
            min(mine[1], yours[1]) > max(mine[0], yours[0])
            for mine, yours in zip(piece.sides, other.sides, strict=True)
        )
        for other in others
    )


def _length(spans: Iterable[Span]) -> float:
    """Seconds that at least one span covers."""
    total, reached = 0.0, float("-inf")
    for start, end in sorted(spans):
        total += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return total
