"""Footage: decoded once in a guarded process, seen by observers; finer looks; redaction."""

from __future__ import annotations

from secondtake.viewing.encode import encoded, recoded
from secondtake.viewing.fine import coded, luma
from secondtake.viewing.guard import Limits
from secondtake.viewing.look import NO_EXHIBIT, look, whole
from secondtake.viewing.picture import fit, from_jpeg, to_jpeg
from secondtake.viewing.redact import Region, redact
from secondtake.viewing.through import through
from secondtake.viewing.veil import Veil
from secondtake.viewing.watch import MAKER, Film, Observer, Watched, makers, watch

__all__ = [
    "MAKER",
    "METHOD_PAGES",
    "NO_EXHIBIT",
    "Film",
    "Limits",
    "Observer",
    "Region",
    "Veil",
    "Watched",
    "coded",
    "encoded",
    "fit",
    "from_jpeg",
    "look",
    "luma",
    "makers",
    "recoded",
    "redact",
    "through",
    "to_jpeg",
    "watch",
    "whole",
]

METHOD_PAGES = {
    "contact": "decoding.md",
    "shots": "shots.md",
    "pdq": "descriptors.md",
    "vector": "descriptors.md",
}
"""The page of docs/methods that explains each observer."""
