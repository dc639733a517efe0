"""Numbers that reports give findings and films: each given once, for the life of a case."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.errors import InvalidRecord
from secondtake.model.enums import NumberSeries, RetiredBecause
from secondtake.model.membership import require_member

__all__ = ["Numbered", "Retired"]

_LETTERS = {
    NumberSeries.FINDING: "F",
    NumberSeries.NEGATIVE: "N",
    NumberSeries.FILM: "Film ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A number and what has it; the newest record of a number says what has it now.

    ``subject`` is the finding's id or the film's key. ``kind`` is the finding's kind, and of a
    negative result the kind that was looked for; ``pairs`` are the pairs of shots a finding rests
    on. Both are empty for films. Findings about people have no number: their ids are their names.
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
        """``F2``, ``N1`` or ``Film 3``: what the report calls it."""
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
