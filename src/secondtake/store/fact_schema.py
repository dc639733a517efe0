"""The tables that facts of the log lie in, and how an event is written into them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
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
    UseDecided,
    facts_of,
)

__all__ = ["SCHEMA", "SINCE_VERSION_3", "TABLES", "Row", "add", "remake", "row_of"]

SCHEMA: dict[type[Fact], str] = {
    Made: """
    CREATE TABLE made (
        event INTEGER NOT NULL REFERENCES event (seq),
        subject TEXT NOT NULL,
        maker TEXT NOT NULL,
        PRIMARY KEY (subject, maker, event)
    ) WITHOUT ROWID
    """,
    RoleTaken: """
    CREATE TABLE role (
        event INTEGER PRIMARY KEY REFERENCES event (seq),
        exhibit TEXT NOT NULL,
        role TEXT NOT NULL,
        "of" TEXT
    )
    """,
    UseDecided: """
    CREATE TABLE use_decision (
        event INTEGER PRIMARY KEY REFERENCES event (seq),
        exhibit TEXT NOT NULL,
        action TEXT NOT NULL,
        role TEXT,
        reason TEXT NOT NULL,
        "by" TEXT NOT NULL,
        at TEXT NOT NULL
    )
    """,
    PairDecision: """
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
    Contact: """
    CREATE TABLE contact (
        event INTEGER PRIMARY KEY REFERENCES event (seq),
        text TEXT NOT NULL
    )
    """,
    ShotDescription: """
    CREATE TABLE description (
        event INTEGER NOT NULL REFERENCES event (seq),
        shot TEXT NOT NULL,
        maker TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (maker, shot, event)
    ) WITHOUT ROWID
    """,
    PeopleList: """
    CREATE TABLE people_list (
        event INTEGER PRIMARY KEY REFERENCES event (seq),
        exhibit TEXT NOT NULL,
        maker TEXT NOT NULL,
        digest TEXT NOT NULL,
        tracks INTEGER NOT NULL
    )
    """,
}
"""One statement a table. Its columns are the fields of its fact, in their order; the key of
``made`` and of ``description`` begins with what is asked for."""

TABLES: dict[type[Fact], str] = {
    Made: "made",
    RoleTaken: "role",
    UseDecided: "use_decision",
    PairDecision: "decision",
    Contact: "contact",
    ShotDescription: "description",
    PeopleList: "people_list",
}

SINCE_VERSION_3: tuple[type[Fact], ...] = (UseDecided,)
"""What a database of version 2 has no table for."""

Row = tuple[str | int | None, ...]


def row_of(fact: Fact) -> Row:
    """The row of a fact, its event first."""
    return tuple(plain(fact).values())


def add(
    db: sqlite3.Connection, event: CustodyEvent, *, kinds: Collection[type[Fact]] = tuple(TABLES)
) -> None:
    """Write what an event says into the tables, inside the transaction that writes the event."""
    if event.action == FORGOT:
        for kind in set(FORGETTABLE).intersection(kinds):
            db.execute(f"DELETE FROM {TABLES[kind]}")
    for fact in facts_of(event):
        if type(fact) not in kinds:
            continue
        row = row_of(fact)
        marks = ", ".join("?" * len(row))
        db.execute(f"INSERT INTO {TABLES[type(fact)]} VALUES ({marks})", row)


def remake(
    db: sqlite3.Connection,
    *,
    kinds: Collection[type[Fact]] = tuple(TABLES),
    temporary: bool = False,
) -> None:
    """Make the tables of these kinds anew from the log that the database holds.

    ``temporary``: beside the database, for this connection alone, so that no byte of the file is
    changed. A line that cannot be read says nothing here; ``verify`` names it.
    """
    for kind in kinds:
        statement = SCHEMA[kind]
        made = statement.replace("CREATE TABLE", "CREATE TEMP TABLE") if temporary else statement
        db.execute(made)
    for seq, line in db.execute("SELECT seq, line FROM event ORDER BY seq").fetchall():
        try:
            event = custody.event_of(str(line))
        except EvidenceDamaged:
            continue
        add(db, replace(event, seq=int(seq)), kinds=kinds)
