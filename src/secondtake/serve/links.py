"""One-time links: by which somebody opens their account, or chooses a new way to sign in."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select

from secondtake.errors import InputInvalid
from secondtake.model.desk_enums import DeskAction
from secondtake.serve.accounts import Person
from secondtake.serve.database import Database, log, now
from secondtake.serve.schema import link
from secondtake.serve.serve_words import word

__all__ = ["Links", "digest"]

KEY_BYTES = 32
"""Of a key that nobody guesses: 256 bits."""
VALID_SECONDS = 3 * 24 * 3600
"""A weekend long."""
FIRST = "first administrator"


def digest(key: str) -> str:
    """What is kept of a key: its SHA-256."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


class Links:
    """The links that were made and not used. A new one for a person ends the one before."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self, connection: Connection, who: Person | None, *, by: str) -> str:
        """A key for somebody, or for the first administrator."""
        key = secrets.token_urlsafe(KEY_BYTES)
        number = who.id if who else None
        connection.execute(delete(link).where(link.c.person == number))
        ends = now() + VALID_SECONDS
        connection.execute(insert(link).values(key=digest(key), person=number, ends_at=ends))
        log(connection, by, DeskAction.LINKED, who.name if who else FIRST)
        return key

    def person(self, key: str) -> int | None:
        """Whose link it is, None for the first administrator's; raises ``InputInvalid`` for a key
        that opens nothing (any more)."""
        with self._database.asked() as connection:
            row = connection.execute(_valid(key)).one_or_none()
        if row is None:
            raise InputInvalid(word("error.link"), advice=word("advice.link"))
        number: int | None = row.person
        return number

    def use(self, connection: Connection, key: str) -> None:
        """Let it open nothing more; raises ``InputInvalid`` where another was quicker."""
        used = delete(link).where(link.c.key == digest(key), link.c.ends_at > now())
        if connection.execute(used).rowcount != 1:
            raise InputInvalid(word("error.link"), advice=word("advice.link"))


def _valid(key: str) -> Select[Any]:
    return select(link).where(link.c.key == digest(key), link.c.ends_at > now())
