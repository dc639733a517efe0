"""Connections to databases from outside: bounded work, and none of the file's own code is run."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

from secondtake.errors import EvidenceDamaged

__all__ = ["GuardedConnection", "guarded", "named", "require_schema", "schema_of"]

MOST_STEPS = 100_000_000
"""Instructions of SQLite's machine that one statement may take, about ten seconds."""
STEPS_PER_BYTE = 10
"""More for a large case: reading a row takes some ten instructions, and none is under ten bytes."""
_GAPS = re.compile(r"\s*([(),])\s*")
MOST_BYTES = 1 << 20
"""Bytes of text that one statement may give from the smallest of databases."""
TIMES_STORED = 2
"""Of a larger one twice the bytes that it has: our statements give each that is stored once. A
damaged tree leads to the same rows again and again, each of which is then read as the last was."""
STEPS_TOGETHER = 100_000
"""Instructions between two looks at the count: a look each millisecond or so costs nothing."""

_DEFENSIVE = (
    ("SQLITE_DBCONFIG_DEFENSIVE", True),
    ("SQLITE_DBCONFIG_TRUSTED_SCHEMA", False),
    ("SQLITE_DBCONFIG_ENABLE_VIEW", False),
)
"""SQLite's advice for files one did not make (sqlite.org/security.html); Python knows them from
3.12 on. Before that the comparison of the schema has to do alone: it comes first in any case."""


class GuardedConnection(sqlite3.Connection):
    """A connection each of whose statements is stopped after a bounded amount of work and text."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.allow(0)
        self.text_factory = self._text
        self.set_progress_handler(self._look, STEPS_TOGETHER)
        for name, on in _DEFENSIVE:
            if hasattr(self, "setconfig") and hasattr(sqlite3, name):
                self.setconfig(getattr(sqlite3, name), on)
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0"):
            self.execute(f"PRAGMA {pragma}")

    def allow(self, size_bytes: int) -> None:
        """Set how much work a statement may take, by the size of the database."""
        self._most = MOST_STEPS + STEPS_PER_BYTE * size_bytes
        self._most_bytes = MOST_BYTES + TIMES_STORED * size_bytes
        self._steps = self._bytes = 0

    def size_bytes(self) -> int:
        """How large the database is now, with what was not committed yet."""
        (pages,) = super().execute("PRAGMA page_count").fetchone()
        (size,) = super().execute("PRAGMA page_size").fetchone()
        return int(pages) * int(size)

    def execute(self, *args: Any) -> sqlite3.Cursor:
        self._steps = self._bytes = 0
        return super().execute(*args)

    def _text(self, data: bytes) -> str:
        self._bytes += len(data)
        if self._bytes > self._most_bytes:
            # A writer's grows.
            self._most_bytes = MOST_BYTES + TIMES_STORED * self.size_bytes()
            if self._bytes > self._most_bytes:
                raise sqlite3.OperationalError("interrupted: more text than the database holds")
        # Bytes that are no UTF-8 become text that no digest is of, and no error of sqlite3's.
        return data.decode("utf-8", "replace")

    def _look(self) -> bool:
        self._steps += STEPS_TOGETHER
        return self._steps > self._most


def guarded(path: Path | str, **named: Any) -> GuardedConnection:
    """A connection as ``sqlite3.connect`` gives it, guarded; transactions are begun by hand."""
    return sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, factory=GuardedConnection, **named
    )


Schema = frozenset[tuple[str, str, str, str]]


def schema_of(db: sqlite3.Connection) -> Schema:
    """Everything a database defines: type, name, table, and its SQL however it was spaced."""
    rows = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return frozenset(
        (str(kind), str(name), str(table), _GAPS.sub(r"\1", " ".join(str(sql or "").split())))
        for kind, name, table, sql in rows
    )


def require_schema(db: sqlite3.Connection, wanted: Schema, *, whole: bool) -> None:
    """Raise ``EvidenceDamaged`` when the database defines anything but what is ``wanted``.

    A view in the place of a table, or a trigger more, would run code of whoever made the file.
    ``whole``: also when it lacks something, which a reader may find out, and a writer may not.
    """
    have = schema_of(db)
    strange, lacking = have - wanted, wanted - have
    if strange or (whole and lacking):
        said = "holds" if strange else "lacks"
        raise EvidenceDamaged(
            f"The case's database case.db {said} the {named(min(strange or lacking))}, unlike any "
            "case of Second Take.",
            advice="Restore case.db from a copy of the case; `sha256sum -c SHA256SUMS` checks the "
            "evidence.",
        )


def named(defined: tuple[str, str, str, str]) -> str:
    """What a database defines, for a sentence: its kind and its name."""
    kind, name, *_ = defined
    return f"{kind} {name[:60]!r}"
