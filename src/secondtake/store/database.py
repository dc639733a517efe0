"""The database of a case: schema, migrations, and sqlite's errors in our words."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from secondtake.errors import CaseBusy, CaseUnusable, CaseUnwritable, EvidenceDamaged
from secondtake.store import fact_schema
from secondtake.store.logged_facts import Fact
from secondtake.store.snapshot import snapshot

__all__ = ["VERSION", "connect", "lock", "mapped", "transaction"]

FIRST_SCHEMA = """
    CREATE TABLE event (
        seq INTEGER PRIMARY KEY,
        line TEXT NOT NULL,
        digest TEXT NOT NULL
    );
    CREATE TABLE maker (
        digest TEXT PRIMARY KEY,
        body TEXT NOT NULL
    );
    CREATE TABLE record (
        id INTEGER PRIMARY KEY,
        event INTEGER NOT NULL REFERENCES event (seq),
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        maker TEXT,
        body TEXT NOT NULL
    );
    CREATE INDEX record_by_kind ON record (kind, subject, event);
    CREATE TRIGGER event_stays BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
    CREATE TRIGGER event_remains BEFORE DELETE ON event
        BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
"""
"""Version 1. The triggers guard against accidents only: what finds a deliberate edit is the chain
of digests."""

VERSION = 3
"""Version 2 has tables of what the log says (``fact_schema``), which the log can make again;
version 3 has one more, of what people decided about the use of exhibits."""


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open the database, migrated when it may be written.

    A reader gets the case as it is now, in memory, and changes no byte; of an earlier version it
    makes the tables of facts that are not there from the log.
    """
    with mapped():
        if not write:
            db = snapshot(path)
            if lacking := _lacking(_require_known(db)):
                db.execute("PRAGMA temp_store=MEMORY")
                fact_schema.remake(db, kinds=lacking, temporary=True)
            return db
        db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=30)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("PRAGMA foreign_keys=ON")
        db.execute("PRAGMA secure_delete=ON")  # what is forgotten leaves no bytes in spare pages
        _migrate(db)
        return db


def lock(path: Path) -> sqlite3.Connection:
    """Hold ``path`` as the writer's lock until the connection closes or the process ends.

    Raises ``CaseBusy`` when another process holds it. SQLite's own file lock is used because it
    is let go by the system when a process is killed, on every platform.
    """
    with mapped():
        db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=0)
        try:
            db.execute("PRAGMA locking_mode=EXCLUSIVE")
            db.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            db.close()
            if "locked" in str(error):
                raise CaseBusy(
                    "Another Second Take is working on this case.",
                    advice="Wait until it is done, or stop it, and run the same command again.",
                ) from error
            raise
        return db


@contextlib.contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: commit at the end, roll back on any error."""
    with mapped():
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


@contextlib.contextmanager
def mapped() -> Iterator[None]:
    """Turn sqlite's errors into ours."""
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "malformed" in text:
            raise _damaged(error) from error
        if "locked" in text or "busy" in text:
            raise CaseBusy(
                "Another program holds the case's database.",
                advice="Close it and run the same command again.",
            ) from error
        raise CaseUnwritable(
            f"The case's database cannot be used: {text}.",
            advice="Check free space and permission of the case folder, then run it again.",
        ) from error
    except sqlite3.DatabaseError as error:
        raise _damaged(error) from error


def _damaged(error: sqlite3.Error) -> EvidenceDamaged:
    return EvidenceDamaged(
        f"The case's database case.db is damaged: {error}.",
        advice="Restore case.db from a copy; the evidence itself can be checked with sha256sum.",
    )


def _migrate(db: sqlite3.Connection) -> None:
    """Bring the database to ``VERSION``, each step whole or not at all."""
    if _require_known(db) < 1:
        db.executescript(f"BEGIN IMMEDIATE; {FIRST_SCHEMA} PRAGMA user_version = 1; COMMIT;")
    if lacking := _lacking(_require_known(db)):
        with transaction(db):
            fact_schema.remake(db, kinds=lacking)
            db.execute(f"PRAGMA user_version = {VERSION}")


def _lacking(version: int) -> tuple[type[Fact], ...]:
    """Of which facts a database of this version has no table."""
    if version == 2:
        return fact_schema.SINCE_VERSION_3
    return tuple(fact_schema.TABLES) if version == 1 else ()


def _require_known(db: sqlite3.Connection) -> int:
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > VERSION:
        raise CaseUnusable(
            f"The case was written by a newer Second Take (its database has version {version}, "
            f"this one knows {VERSION}).",
            advice="Update Second Take.",
        )
    return version
