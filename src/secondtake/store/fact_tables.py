"""Who made what, roles, decisions, contact, descriptions: asked of tables, never of the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import fields
from threading import RLock
from typing import TypeVar

from secondtake.errors import EvidenceDamaged, InvalidRecord
from secondtake.model.evidence import Maker
from secondtake.model.serialization import record
from secondtake.store import database
from secondtake.store.fact_schema import TABLES, Row
from secondtake.store.logged_facts import (
    Contact,
    Fact,
    PairDecision,
    PeopleList,
    RoleTaken,
    ShotDescription,
    UseDecided,
)

__all__ = ["FactTables"]

_F = TypeVar("_F", RoleTaken, UseDecided, PairDecision, Contact, ShotDescription, PeopleList)


class FactTables:
    """Typed queries of one case's database, oldest first. Thread-safe by the case's own lock."""

    def __init__(self, db: sqlite3.Connection, guard: RLock) -> None:
        self._db = db
        self._guard = guard

    def made(self, subject: str, maker: Maker) -> bool:
        """Whether ``maker`` has already worked on ``subject``."""
        with self._guard, database.mapped():
            query = "SELECT 1 FROM made WHERE subject = ? AND maker = ? LIMIT 1"
            return self._db.execute(query, (subject, maker.digest)).fetchone() is not None

    def roles(self) -> tuple[RoleTaken, ...]:
        """As what each exhibit was taken in, each time it was."""
        return self._fetch(RoleTaken)

    def use_decisions(self) -> tuple[UseDecided, ...]:
        """What people decided about the use of exhibits; ``exhibit_use`` says what stands."""
        return self._fetch(UseDecided)

    def decisions(self) -> tuple[PairDecision, ...]:
        """What was decided about pairs of people; the newest word of each counts."""
        return self._fetch(PairDecision)

    def contact(self) -> str | None:
        """Whom a reader may ask, as given last; None when nobody was named."""
        given = self._fetch(Contact)
        return given[-1].text if given else None

    def descriptions(self, maker: str) -> tuple[ShotDescription, ...]:
        """The descriptions of shots that ``maker`` (its digest) made and nobody deleted since."""
        return self._fetch(ShotDescription, maker=maker)

    def people_list(self, exhibit: str, maker: str) -> PeopleList | None:
        """The newest list of tracks of a film by ``maker``, unless people were forgotten since."""
        held = self._fetch(PeopleList, exhibit=exhibit, maker=maker)
        return held[-1] if held else None

    def people_lists(self) -> tuple[PeopleList, ...]:
        """Every list of tracks that was logged and not forgotten since."""
        return self._fetch(PeopleList)

    def rows(self, kind: type[Fact]) -> Iterator[Row]:
        """A whole table as it lies in the database, for ``verify``.

        Raises ``EvidenceDamaged`` when the table, or a column of it, is not there.
        """
        names = ", ".join(f'"{f.name}"' for f in fields(kind))
        query = f"SELECT {names} FROM {TABLES[kind]} ORDER BY event"
        with self._guard, database.mapped():
            try:
                yield from self._db.execute(query)
            except sqlite3.OperationalError as error:
                if "no such" not in str(error):
                    raise
                raise EvidenceDamaged(f"In case.db there is {error}.") from error

    def _fetch(self, kind: type[_F], **wanted: str) -> tuple[_F, ...]:
        names = [f.name for f in fields(kind)]
        columns = ", ".join(f'"{name}"' for name in names)
        where = " AND ".join(f'"{name}" = ?' for name in wanted) or "1"
        query = f"SELECT {columns} FROM {TABLES[kind]} WHERE {where} ORDER BY event"
        with self._guard, database.mapped():
            rows = self._db.execute(query, tuple(wanted.values())).fetchall()
        try:
            return tuple(record(kind, dict(zip(names, row, strict=True))) for row in rows)
        except (ValueError, TypeError, InvalidRecord) as error:
            raise EvidenceDamaged(
                f"The table {TABLES[kind]} of case.db holds a row that cannot be read: {error}.",
                advice="Run `secondtake verify` to see what else is amiss.",
            ) from error
