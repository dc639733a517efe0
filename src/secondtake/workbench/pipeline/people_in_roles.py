"""People in roles inside a case: follow for a reason, review, and forget everything."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from secondtake import comparing
from secondtake.cluster.progress import Progress, Stage
from secondtake.errors import CannotLook, InputInvalid, SecondTakeError
from secondtake.model.enums import (
    EventAction,
    ExhibitRole,
    PersonAnswer,
    PersonDecision,
    ProgressUnit,
    RelationKind,
    RetiredBecause,
)
from secondtake.model.evidence import Exhibit, Maker
from secondtake.model.film_key import exhibit_of, film_mark, film_names
from secondtake.model.findings import Relation
from secondtake.model.footage import Shot
from secondtake.model.membership import member
from secondtake.model.names import shown
from secondtake.model.people import PeopleCompared, PersonSeen, PersonTrack
from secondtake.store import Case, people_traces
from secondtake.workbench.pipeline import person_numbers
from secondtake.workbench.pipeline.people_tracking import follow_film, require_reason
from secondtake.workbench.pipeline.person_numbers import PersonNumbers
from secondtake.workbench.session import films_held

__all__ = ["DECISIONS", "compared", "follow", "followed", "forget", "review", "tracks"]

DECISIONS = {
    PersonAnswer.CONFIRM: PersonDecision.CONFIRMED,
    PersonAnswer.REJECT: PersonDecision.REJECTED,
    PersonAnswer.LEAVE_OPEN: PersonDecision.LEFT_OPEN,
}
"""What a person may say of a pair, and how the log and the report put it."""


class Reads(Protocol):
    """What of a case that is read is needed here."""

    case: Case

    def with_role(self, role: str) -> tuple[Exhibit, ...]: ...

    def relations(self) -> tuple[Relation, ...]: ...


class OnBench(Reads, Protocol):
    """What of a Bench is needed here."""

    by: str
    progress: Progress

    def fail(self, subject: str, maker: Maker, error: SecondTakeError) -> None: ...


def follow(bench: OnBench, reason: str) -> tuple[PersonTrack, ...]:
    """Follow the people of every film that was not followed yet; the reason is logged with each.

    Raises ``InputInvalid`` without a reason.
    """
    require_reason(reason)
    maker = comparing.people.maker()
    films = bench.with_role(ExhibitRole.FOOTAGE)
    keys = films_held.keys(bench.case, films)
    names = film_names({e.digest: e.name for e in films}, keys)
    for film in keys:
        shots = bench.case.fetch_latest(Shot, film)
        if not shots or people_traces.held(bench.case, film, maker.digest):
            continue
        try:
            found = follow_film(
                bench.case.evidence_path(exhibit_of(film)),
                film_mark(film),
                film,
                shots,
                progress=partial(_named, bench.progress, names[film]),
            )
        except CannotLook as error:
            bench.fail(film, maker, error)
            continue
        people_traces.keep(
            bench.case, film, maker.digest, found, actor=bench.by, reason=reason.strip()
        )
    return tracks(bench)


def tracks(bench: Reads) -> tuple[PersonTrack, ...]:
    """Every track held, film by film; none when people were not followed, or were forgotten."""
    maker = comparing.people.maker().digest
    films = films_held.keys(bench.case, bench.with_role(ExhibitRole.FOOTAGE))
    return tuple(t for film in films for t in people_traces.fetch(bench.case, film, maker))


def followed(bench: Reads) -> bool:
    """Whether the people of any film of the case are held."""
    maker = comparing.people.maker().digest
    return any(
        people_traces.held(bench.case, film, maker)
        for film in films_held.keys(bench.case, bench.with_role(ExhibitRole.FOOTAGE))
    )


def compared(bench: Reads) -> PeopleCompared | None:
    """Tracks, candidates and what was decided of them; None when nobody was to be compared."""
    if not followed(bench):
        return None
    held = tracks(bench)
    numbers = person_numbers.of_case(bench.case)
    return PeopleCompared(
        seen=tuple(_seen(t, numbers) for t in held),
        pairs=len(comparing.people.pairs_of_people(held)),
        candidates=comparing.people.person_candidates(held, decisions=_decided(bench.case)),
        faces=tuple(
            comparing.people.faces_between(held, r.left, r.right)
            for r in bench.relations()
            if r.kind in (RelationKind.RETAKE, RelationKind.SAME_MOMENT)
        ),
    )


def review(bench: OnBench, pair: str, decision: PersonAnswer, note: str) -> None:
    """Log what a person thinks of a pair (``P3+P7``, or the tracks' ids); the newest word counts.

    Raises ``InputInvalid`` when the pair is not one of two tracks of the case.
    """
    held, numbers = tracks(bench), person_numbers.of_case(bench.case)
    known = {name: t.id for t in held for name in (t.id, f"P{numbers.of(t)}")}
    given = [name.strip() for name in pair.split("+")]
    two = [known.get(name) or known.get(name.upper()) for name in given]
    if len(two) != 2 or two[0] == two[1] or two[0] is None or two[1] is None:
        gone = [n.upper() for n in given if numbers.was_given(n) and n.upper() not in known]
        told = f"{' and '.join(gone)}: {RetiredBecause.NOT_TRACKED}. " if gone else ""
        raise InputInvalid(
            f"{shown(pair)} is not a pair of tracks of this case.",
            advice=f"{told}Copy the pair's name from the section People of the report.",
        )
    bench.case.record(
        EventAction.REVIEWED_PEOPLE,
        actor=bench.by,
        detail=[("pair", f"{two[0]}+{two[1]}"), ("decision", DECISIONS[decision]), ("note", note)],
    )


def forget(bench: OnBench) -> int:
    """Delete every trace of people, the reports that show them too; gives the files deleted."""
    return people_traces.erase(bench.case, actor=bench.by)


def _seen(track: PersonTrack, numbers: PersonNumbers) -> PersonSeen:
    plain = [place for place, hidden in enumerate(track.hidden) if not hidden]
    middle = plain[len(plain) // 2]
    x, y, width, height = (float(v) for v in track.boxes[middle])
    return PersonSeen(
        id=track.id,
        exhibit=track.exhibit,
        stream=track.stream,
        shot=track.shot_id,
        start=track.start,
        end=track.end,
        quality=track.quality,
        poor=track.poor,
        seen=numbers.seen(track),
        at=float(track.seconds[middle]),
        box=(x, y, width, height),
        number=numbers.of(track),
    )


def _decided(case: Case) -> dict[frozenset[str], PersonDecision]:
    return {
        frozenset((d.left, d.right)): member(PersonDecision, d.decision, "decision")
        for d in case.facts.decisions()
    }


def _named(progress: Progress, name: str, stage: str, done: float, total: float | None) -> None:
    progress(Stage(f"Tracking people in {name}", ProgressUnit.FILM_SECOND), done, total)
