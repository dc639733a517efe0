"""An archive of films in a folder: add films once, then ask where a piece of footage was seen."""

from __future__ import annotations

from secondtake.archive.archive_verbs import OPERATING_POINT, add, dismiss, info, rebuild, search

__all__ = ["OPERATING_POINT", "add", "dismiss", "info", "rebuild", "search"]
