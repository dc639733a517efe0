"""Several pages that tell one story: what they share, who took from whom, what changed."""

from __future__ import annotations

from secondtake.reading.text_reuse.propagation import genealogy

__all__ = ["genealogy"]
