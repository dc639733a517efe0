"""Several pages that tell one story: what they share, who took from whom, what changed."""

from __future__ import annotations

from secondtake.reading.genealogy.trace import genealogy

__all__ = ["genealogy"]
