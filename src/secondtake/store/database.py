"""The database of a case: schema, migrations, and sqlite's errors in our words."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from secondtake.errors import CaseBusy, CaseUnusable, CaseUnwritable, EvidenceDamaged, FolderUnsafe
from secondtake.own_folder import OwnFolder
from secondtake.store import blobs, fact_schema
from secondtake.store.guarded_connection import (
    GuardedConnection,
    Schema,
    guarded,
    named,
    require_schema,
    schema_of,
)
from secondtake.store.logged_facts import Fact
from secondtake.store.snapshot import snapshot

__all__ = [
    "VERSION",
    "connect",
    "lacking",
    "lock",
    "mapped",
    "require_single",
    "transaction",
]

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

JOURNAL_END = bytes.fromhex("d9d505f920a163d7")
"""Ends a rollback journal that names a journal of several databases; a case has only one (SQLite,
pager.c, ``writeSuperJournal``)."""

VERSION = 3
"""Version 2 has tables of what the log says (``fact_schema``), which the log can make again;
version 3 has one more, of what people decided about the use of exhibits."""


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open the database, migrated when it may be written.

    A reader gets the case as it is now, in memory, and changes no byte; of an earlier version it
    makes the tables of facts that are not there from the log.
    """
    with mapped():
        db = _opened(path, timeout_seconds=30) if write else snapshot(path)
        try:
            version = _require_ours(db, whole=write)
            if write:
                db.execute("PRAGMA journal_mode=WAL")
                db.execute("PRAGMA synchronous=FULL")
                db.execute("PRAGMA foreign_keys=ON")
                db.execute("PRAGMA secure_delete=ON")  # what is forgotten leaves no bytes behind
                _migrate(db)
            elif version < 1:
                raise EvidenceDamaged(
                    "The case's database case.db is empty.",
                    advice="Restore case.db from a copy of the case.",
                )
            elif kinds := _kinds_since(version):
                db.execute("PRAGMA temp_store=MEMORY")
                fact_schema.remake(db, kinds=kinds, temporary=True)
        except BaseException:
            db.close()
            raise
        return db


def lock(path: Path) -> sqlite3.Connection:
    """Hold ``path`` as the writer's lock until the connection closes or the process ends.

    Raises ``CaseBusy`` when another process holds it. SQLite's own file lock is used because it
    is let go by the system when a process is killed, on every platform.
    """
    with mapped():
        db = _opened(path, timeout_seconds=0)
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


def lacking(db: sqlite3.Connection) -> tuple[str, ...]:
    """What a database ought to define and does not, each as a kind and a name."""
    with mapped():
        return tuple(named(d) for d in sorted(_schema(_version(db)) - schema_of(db)))


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
        if "malformed" in text or "no such" in text:
            raise _damaged(error) from error
        if "locked" in text or "busy" in text:
            raise CaseBusy(
                "Another program holds the case's database.",
                advice="Close it and run the same command again.",
            ) from error
        if "interrupted" in text:
            raise EvidenceDamaged(
                "The case's database case.db asks for more work than one of its size can need.",
                advice="Restore case.db from a copy of the case.",
            ) from error
        raise CaseUnwritable(
            f"The case's database cannot be used: {text}.",
            advice="Check free space and permission of the case folder, then run it again.",
        ) from error
    except sqlite3.DatabaseError as error:
        raise _damaged(error) from error


def require_single(path: Path) -> None:
    """Refuse a database whose rollback journal names another file: SQLite would delete that.

    A database of ours that nobody writes to has a write-ahead log and no such journal.
    """
    files, name = OwnFolder(path.parent), f"{path.name}-journal"
    if not files.has_file(name):
        return
    with files.open(name) as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - len(JOURNAL_END)))
        if file.read() == JOURNAL_END:
            raise FolderUnsafe(
                f"{name} in {files.root} names another file, which SQLite would delete.",
                advice="Nothing was written. Ask whoever gave you the folder for another copy.",
            )


def _opened(path: Path, *, timeout_seconds: float) -> GuardedConnection:
    """SQLite's connection to a plain file of the folder, made when it is not there.

    SQLite opens by path and follows a link in the database's own name; the flag against that
    (``SQLITE_OPEN_NOFOLLOW``) cannot be given from Python. So the file is made here, is looked at,
    and must be the same file once SQLite has it. What lies beside it is looked at too, and SQLite
    itself follows no link there (tried with 3.40). A journal that names another file is refused:
    SQLite deletes what it names.
    """
    files = OwnFolder(path.parent)
    with blobs.unwritable(path.parent):
        if not files.has_single_file(path.name):
            with contextlib.suppress(FileExistsError):
                files.create(path.name).close()
        before = files.facts(path.name)
        for end in ("-wal", "-shm"):
            files.has_single_file(path.name + end)
        require_single(path)
        db = guarded(path, timeout=timeout_seconds)
        after = files.facts(path.name)
    if before is None or after is None or not os.path.samestat(before, after):
        db.close()
        raise CaseBusy(
            f"Another program replaced {path.name} while it was opened.",
            advice="Find out which, then run the same command again.",
        )
    return db


def _damaged(error: sqlite3.Error) -> EvidenceDamaged:
    return EvidenceDamaged(
        f"The case's database case.db is damaged: {error}.",
        advice="Restore case.db from a copy; the evidence itself can be checked with sha256sum.",
    )


def _migrate(db: sqlite3.Connection) -> None:
    """Bring the database to ``VERSION``, each step whole or not at all."""
    if _version(db) < 1:
        db.executescript(f"BEGIN IMMEDIATE; {FIRST_SCHEMA} PRAGMA user_version = 1; COMMIT;")
    if kinds := _kinds_since(_version(db)):
        with transaction(db):
            fact_schema.remake(db, kinds=kinds)
            db.execute(f"PRAGMA user_version = {VERSION}")


def _kinds_since(version: int) -> tuple[type[Fact], ...]:
    """Of which facts a database of this version has no table."""
    if version == 2:
        return fact_schema.SINCE_VERSION_3
    return tuple(fact_schema.TABLES) if version == 1 else ()


def _require_ours(db: GuardedConnection, *, whole: bool) -> int:
    """The version of a database that defines what that version defines and nothing else.

    Asked before anything else is: see ``require_schema``.
    """
    version = _version(db)
    if version > VERSION:
        raise CaseUnusable(
            f"The case was written by a newer Second Take (its database has version {version}, "
            f"this one knows {VERSION}).",
            advice="Update Second Take.",
        )
    require_schema(db, _schema(version), whole=whole)
    db.allow(db.size_bytes())
    return version


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


@lru_cache
def _schema(version: int) -> Schema:
    """What a database of a version defines, as SQLite spells it."""
    with contextlib.closing(sqlite3.connect(":memory:")) as db:
        if version >= 1:
            db.executescript(FIRST_SCHEMA)
            since = _kinds_since(version)
            fact_schema.remake(db, kinds=[k for k in fact_schema.TABLES if k not in since])
        return schema_of(db)
