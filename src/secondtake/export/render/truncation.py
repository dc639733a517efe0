"""How much one page shows, so that it still opens; what is left out is always said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

__all__ = [
    "MOST_ARCS",
    "MOST_FINDINGS",
    "MOST_LANES",
    "MOST_PICTURE_BYTES",
    "MOST_ROWS",
    "Shown",
]

MOST_ROWS = 300
"""Rows of one table."""
MOST_FINDINGS = 120
"""Findings laid out in full."""
MOST_ARCS = 60
"""Lines between shots on one timeline; more cannot be told apart."""
MOST_LANES = 12
"""Films on one timeline."""
MOST_PICTURE_BYTES = 12_000_000
"""Bytes of pictures in one page, before they are spelled as text (a third more)."""

Item = TypeVar("Item")


class Shown(Generic[Item]):
    """The first ``most`` of some things, and how many there are."""

    def __init__(self, things: Sequence[Item], most: int, *, total: int | None = None) -> None:
        self.items = tuple(things[:most])
        self.total = len(things) if total is None else total

    @property
    def cut(self) -> bool:
        """Whether something is left out."""
        return len(self.items) < self.total


MOST_PEOPLE = 40
"""Pairs of tracks of people drawn on the page."""
