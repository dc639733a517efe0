"""Who has an account: names, what they may do at the desk, and what they sign in with."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from secondtake.errors import InputInvalid, InputMissing
from secondtake.model.desk_enums import DeskAction
from secondtake.model.names import one_spelling, shown
from secondtake.serve import passwords
from secondtake.serve.database import Database, log, now
from secondtake.serve.schema import link, passkey, person, session
from secondtake.serve.serve_words import word

__all__ = ["Accounts", "Person"]

LONGEST_NAME = 100
"""Characters; as the table holds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with an account. ``administrator``: of the whole desk."""

    id: int
    name: str
    administrator: bool
    disabled: bool
    ways: tuple[str, ...] = ()
    """How they can sign in: words of ``serve_words``."""


class Accounts:
    """The people of a desk. Nobody is ever removed: their name stays theirs in every case."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def listed(self) -> tuple[Person, ...]:
        """Everybody, by name."""
        with self._database.asked() as connection:
            rows = connection.execute(select(person).order_by(person.c.spelling)).all()
            keyed = set(connection.scalars(select(passkey.c.person).distinct()))
        return tuple(_person(row, keyed=row.id in keyed) for row in rows)

    def of(self, number: int) -> Person:
        """The person of that number; raises ``InputMissing`` for any other."""
        with self._database.asked() as connection:
            row = connection.execute(select(person).where(person.c.id == number)).one_or_none()
            if row is None:
                raise InputMissing(word("error.person"), advice=word("advice.people"))
            own = select(func.count()).where(passkey.c.person == number)
            return _person(row, keyed=bool(connection.scalar(own)))

    def named(self, name: str) -> Person | None:
        """The person of that name, however it is spelled."""
        with self._database.asked() as connection:
            asked = select(person).where(person.c.spelling == one_spelling(name))
            row = connection.execute(asked).one_or_none()
        return _person(row) if row else None

    def has_administrator(self) -> bool:
        """Whether somebody can let others in."""
        with self._database.asked() as connection:
            return bool(connection.scalar(select(func.count()).where(*_in_charge())))

    def add(self, connection: Connection, name: str, *, administrator: bool) -> Person:
        """Somebody new; raises ``InputInvalid`` for a name that is taken or cannot be one."""
        name = " ".join(name.split())
        spelling = one_spelling(name)
        # A letter or digit first: the name is also typed behind --by.
        fit = spelling and name == shown(name) and name[0].isalnum() and len(name) <= LONGEST_NAME
        if not fit or len(spelling) > 4 * LONGEST_NAME:
            raise InputInvalid(word("error.name"), advice=word("advice.name"))
        if connection.execute(select(person.c.id).where(person.c.spelling == spelling)).first():
            raise InputInvalid(word("error.name_taken"), advice=word("advice.name_taken"))
        made = connection.execute(
            insert(person).values(
                name=name,
                spelling=spelling,
                administrator=administrator,
                disabled=False,
                made_at=now(),
            )
        )
        (number,) = made.inserted_primary_key or (0,)
        return Person(id=int(number), name=name, administrator=administrator, disabled=False)

    def set_password(self, connection: Connection, who: Person, password: str) -> None:
        """Sign in with this password from now on; raises ``InputInvalid`` for one too short."""
        hashed = passwords.hashed(password, who.name)
        connection.execute(update(person).where(person.c.id == who.id).values(password=hashed))
        log(connection, who.name, DeskAction.PASSWORD_SET, who.name)

    def bind(self, connection: Connection, who: Person, issuer: str, subject: str) -> None:
        """Sign in through a provider from now on, as who they are there."""
        held = select(person.c.id).where(person.c.issuer == issuer, person.c.subject == subject)
        if connection.scalar(held) not in (None, who.id):
            raise InputInvalid(word("error.provider_taken"), advice=word("advice.provider_taken"))
        values = {"issuer": issuer, "subject": subject}
        connection.execute(update(person).where(person.c.id == who.id).values(values))

    def of_provider(self, issuer: str, subject: str) -> Person | None:
        """Who a provider's subject is here; None for strangers and those kept out."""
        with self._database.asked() as connection:
            asked = select(person).where(
                person.c.issuer == issuer,
                person.c.subject == subject,
                person.c.disabled.is_(False),
            )
            row = connection.execute(asked).one_or_none()
        return _person(row) if row else None

    def set_disabled(self, who: Person, disabled: bool, by: str) -> None:
        """Keep somebody out, at once, or let them in again.

        Raises ``InputInvalid`` where nobody would be left who can let others in.
        """
        with self._database.asked() as connection:
            if disabled:
                others = select(func.count()).where(*_in_charge(), person.c.id != who.id)
                if not connection.scalar(others):
                    raise InputInvalid(word("error.last"), advice=word("advice.last"))
                connection.execute(session.delete().where(session.c.person == who.id))
                connection.execute(link.delete().where(link.c.person == who.id))
            changed = update(person).where(person.c.id == who.id).values(disabled=disabled)
            connection.execute(changed)
            log(connection, by, DeskAction.DISABLED if disabled else DeskAction.ENABLED, who.name)

    def set_administrator(self, who: Person, administrator: bool, by: str) -> None:
        """Let somebody administer the desk, or not any more; raises as ``set_disabled``."""
        with self._database.asked() as connection:
            others = select(func.count()).where(*_in_charge(), person.c.id != who.id)
            if not administrator and not connection.scalar(others):
                raise InputInvalid(word("error.last"), advice=word("advice.last"))
            changed = update(person).where(person.c.id == who.id)
            connection.execute(changed.values(administrator=administrator))
            action = DeskAction.GRANTED if administrator else DeskAction.WITHDRAWN
            log(connection, by, action, f"{who.name}: administrator of the desk")


def _in_charge() -> tuple[ColumnElement[bool], ...]:
    return (person.c.administrator.is_(True), person.c.disabled.is_(False))


def _person(row: Row[tuple[object, ...]], *, keyed: bool = False) -> Person:
    held = {"way.password": row.password, "way.passkey": keyed, "way.provider": row.subject}
    return Person(
        id=row.id,
        name=row.name,
        administrator=row.administrator,
        disabled=row.disabled,
        ways=tuple(way for way, there in held.items() if there),
    )
