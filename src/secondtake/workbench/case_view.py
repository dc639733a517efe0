"""What a case holds now, record by record, of the makers of today."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from secondtake import preserve, reading
from secondtake.model.enums import ExhibitRole
from secondtake.model.evidence import Exhibit, Failure
from secondtake.model.findings import Dismissal, Relation, Review
from secondtake.model.footage import Reel, Shot
from secondtake.model.text import Reading
from secondtake.store import Case
from secondtake.workbench.pipeline import comparison, people_in_roles
from secondtake.workbench.report import assembly

__all__ = ["CaseView"]

R = TypeVar("R")


class CaseView:
    """Reads one case; what writes to it is built on this."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def readings(self) -> tuple[Reading, ...]:
        """Every page's reading by the reader of today."""
        return tuple(
            r
            for page in self.with_role(ExhibitRole.PAGE)
            if self.case.made(page.digest, reading.MAKER)
            for r in self.case.fetch_latest(Reading, page.digest)
        )

    def reels(self) -> tuple[Reel, ...]:
        """What every film's header says and what decoding showed."""
        return self._of_role(ExhibitRole.FOOTAGE, Reel)

    def films(self) -> tuple[Exhibit, ...]:
        """The exhibits that are footage, in the order of arrival."""
        return self.with_role(ExhibitRole.FOOTAGE)

    def shots(self) -> tuple[Shot, ...]:
        """Every film's shots, in order."""
        return self._of_role(ExhibitRole.FOOTAGE, Shot)

    def relations(self) -> tuple[Relation, ...]:
        """The relations of the shots that are held now, by the engines of today."""
        return comparison.current(self.case, self.shots(), ())

    def gathered(self) -> assembly.Gathered:
        """All the case holds now, fetched once."""
        return assembly.Gathered(
            case=self.case,
            exhibits=self.case.exhibits(),
            readings=self.readings(),
            reels=self.reels(),
            shots=self.shots(),
            relations=self.relations(),
            reviews=self.case.fetch(Review),
            dismissals=self.dismissals(),
            controls=self.controls(),
            failures=self.standing_failures(),
            beside=self.beside(),
            compared_people=people_in_roles.compared(self),
            people=people_in_roles.followed(self),
        )

    def nameless(self) -> assembly.Gathered:
        """All the case holds but what it knows of people: that can be deleted, an export not."""
        return replace(self.gathered(), compared_people=None)

    def dismissals(self) -> tuple[Dismissal, ...]:
        """The pairs of shots that people set aside and nobody took back since."""
        newest = {(d.left, d.right): d for d in self.case.fetch(Dismissal)}
        return tuple(d for d in newest.values() if not d.undone)

    def standing_failures(self) -> tuple[Failure, ...]:
        """Every failure on record that no later success of the same maker has undone."""
        newest = {(f.subject, f.made_by.name): f for f in self.case.fetch(Failure)}
        # A page kept beside the film that was asked for is not that film.
        players = {e.digest for e in self.with_role(ExhibitRole.BESIDE) if e.is_page}
        had: dict[str, datetime] = {
            e.origin: e.taken_at for e in self.case.fetch(Exhibit) if e.digest not in players
        }

        def had_since(failure: Failure) -> bool:
            # Only of a source is the subject where it is from; a file can be named after a film.
            source = failure.made_by.name == preserve.MAKER.name and failure.subject in had
            return source and had[failure.subject] >= failure.at

        return tuple(
            f
            for f in newest.values()
            if not self.case.made(f.subject, f.made_by) and not had_since(f)
        )

    def beside(self) -> tuple[Exhibit, ...]:
        """What was only ever kept beside footage: it was neither read nor watched."""
        roles = (ExhibitRole.PAGE, ExhibitRole.FOOTAGE, ExhibitRole.CONTROL)
        named = {e.digest for role in roles for e in self.with_role(role)}
        return tuple(e for e in self.with_role(ExhibitRole.BESIDE) if e.digest not in named)

    def controls(self) -> tuple[Relation, ...]:
        """The relations of pairs in which at least one shot is control footage."""
        shots = self._of_role("control", Shot)
        names = {shot.id for shot in shots}
        every = comparison.current(self.case, self.shots(), shots)
        return tuple(r for r in every if {r.left, r.right} & names)

    def _of_role(self, role: str, kind: type[R]) -> tuple[R, ...]:
        films = self.with_role(role)
        return tuple(r for film in films for r in self.case.fetch_latest(kind, film.digest))

    def with_role(self, role: str) -> tuple[Exhibit, ...]:
        given = self.case.facts.exhibits_with(role)
        return tuple(e for e in self.case.exhibits() if e.digest in given)
