"""Numbers that reports give findings, films and pages: each given once, for a case's life."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.errors import InvalidRecord
from secondtake.model.enums import NumberSeries, RetiredBecause
from secondtake.model.membership import require_member

__all__ = ["Numbered", "Retired", "claim_name"]

_LETTERS = {
    NumberSeries.FINDING: "F",
    NumberSeries.NEGATIVE: "N",
    NumberSeries.FILM: "Film ",
    NumberSeries.PAGE: "Page ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A number and what has it; the newest record of a number says what has it now.

    ``subject`` is the finding's id, the film's key or the page's digest. ``kind`` is the finding's
    kind, and of a negative result the kind that was looked for; ``pairs`` are the pairs of shots a
    finding rests on. Both are empty for films and pages. Findings about people are named by the
    two people.
    """

    series: NumberSeries
    number: int
    subject: str
    kind: str = ""
    pairs: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        require_member(NumberSeries, self.series, "Numbered.series")
        if self.number < 1:
            raise InvalidRecord(f"Numbered.number: expected 1 or more, got {self.number}")

    @property
    def name(self) -> str:
        """``F2``, ``N1``, ``Film 3`` or ``Page 2``: what the report calls it."""
        return f"{_LETTERS[self.series]}{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """A number that nothing has now and nothing else will get; ``within``: what holds it now.

    ``sentence``: what the finding said last; empty where that is no longer shown.
    """

    name: str
    because: RetiredBecause
    within: str = ""
    sentence: str = ""


def claim_name(page: int, claim: str) -> str:
    """What a claim is called in a case: claims are numbered on their page.

    >>> claim_name(1, "C3"), claim_name(2, "C3")
    ('C3', 'Page 2 C3')
    """
    return claim if page == 1 else f"Page {page} {claim}"
