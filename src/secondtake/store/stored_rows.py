"""Rows as they lie in a case's database, whatever is in them: what ``verify`` looks at."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from threading import RLock

from secondtake.store import custody, database, row_format

__all__ = ["StoredRows", "digest_of", "filed_under"]


class StoredRows:
    """What a case can be asked about its rows without taking any of them for sound."""

    _db: sqlite3.Connection
    _guard: RLock

    def bodies(self) -> Iterator[tuple[object, str]]:
        """The event and the body of every record as they lie in the database, in order."""
        with self._guard, database.mapped():
            for seq, text in self._db.execute("SELECT event, body FROM record ORDER BY id"):
                yield seq, str(text)

    def newest_bodies(self) -> Iterator[tuple[str, str, str]]:
        """Kind, subject and body of the records that came last for their kind and subject."""
        query = (
            "SELECT kind, subject, body FROM record JOIN "
            "(SELECT kind AS k, subject AS s, max(event) AS e FROM record GROUP BY k, s) "
            "ON kind = k AND subject = s AND event = e ORDER BY id"
        )
        with self._guard, database.mapped():
            for kind, subject, text in self._db.execute(query):
                yield str(kind), str(subject), str(text)

    def lacking(self) -> tuple[str, ...]:
        """Tables, indices and triggers that the database ought to have and has not."""
        with self._guard:
            return database.lacking(self._db)

    def filed(self) -> Iterator[tuple[object, str]]:
        """Under what each record is filed: its event, and kind, subject and maker as one text."""
        with self._guard, database.mapped():
            for seq, *columns in self._db.execute(
                "SELECT event, kind, subject, maker FROM record ORDER BY id"
            ):
                yield seq, filed_under(*columns)

    def misfiled(self) -> Iterator[str]:
        """A sentence for each link or maker that does not stand under its own digest."""
        with self._guard, database.mapped():
            for seq, line, digest in self._db.execute("SELECT seq, line, digest FROM event"):
                if custody.line_digest(str(line)) != digest:
                    yield f"Event {seq} in case.db is stored under another hash."
            for digest, body in self._db.execute("SELECT digest, body FROM maker"):
                if row_format.maker_digest(str(body)) != digest:
                    yield f"The maker {str(digest)[:12]}… in case.db does not match its hash."

    def flaw(self) -> str | None:
        """What SQLite's own integrity check finds first, or None."""
        with self._guard, database.mapped():
            found = str(self._db.execute("PRAGMA integrity_check").fetchone()[0])
            return None if found == "ok" else found


def digest_of(bodies: Sequence[str]) -> str:
    """SHA-256 (hex) of records' bodies joined by line ends, as an event logs it."""
    return hashlib.sha256("\n".join(bodies).encode()).hexdigest()


def filed_under(kind: str, subject: str, maker: str | None) -> str:
    """Under what a record is filed, as one text."""
    return f"{kind} {subject} {maker or ''}"
