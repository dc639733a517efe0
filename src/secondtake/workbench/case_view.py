"""What a case holds now, record by record, of the makers of today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar

from secondtake import browser, preserve, reading, viewing
from secondtake.model.by_hand import HandTie, Note, SyncPoint
from secondtake.model.enums import ExhibitRole, TieDecision
from secondtake.model.evidence import Exhibit, Failure, Maker, Withdrawn
from secondtake.model.film_key import exhibit_of
from secondtake.model.findings import Dismissal, Finding, Relation, Review
from secondtake.model.footage import Reel, Shot
from secondtake.model.text import Reading, Translations
from secondtake.store import Case, exhibit_use
from secondtake.workbench.pipeline import (
    comparison,
    page_translation,
    people_in_roles,
    picture_comparison,
)
from secondtake.workbench.report import assembly
from secondtake.workbench.session import films_held

__all__ = ["CaseView"]

R = TypeVar("R")

FOOTAGE = {ExhibitRole.FOOTAGE, ExhibitRole.CONTROL}
"""Roles in which an exhibit is watched."""

READS_PAGES = (reading.MAKER.name, browser.MAKER.name, page_translation.TRANSLATES)
"""Who works on pages; everybody else who works on exhibits works on footage."""


class CaseView:
    """Reads one case; what writes to it is built on this."""

    def __init__(self, case: Case) -> None:
        self.case = case

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.case.__exit__(kind, error, trace)

    def close(self) -> None:
        """Let the case go."""
        self.case.close()

    def readings(self) -> tuple[Reading, ...]:
        """Every page's reading by the reader of today."""
        return tuple(
            r
            for page in self.with_role(ExhibitRole.PAGE)
            if self.case.made(page.digest, reading.MAKER)
            for r in self.case.fetch_latest(Reading, page.digest)
        )

    def translations(self) -> tuple[Translations, ...]:
        """The newest translations of every page's quotes, where there are any."""
        return tuple(
            made
            for page in self.with_role(ExhibitRole.PAGE)
            for made in self.case.fetch_latest(Translations, page.digest)
        )

    def reels(self) -> tuple[Reel, ...]:
        """What every film's header says and what decoding showed."""
        return self._of_role(ExhibitRole.FOOTAGE, Reel)

    def control_reels(self) -> tuple[Reel, ...]:
        """The same of control footage."""
        return self._of_role(ExhibitRole.CONTROL, Reel)

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
        shots, relations, failures = self.shots(), self.relations(), self.standing_failures()
        return assembly.Gathered(
            case=self.case,
            exhibits=exhibit_use.uses(self.case).used,
            withdrawn=self.withdrawn(),
            readings=self.readings(),
            reels=self.reels(),
            shots=shots,
            relations=relations,
            picture_matches=picture_comparison.current(self.case, self.reels()),
            reviews=self.reviews(),
            dismissals=self.dismissals(),
            controls=self.controls(),
            failures=failures,
            beside=self.beside(),
            compared_people=people_in_roles.compared(self),
            people=people_in_roles.followed(self),
            waiting=comparison.waiting(self.case, shots, relations, failures),
            notes=self.notes(),
            hand_ties=self.hand_ties(),
            sync_points=self.sync_points(),
            translations=self.translations(),
        )

    def numbered(self) -> assembly.Gathered:
        """All the case holds now; a bench logs the numbers of what has none yet."""
        return self.gathered()

    @staticmethod
    def nameless(held: assembly.Gathered) -> assembly.Gathered:
        """All the case holds but what it knows of people: that can be deleted, an export not."""
        return replace(held, compared_people=None)

    def dismissals(self) -> tuple[Dismissal, ...]:
        """The pairs of shots that people set aside and nobody took back since."""
        newest = {(d.left, d.right, d.of_differences): d for d in self.case.fetch(Dismissal)}
        gone = self._gone()
        return tuple(
            d
            for d in newest.values()
            if not d.undone and not gone & {_film(d.left), _film(d.right)}
        )

    def reviews(self) -> tuple[Review, ...]:
        """What people said of findings, but of those about films that are set aside."""
        about = self._findings_gone()
        return tuple(r for r in self.case.fetch(Review) if r.finding not in about)

    def notes(self) -> tuple[Note, ...]:
        """What people wrote at frames, in its newest wording, but what they took back and what
        is at films that are set aside."""
        gone = self._gone()
        newest = {note.number: note for note in self.case.fetch(Note)}
        return tuple(
            n
            for n in newest.values()
            if not n.withdrawn
            and not gone & {_film(f.film) for f in (n.frame, n.partner) if f is not None}
        )

    def hand_ties(self) -> tuple[HandTie, ...]:
        """What people say of findings and claims: the newest word on each, but what was taken
        back and what is about films or pages that are set aside."""
        gone, about = self._gone(), self._findings_gone()
        newest = {(t.page, t.claim, t.finding): t for t in self.case.fetch(HandTie)}
        return tuple(
            t
            for t in newest.values()
            if t.decision != TieDecision.AS_COMPUTED
            and t.page[:12] not in gone
            and t.finding not in about
        )

    def sync_points(self) -> tuple[SyncPoint, ...]:
        """Frames of two films that people say show one instant: the newest word on each two."""
        gone = self._gone()
        newest = {point.frames: point for point in self.case.fetch(SyncPoint)}
        return tuple(
            p
            for p in newest.values()
            if not p.withdrawn and not gone & {_film(frame.film) for frame in p.frames}
        )

    def withdrawn(self) -> tuple[Withdrawn, ...]:
        """The exhibits that people set aside and nobody took back since."""
        return exhibit_use.uses(self.case).withdrawn

    def standing_failures(self) -> tuple[Failure, ...]:
        """Every failure on record that no later success of the same maker has undone.

        What failed with an exhibit in another role than it has now says nothing of it.
        """
        roles, gone = exhibit_use.uses(self.case).roles, self._gone()
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
            if not self.case.made(f.subject, _today(f.made_by))
            and not had_since(f)
            and not gone & set(map(_film, f.subject.split(" and ")))
            and _belongs(f, roles)
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
        films = films_held.keys(self.case, self.with_role(role))
        return tuple(r for film in films for r in self.case.fetch_latest(kind, film))

    def with_role(self, role: str) -> tuple[Exhibit, ...]:
        """The exhibits that are used in a role, in the order of arrival."""
        return exhibit_use.uses(self.case).with_role(role)

    def _findings_gone(self) -> set[str]:
        """The ids of findings about films that are set aside."""
        gone = self._gone()
        return {
            f.id
            for f in (self.case.fetch(Finding) if gone else ())
            if gone & {_film(shot) for pair in f.relations for shot in pair}
        }

    def _gone(self) -> set[str]:
        """The first 12 digits of what is set aside: the names of its shots begin with them."""
        return {w.exhibit.digest[:12] for w in self.withdrawn()}


def _today(maker: Maker) -> Maker:
    """Who looks at films today, for who did in an earlier version: it makes good what that one
    could not; any other maker as it is."""
    return viewing.MAKER if maker.name == viewing.MAKER.name else maker


def _film(subject: str) -> str:
    """The first 12 digits of the exhibit that a film or a shot is of; other words as they are."""
    film = exhibit_of(subject.partition(":")[0])
    return film[:12] if len(film) == 64 else film


def _belongs(failure: Failure, roles: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether what failed is asked of the exhibit in the roles it has now."""
    held = roles.get(exhibit_of(failure.subject))
    if held is None:
        return True
    asked = {ExhibitRole.PAGE} if failure.made_by.name in READS_PAGES else FOOTAGE
    return not asked.isdisjoint(held)
