"""What a case gives an analyst: the records of the case with films' names and seconds at hand."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.model.enums import ClaimState, RelationKind
from secondtake.model.evidence import Exhibit
from secondtake.model.findings import Difference, Finding, Relation
from secondtake.model.footage import Reel, Shot
from secondtake.model.report import Claimed
from secondtake.model.text import Claim

__all__ = ["ClaimInCase", "Film", "RelatedShots", "ShotInFilm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShotInFilm:
    """One shot with its film's name; ``number`` counts from 1, times are seconds of the film."""

    film: str
    number: int
    start_seconds: float
    end_seconds: float
    shot: Shot

    @property
    def id(self) -> str:
        """The name by which relations and findings know the shot."""
        return self.shot.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """One film of a case: its file name, what is held of it, and its shots in order.

    ``reel`` is None for a film that was not watched, or could not be.
    """

    name: str
    exhibit: Exhibit
    reel: Reel | None
    shots: tuple[ShotInFilm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedShots:
    """Two shots and how they are related; ``relation`` has reasons, differences and makers."""

    left: ShotInFilm
    right: ShotInFilm
    relation: Relation

    @property
    def kind(self) -> RelationKind:
        """What footage shows about the two."""
        return self.relation.kind

    @property
    def score(self) -> float | None:
        """The score of that kind, 0 to 1; None where it was not measured."""
        return self.relation.score(self.relation.kind)

    @property
    def scores(self) -> dict[RelationKind, float]:
        """The score of every kind that was measured; they sum to 1."""
        return dict(self.relation.scores)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Where the two differ; times are on the clock of the left film."""
        return self.relation.differences


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimInCase:
    """One claim of a page and what became of it: ``findings`` are those that bear on it."""

    page: str
    claim: Claim
    claimed: Claimed
    findings: tuple[Finding, ...]

    @property
    def quote(self) -> str:
        """The claim's exact words."""
        return self.claim.quote

    @property
    def source(self) -> str | None:
        """Who says it, in the page's words; None where the page says it itself."""
        return self.claim.source.text if self.claim.source else None

    @property
    def state(self) -> ClaimState:
        """What became of it; never whether it is right."""
        return self.claimed.state
