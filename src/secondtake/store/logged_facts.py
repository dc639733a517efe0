"""What each event of the log says, as typed facts: the log alone can make the tables again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from secondtake.model.enums import EventAction
from secondtake.model.evidence import CustodyEvent

__all__ = [
    "DECIDING_USE",
    "FORGETTABLE",
    "FORGOT",
    "MAKING",
    "Contact",
    "Fact",
    "Made",
    "PairDecision",
    "PeopleList",
    "RoleTaken",
    "ShotDescription",
    "UseDecided",
    "facts_of",
    "standing",
]

MAKING = (EventAction.DERIVED, EventAction.COMPARED, EventAction.JUDGED)
"""Actions that say who has worked on what. No text from outside stands in their detail."""

DECIDING_USE = (EventAction.WITHDRAWN, EventAction.ROLE_CHANGED, EventAction.TAKEN_BACK)
"""Actions by which a person says whether and as what an exhibit is used."""

FORGOT = EventAction.FORGOT_PEOPLE
"""The action in the log from which on no fact of ``FORGETTABLE`` that came before counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """``maker`` (its digest) has worked on ``subject``: an exhibit's digest, or ``case``."""

    event: int
    subject: str
    maker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTaken:
    """As what an exhibit was taken in; ``of``: the exhibit that it belongs to, where there is one.

    An exhibit that was taken in twice has two.
    """

    event: int
    exhibit: str
    role: str
    of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UseDecided:
    """What a person decided about the use of an exhibit.

    ``action`` is one of ``DECIDING_USE``; ``role`` is the new one of a role that was changed. What
    was taken back is the newest decision about the exhibit that still stands.
    """

    event: int
    exhibit: str
    action: str
    role: str | None
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PairDecision:
    """What somebody decided about two tracks of people, by the tracks' ids."""

    event: int
    left: str
    right: str
    decision: str
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom a reader of the report may ask."""

    event: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShotDescription:
    """``maker`` described ``shot`` (its name); ``digest`` is that of the description's bytes."""

    event: int
    shot: str
    maker: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleList:
    """``maker`` followed people through a film; ``digest`` is that of the list of tracks.

    ``exhibit``: the film's key, which of further moving pictures holds their number.
    """

    event: int
    exhibit: str
    maker: str
    digest: str
    tracks: int


Fact = Made | RoleTaken | UseDecided | PairDecision | Contact | ShotDescription | PeopleList

FORGETTABLE: tuple[type[Fact], ...] = (ShotDescription, PeopleList)
"""What goes with ``forget-people``; what was decided about people is the case's history."""


def facts_of(event: CustodyEvent) -> tuple[Fact, ...]:
    """Every fact that an event says, each once.

    This alone reads the detail of events. It goes by the action and by where a pair of text
    stands, so that a name, an address or a header from outside is never taken for a fact.
    """
    return tuple(dict.fromkeys(_said(event)))


def standing(events: Iterable[CustodyEvent]) -> tuple[Fact, ...]:
    """The facts that a log says, oldest first, without those that were forgotten since."""
    held: list[Fact] = []
    for event in events:
        if event.action == FORGOT:
            held = [fact for fact in held if not isinstance(fact, FORGETTABLE)]
        held += facts_of(event)
    return tuple(held)


def _said(event: CustodyEvent) -> Iterator[Fact]:
    if event.action in MAKING:
        yield from _made(event)
    elif event.action == EventAction.COLLECTED:
        yield from _role(event)
    elif event.action in DECIDING_USE:
        yield from _use(event)
    elif event.action == EventAction.REVIEWED_PEOPLE:
        yield from _decision(event)
    elif event.action == EventAction.CONTACT_GIVEN and event.detail:
        yield Contact(event=event.seq, text=event.detail[0][1])
    elif event.action == EventAction.LOOKED_CLOSER:
        yield from _descriptions(event)
    elif event.action == EventAction.FOLLOWED_PEOPLE:
        yield from _people(event)


def _made(event: CustodyEvent) -> Iterator[Made]:
    subject = None
    for name, value in event.detail:
        if name == "subject":
            subject = value
        elif name == "maker" and subject is not None:
            yield Made(event=event.seq, subject=subject, maker=value)


def _role(event: CustodyEvent) -> Iterator[RoleTaken]:
    if event.exhibit and event.detail and event.detail[0][0] == "role":
        belongs = next((value for name, value in event.detail if name == "of"), None)
        yield RoleTaken(event=event.seq, exhibit=event.exhibit, role=event.detail[0][1], of=belongs)


def _use(event: CustodyEvent) -> Iterator[UseDecided]:
    said = dict(event.detail)
    changed = event.action == EventAction.ROLE_CHANGED
    if event.exhibit and (not changed or "role" in said):
        yield UseDecided(
            event=event.seq,
            exhibit=event.exhibit,
            action=str(event.action),
            role=said["role"] if changed else None,
            reason=said.get("reason", ""),
            by=event.actor,
            at=event.at,
        )


def _decision(event: CustodyEvent) -> Iterator[PairDecision]:
    said = dict(event.detail)
    left, _, right = said.get("pair", "").partition("+")
    if left and right and "decision" in said:
        yield PairDecision(
            event=event.seq,
            left=left,
            right=right,
            decision=said["decision"],
            note=said.get("note", ""),
            by=event.actor,
            at=event.at,
        )


def _descriptions(event: CustodyEvent) -> Iterator[ShotDescription]:
    if not event.detail or event.detail[0][0] != "maker":
        return
    maker = event.detail[0][1]
    for shot, digest in dict(event.detail[1:]).items():
        yield ShotDescription(event=event.seq, shot=shot, maker=maker, digest=digest)


def _people(event: CustodyEvent) -> Iterator[Fact]:
    said = dict(event.detail)
    tracks = said.get("tracks", "")
    if event.exhibit and "maker" in said and "list" in said and tracks.isdecimal():
        # Until version 0.3 nothing was said of it, and the film was the exhibit.
        film = said.get("film", event.exhibit)
        yield Made(event=event.seq, subject=film, maker=said["maker"])
        yield PeopleList(
            event=event.seq,
            exhibit=film,
            maker=said["maker"],
            digest=said["list"],
            tracks=int(tracks),
        )
