"""THE CASE FOLDER: evidence, the custody log and every record, as `docs/format.md` lays out."""

from __future__ import annotations

from secondtake.store import looks, seals, traces
from secondtake.store.case import DATABASE_SUM, Case
from secondtake.store.verify import Verified, verify

__all__ = ["DATABASE_SUM", "Case", "Verified", "looks", "seals", "traces", "verify"]
