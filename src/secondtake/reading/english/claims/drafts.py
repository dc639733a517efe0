"""A claim on its way: where it stands, who says it, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.reading.english.attribution.source_chain import Chain
from secondtake.reading.english.claims.testability import Setting

__all__ = ["Draft"]


@dataclass(slots=True)
class Draft:
    """A stretch that becomes a claim; ``paragraph`` is its number among those parsed."""

    left: int
    right: int
    chain: Chain | None
    sentence: tuple[int, int]
    paragraph: int
    setting: Setting
