"""Numbers of people's tracks, P1, P2 …: each given once for the life of a case.

They follow from the custody log, which says how many tracks were made of each film, so nothing
more about people is kept for them, and forgetting people leaves no number to be given again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from secondtake import comparing
from secondtake.model.enums import RetiredBecause
from secondtake.model.numbering import Retired
from secondtake.model.people import PersonTrack
from secondtake.store import Case, people_traces

__all__ = ["PersonNumbers", "of_case"]

_IN_ITS_FILM = re.compile(r"\bP(\d+)\b")
"""A person as a track's id and its words name them: numbered from 1 in each film."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNumbers:
    """``before``: people counted in the log before those of a film, by its key; ``given``: all."""

    before: dict[str, int]
    given: int

    def of(self, track: PersonTrack) -> int:
        """The number of a track that the case holds."""
        return self.before[track.film] + int(track.id.rpartition(":P")[2])

    def seen(self, track: PersonTrack) -> tuple[str, ...]:
        """What keypoints show of a track, with others named as the case names them."""
        first = self.before[track.film]
        return tuple(
            _IN_ITS_FILM.sub(lambda m: f"P{first + int(m[1])}", words) for words in track.seen
        )

    def retired(self, held: Iterable[int]) -> tuple[Retired, ...]:
        """The numbers but for those held now, those that follow each other together."""
        return tuple(
            Retired(name=name, because=RetiredBecause.NOT_TRACKED)
            for name in _ranges({*held}, self.given)
        )

    def was_given(self, name: str) -> bool:
        """Whether somebody is or was called ``name``."""
        number = name[1:]
        return name[:1] in "Pp" and number.isdecimal() and 0 < int(number) <= self.given


def of_case(case: Case) -> PersonNumbers:
    """The numbers of the people tracked by the models of today."""
    before, given = people_traces.counted_before(case)
    if not given:
        return PersonNumbers(before={}, given=0)
    maker = comparing.people.maker().digest
    return PersonNumbers(
        before={film: count for (film, by), count in before.items() if by == maker}, given=given
    )


def _ranges(held: set[int], given: int) -> Iterator[str]:
    for last, following in pairwise(sorted({0, *held, given + 1})):
        first, end = last + 1, following - 1
        if first <= end:
            yield f"P{first}" if first == end else f"P{first} to P{end}"
