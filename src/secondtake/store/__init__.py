"""THE CASE FOLDER: evidence, the custody log and every record, as `docs/format.md` lays out."""

from __future__ import annotations

from secondtake.store import traces
from secondtake.store.case import Case
from secondtake.store.verify import Verified, verify

__all__ = ["Case", "Verified", "traces", "verify"]
