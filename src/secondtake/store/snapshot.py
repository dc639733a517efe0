"""A case's database as it is at one moment, in memory: a reader holds no file and changes none."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from secondtake.errors import CaseBusy, EvidenceDamaged
from secondtake.own_folder import OwnFolder
from secondtake.store.guarded_connection import GuardedConnection, guarded

__all__ = ["snapshot"]

TRIES = 50
"""A writer that opens or closes the case during a try makes it void; each takes milliseconds."""
PAUSE_SECONDS = 0.02
VERSIONS = slice(18, 20)
"""Where a database's header says how it is written and read: 2 asks for a write-ahead log, which
memory has none of, 1 does not (SQLite file format, section 1.3.3)."""


def snapshot(path: Path) -> GuardedConnection:
    """The database at ``path`` with all that was committed, in memory.

    Opening the file itself was given up: beside a writer SQLite changes ``-shm`` for a reader too,
    and a reader that was there first, without locks, saw pages of two states.

    Raises ``EvidenceDamaged`` when there is no such file, ``CaseBusy`` when it never stood still,
    and as sqlite3 does for a file that is no database.
    """
    log, shared = (path.with_name(path.name + end) for end in ("-wal", "-shm"))
    files = OwnFolder(path.parent)
    for _ in range(TRIES):
        before = _stamp(path), _stamp(log)
        try:
            if not files.has_file(log.name) or log.stat().st_size == 0:
                found = _of_bytes(bytearray(files.read(path.name)))
            elif files.has_file(shared.name):
                try:
                    return _beside_writer(path)
                except sqlite3.OperationalError:
                    # A writer that was killed while it made -shm leaves one that nobody can read.
                    found = _of_copies(files, path.name, log.name)
            else:
                found = _of_copies(files, path.name, log.name)
        except (sqlite3.OperationalError, OSError) as error:
            if before == (_stamp(path), _stamp(log)):
                raise _unreadable(path, error) from error
        else:
            if before == (_stamp(path), _stamp(log)):
                return found
            found.close()
        time.sleep(PAUSE_SECONDS)
    raise CaseBusy(
        "Another Second Take opens and closes this case again and again.",
        advice="Wait until it is done, and run the same command again.",
    )


def _of_bytes(data: bytearray) -> GuardedConnection:
    found = _memory()
    if len(data) >= VERSIONS.stop:
        data[VERSIONS] = b"\1\1"
        found.deserialize(data)
    return found


def _beside_writer(path: Path) -> GuardedConnection:
    # readonly_shm is in SQLite since 3.22, for read-only disks; without it -shm is written to.
    address = f"{path.absolute().as_uri()}?mode=ro&readonly_shm=1"
    found = _memory()
    with closing(sqlite3.connect(address, uri=True)) as source:
        source.backup(found)
    return found


def _of_copies(files: OwnFolder, *names: str) -> GuardedConnection:
    """A killed writer's case that was copied without ``-shm``, which SQLite would make anew."""
    found = _memory()
    with tempfile.TemporaryDirectory(prefix="secondtake-read-") as folder:
        for name in names:
            (Path(folder) / name).write_bytes(files.read(name))
        with closing(sqlite3.connect(Path(folder) / names[0])) as source:
            source.backup(found)
    return found


def _memory() -> GuardedConnection:
    return guarded(":memory:")


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        facts = path.lstat()
    except OSError:
        return None
    return facts.st_ino, facts.st_size, facts.st_mtime_ns


def _unreadable(path: Path, error: Exception) -> Exception:
    if isinstance(error, sqlite3.Error):
        return error
    return EvidenceDamaged(
        f"The file {path.name} of the case cannot be read: {error}.",
        advice="Restore it from a copy of the case.",
    )
