"""The tables that facts of the log lie in, and how an event is written into them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from secondtake.errors import EvidenceDamaged
from secondtake.model.evidence import CustodyEvent
from secondtake.model.serialization import plain
from secondtake.store import custody
from secondtake.store.logged_facts import (
    FORGETTABLE,
    FORGOT,
    Contact,
    Fact,
    Made,
    PairDecision,
    PeopleList,
    RoleTaken,
    ShotDescription,
    facts_of,
)

__all__ = ["SCHEMA", "TABLES", "Row", "add", "remake", "row_of"]

SCHEMA = (
    """
    CREATE TABLE made (
        event INTEGER NOT NULL REFERENCES event (seq),
        subject TEXT NOT NULL,
        maker TEXT NOT NULL,
        PRIMARY KEY (subject, maker, event)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE role (
        event INTEGER PRIMARY KEY REFERENCES event (seq),
        exhibit TEXT NOT NULL,
        role TEXT NOT NULL,
        "of" TEXT
    )
    """,
    """
    CREATE TABLE decision (
        event INTEGER PRIMARY KEY REFERENCES event (seq),
        "left" TEXT NOT NULL,
        "right" TEXT NOT NULL,
        decision TEXT NOT NULL,
        note TEXT NOT NULL,
        "by" TEXT NOT NULL,
        at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE contact (
        event INTEGER PRIMARY KEY REFERENCES event (seq),
        text TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE description (
        event INTEGER NOT NULL REFERENCES event (seq),
        shot TEXT NOT NULL,
        maker TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (maker, shot, event)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE people_list (
        event INTEGER PRIMARY KEY REFERENCES event (seq),
        exhibit TEXT NOT NULL,
        maker TEXT NOT NULL,
        digest TEXT NOT NULL,
        tracks INTEGER NOT NULL
    )
    """,
)
"""One statement a table. Its columns are the fields of its fact, in their order; the key of
``made`` and of ``description`` begins with what is asked for."""

TABLES: dict[type[Fact], str] = {
    Made: "made",
    RoleTaken: "role",
    PairDecision: "decision",
    Contact: "contact",
    ShotDescription: "description",
    PeopleList: "people_list",
}

Row = tuple[str | int | None, ...]


def row_of(fact: Fact) -> Row:
    """The row of a fact, its event first."""
    return tuple(plain(fact).values())


def add(db: sqlite3.Connection, event: CustodyEvent) -> None:
    """Write what an event says into the tables, inside the transaction that writes the event."""
    if event.action == FORGOT:
        for kind in FORGETTABLE:
            db.execute(f"DELETE FROM {TABLES[kind]}")
    for fact in facts_of(event):
        row = row_of(fact)
        marks = ", ".join("?" * len(row))
        db.execute(f"INSERT INTO {TABLES[type(fact)]} VALUES ({marks})", row)


def remake(db: sqlite3.Connection, *, temporary: bool = False) -> None:
    """Make the tables anew from the log that the database holds.

    ``temporary``: beside the database, for this connection alone, so that no byte of the file is
    changed. A line that cannot be read says nothing here; ``verify`` names it.
    """
    for statement in SCHEMA:
        made = statement.replace("CREATE TABLE", "CREATE TEMP TABLE") if temporary else statement
        db.execute(made)
    for seq, line in db.execute("SELECT seq, line FROM event ORDER BY seq").fetchall():
        try:
            event = custody.event_of(str(line))
        except EvidenceDamaged:
            continue
        add(db, replace(event, seq=int(seq)))
