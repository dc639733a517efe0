"""How several pages of a case hang together: passages in common, who took from whom, claims."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.model.page_enums import ClaimChangeKind, SharedPassageKind
from secondtake.model.text import Passage

__all__ = ["ClaimChange", "Descent", "Genealogy", "SharedPassage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPassage:
    """A sentence of one page that another has too; pages by digest, places in their texts.

    ``kind``: ``same words``, ``reworded`` or ``same quotation`` (somebody else's words in both).
    ``likeness``: 0 to 1.
    """

    left: str
    right: str
    left_passage: Passage
    right_passage: Passage
    kind: SharedPassageKind
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent:
    """That two pages tell one story from one origin, and which took from the other, if told.

    ``earlier``: the digest of the page the other took from; None: nothing tells, or what tells
    disagrees. ``by_dates``: the pages' own dates alone tell it. ``share``: of the shorter story's
    sentences, how many both have, 0 to 1.
    """

    left: str
    right: str
    earlier: str | None
    by_dates: bool
    share: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """What became of a claim between two pages that hang together.

    ``kind``: ``gained`` (only the second has it), ``lost`` (only the first), ``changed``,
    ``provenance`` (they differ in where the footage is from) or, where no direction is told,
    ``only in this page``, that with the claim.
    ``first`` is the page the other took from, where that is told, else the left one; ``before``
    and ``after`` are claim ids.
    """

    first: str
    second: str
    kind: ClaimChangeKind
    before: str | None
    after: str | None
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Genealogy:
    """All of a case's pages, by digest, in the order of their own dates; ``names`` call them.

    ``origins``: pages that hang together, a group for each origin told apart; a page that stands
    alone is a group of its own.
    """

    pages: tuple[str, ...]
    names: tuple[str, ...]
    shared: tuple[SharedPassage, ...]
    descents: tuple[Descent, ...]
    changes: tuple[ClaimChange, ...]
    origins: tuple[tuple[str, ...], ...]
