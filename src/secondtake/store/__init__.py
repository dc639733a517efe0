"""THE CASE FOLDER: evidence, the custody log and every record, as `docs/format.md` lays out."""

from __future__ import annotations

from secondtake.store import (
    exhibit_use,
    people_traces,
    picture_cache,
    playing_copies,
    shot_descriptions,
    timestamp_tokens,
)
from secondtake.store.case import DATABASE_SUM, Case
from secondtake.store.layout import is_case
from secondtake.store.named_files import lost_derivatives
from secondtake.store.verification import Verified, verify

__all__ = [
    "DATABASE_SUM",
    "Case",
    "Verified",
    "exhibit_use",
    "is_case",
    "lost_derivatives",
    "people_traces",
    "picture_cache",
    "playing_copies",
    "shot_descriptions",
    "timestamp_tokens",
    "verify",
]
