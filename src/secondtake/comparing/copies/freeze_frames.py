"""A copied picture that stands still while the other film goes on: a freeze frame."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.candidate_verification import Segment
from secondtake.comparing.copies.film_fingerprint import STRIP_RATE
from secondtake.comparing.copies.registration import changes, registered, textures

__all__ = ["stands_still"]

AROUND = 2 * STRIP_RATE
"""Pictures before and after a segment in which a freeze that cuts it is looked for."""
LEAST = 3
"""Pictures that show no change for a freeze: half a second, as change is told from both sides."""
STILL = 0.05
"""Power of change, as a share of the segment's usual, below which a picture stands still."""
GOES_ON = 0.3
"""The same for the other film, above which it moves on meanwhile."""
LOOKS = 0.5
"""Correlation with the picture of the other film at which it was held."""


def stands_still(segment: Segment, query: NDArray[np.uint8], reference: NDArray[np.uint8]) -> bool:
    """Whether the query holds a picture of the segment while the reference moves on.

    It does so within the segment or at one of its ends. Where the reference rests as well nothing
    is said, nor where it has no more pictures.
    """
    first, last = (round(t * STRIP_RATE) for t in segment.query)
    low, high = max(0, first - AROUND), min(len(query), last + AROUND)
    if high - low < LEAST + 2 or last - first < LEAST:
        return False
    rows = np.arange(low, high)
    # Along the segment's line of times, carried on beyond its ends.
    begun = segment.reference[0] if segment.slope > 0 else segment.reference[1]
    shown = begun * STRIP_RATE + segment.slope * (rows - segment.query[0] * STRIP_RATE)
    columns = np.floor(shown + 1e-6).astype(int)
    inside = (columns >= 0) & (columns < len(reference))
    pair = registered(
        query[low:high], reference[columns.clip(0, len(reference) - 1)], segment.picture
    )
    if not pair.valid.any():
        return False
    mine, yours = (
        (changes(strip)[:, pair.valid] ** 2).mean(1) for strip in (pair.query, pair.reference)
    )
    within = (rows >= first) & (rows < last)
    usual = float(np.median(mine[within])), float(np.median(yours[within]))
    held = (mine < STILL * usual[0]) & (yours > GOES_ON * usual[1]) & inside
    for start, end in _runs(held):
        at = min(max(rows[start] - 1, first), last - 1) - low
        pictures = textures(np.stack([pair.query[(start + end) // 2], pair.reference[at]]))
        left, right = pictures[:, pair.valid]
        lengths = float((left**2).sum()) * float((right**2).sum())
        if float((left * right).sum()) > LOOKS * np.sqrt(max(lengths, 1e-6)):
            return True
    return False


def _runs(held: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and last place of each run of at least LEAST."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], held.astype(np.int8), [0]])))
    return [(int(a), int(b) - 1) for a, b in edges.reshape(-1, 2) if b - a >= LEAST]
