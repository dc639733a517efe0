"""Browsers that are signed in: kept in the desk database, so that each can be ended at once."""

from __future__ import annotations

import contextlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.exc import IntegrityError

from secondtake.model.desk_enums import DeskAction
from secondtake.serve.accounts import Person
from secondtake.serve.database import Database, log, now
from secondtake.serve.links import KEY_BYTES, digest
from secondtake.serve.schema import person, seen, session
from secondtake.web.sessions import Session

__all__ = ["SIGNED_IN_SECONDS", "DeskSession", "DeskSessions", "SignedIn"]

SIGNED_IN_SECONDS = 12 * 3600
"""A day's work; then one signs in again (SP 800-63B-4, 2.2.3: at most 24 hours)."""


@dataclass(slots=True, eq=False, kw_only=True)
class DeskSession(Session):
    """One browser that is signed in. ``key``: what is kept of its cookie."""

    key: str
    who: Person
    account: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A session as its owner sees it in the list of theirs."""

    key: str
    begun_at: int
    address: str


class DeskSessions:
    """Sessions by their cookies; what somebody was told of cases holds in all of theirs."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: dict[str, DeskSession] = {}
        self._told: dict[int, Told] = {}

    def begin(self, connection: Connection, who: Person, address: str) -> str:
        """The cookie of a browser that is signed in now."""
        cookie = secrets.token_urlsafe(KEY_BYTES)
        at = now()
        connection.execute(delete(session).where(session.c.ends_at <= at))
        alive = set(connection.scalars(select(session.c.key)))
        self._held = {kept: one for kept, one in self._held.items() if kept in alive}
        begun = {"begun_at": at, "ends_at": at + SIGNED_IN_SECONDS, "address": address[:100]}
        connection.execute(insert(session).values(key=digest(cookie), person=who.id, **begun))
        log(connection, who.name, DeskAction.SIGNED_IN, address)
        return cookie

    def of(self, cookie: str) -> DeskSession | None:
        """The session of a cookie; None where it has ended or its owner is kept out."""
        key = digest(cookie)
        with self._database.asked() as connection:
            asked = (
                select(person)
                .join(session, session.c.person == person.c.id)
                .where(session.c.key == key, session.c.ends_at > now())
                .where(person.c.disabled.is_(False))
            )
            row = connection.execute(asked).one_or_none()
        if row is None:
            self._held.pop(key, None)
            return None
        who = Person(id=row.id, name=row.name, administrator=row.administrator, disabled=False)
        held = self._held.get(key)
        if held is None:
            # Of the cookie, so that it is the same after the server was started again.
            token = hmac.digest(cookie.encode(), b"form", "sha256").hex()
            held = DeskSession(
                form_token=token, name=who.name, told=self._of(who), key=key, who=who
            )
            held = self._held.setdefault(key, held)
        held.who = who
        return held

    def listed(self, who: Person) -> tuple[SignedIn, ...]:
        """Somebody's sessions, newest first."""
        with self._database.asked() as connection:
            asked = select(session).where(session.c.person == who.id, session.c.ends_at > now())
            rows = connection.execute(asked.order_by(session.c.begun_at.desc())).all()
        return tuple(
            SignedIn(key=row.key, begun_at=row.begun_at, address=row.address) for row in rows
        )

    def end(self, who: Person, keys: Iterable[str]) -> None:
        """End some of somebody's sessions."""
        with self._database.asked() as connection:
            for key in keys:
                mine = (session.c.key == key, session.c.person == who.id)
                connection.execute(delete(session).where(*mine))
                self._held.pop(key, None)
            log(connection, who.name, DeskAction.SIGNED_OUT, who.name)

    def end_all(self, connection: Connection, who: Person, *, but: str = "") -> None:
        """End somebody's sessions, all but one."""
        mine = (session.c.person == who.id, session.c.key != but)
        connection.execute(delete(session).where(*mine))

    def _of(self, who: Person) -> Told:
        if who.id not in self._told:
            self._told[who.id] = Told(self._database, who.id)
        return self._told[who.id]


class Told(set[str]):
    """The cases of which somebody was sent claims or findings; each is kept before it is sent."""

    def __init__(self, database: Database, number: int) -> None:
        with database.asked() as connection:
            super().__init__(
                connection.scalars(select(seen.c.case_id).where(seen.c.person == number))
            )
        self._database = database
        self._number = number

    def add(self, case: str) -> None:
        """Note it down, once."""
        if case in self:
            return
        with self._database.asked() as connection:
            told = {"case_id": case, "person": self._number, "at": now()}
            # Where another page of theirs was sent at the same moment, it is noted already.
            with contextlib.suppress(IntegrityError), connection.begin_nested():
                connection.execute(insert(seen).values(told))
        super().add(case)
