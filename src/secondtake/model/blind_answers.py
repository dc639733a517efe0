"""What a blind reviewer saw in one pair of stretches, and the file the page saves it to."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.model.enums import RelationKind
from secondtake.model.membership import require_member

__all__ = ["FORMAT", "MOST_LETTERS", "VERSION", "BlindAnswer"]

FORMAT, VERSION = "secondtake-blind-answers", 1
"""What a file of answers calls itself."""
MOST_LETTERS = 1000
"""Code points of a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindAnswer:
    """What somebody saw in one pair: ``findings`` are the record IDs that rest on it."""

    findings: tuple[str, ...]
    answer: RelationKind
    note: str

    def __post_init__(self) -> None:
        require_member(RelationKind, self.answer, "BlindAnswer.answer")
