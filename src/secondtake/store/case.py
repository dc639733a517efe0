"""Open a case, record in one transaction, fetch."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from secondtake.errors import (
    CannotLook,
    CaseInterrupted,
    EvidenceDamaged,
    InputInvalid,
    InputMissing,
    InvalidRecord,
)
from secondtake.model.enums import EventAction
from secondtake.model.evidence import CustodyEvent, Exhibit, Maker
from secondtake.model.serialization import plain
from secondtake.own_folder import OwnFolder
from secondtake.store import (
    blobs,
    case_marker,
    custody,
    database,
    fact_schema,
    layout,
    row_format,
    sums,
)
from secondtake.store.fact_tables import FactTables
from secondtake.store.logged_facts import MAKING
from secondtake.store.stored_rows import StoredRows, digest_of, filed_under

__all__ = ["DATABASE", "DATABASE_SUM", "LOCK", "Case"]

LOCK = "writer.lock"
DATABASE = "case.db"
DATABASE_SUM = "case.db.sha256"
"""The digest of the whole database while nobody writes; away from the first opening to the last
close, so that a killed writer leaves none; nor does one that failed half-way."""

R = TypeVar("R")


class Case(StoredRows):
    """A case folder, opened for writing by one process or for reading by any number.

    Use ``Case.open``; as a context manager it closes itself. Recording is thread-safe.
    ``facts``: what the log says, in tables; see ``FactTables``. ``files``: everything beneath the
    folder, opened without following a link.
    """

    def __init__(self, path: Path, header: dict[str, Any], *, write: bool) -> None:
        self.path = path
        self.files = OwnFolder(path)
        self.id = str(header["id"])
        self.created = str(header["created"])
        self.evidence = path / "evidence"
        self.derived = path / "derived"
        self._guard = threading.RLock()
        self._hashed: dict[str, tuple[int, int, int] | None] = {}
        self._summed: set[str] = set()  # lines of SHA256sums.FILE, while this process writes
        self._behind = False  # whether custody.jsonl may lack lines of the database
        self._lock: sqlite3.Connection | None = database.lock(path / LOCK) if write else None
        try:
            if write:
                with blobs.unwritable(path):
                    self.files.remove(DATABASE_SUM)
                    self.files.sync()
                    layout.sweep(self.files)
            self._db = database.connect(path / DATABASE, write=write)
            self.facts = FactTables(self._db, self._guard)
            if write:
                custody.mirror(self.files, self.lines())
                self._complete_sums()
        except BaseException:
            if self._lock is not None:
                self._lock.close()
            raise

    @classmethod
    def open(cls, path: Path, *, write: bool = True) -> Case:
        """The case at ``path``; with ``write`` it is made when the folder is empty or missing.

        Raises ``InputMissing`` when there is none to read, ``CaseUnusable`` when the folder holds
        something else, ``CaseBusy`` when another process writes, ``FolderUnsafe`` when it holds
        links, special files or what belongs to no case; then nothing was written.
        """
        with blobs.unusable(path):
            if not layout.is_case(path):
                if not write and layout.is_unmade(path):
                    raise _interrupted(path)
                if not write and layout.is_headless(path):
                    raise EvidenceDamaged(
                        f"The case at {path} lacks its case.json.", advice=blobs.RESTORE
                    )
                if not write:
                    raise InputMissing(
                        f"There is no case at {path}.", advice="Name a case folder with --case."
                    )
                case_marker.make(path)
            layout.require_own(path)
            database.require_single(path / DATABASE)
            try:
                return cls(path, case_marker.read(path), write=write)
            except EvidenceDamaged as error:
                if not write and layout.is_unmade(path):
                    raise _interrupted(path) from error
                raise

    def close(self, *, ended: bool = True) -> None:
        """Fold the write-ahead log into the database and let the case go.

        ``ended`` False: the work broke off, and the case says so until the next command.
        """
        with self._guard:
            lock, self._lock = self._lock, None
            try:
                if lock is not None:
                    with database.mapped():
                        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self._db.close()
                if lock is not None and ended and not self._behind:
                    self._sum()
            finally:
                self._db.close()
                if lock is not None:
                    lock.close()

    def __enter__(self) -> Case:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # What a person typed wrong, or what could not be looked at, leaves nothing half done.
        self.close(ended=error is None or isinstance(error, (InputInvalid, CannotLook)))

    def record(
        self,
        action: EventAction,
        *,
        actor: str,
        subject: str = "case",
        exhibit: str | None = None,
        detail: Sequence[tuple[str, str]] = (),
        records: Sequence[Any] = (),
        makers: Sequence[Maker] = (),
    ) -> CustodyEvent:
        """Write one event and the records it brings, in ONE transaction; give the event.

        ``subject`` is what the records speak of: an exhibit's digest or ``case``. Each pair of
        subject and one of ``makers`` counts as made from now on, which only the actions in
        ``MAKING`` can say (``InvalidRecord``). When this returns it is on the disk.
        """
        if makers and action not in MAKING:
            raise InvalidRecord(f"record: expected one of {MAKING} with makers, got {action!r}")
        more = list(detail)
        if makers:
            more.append(("subject", subject))
        for maker in makers:
            more += [("maker", maker.digest), ("maker name", f"{maker.name} {maker.version}")]
        with self._guard:
            bodies = [row_format.body(r, self.keep) for r in records]
            if bodies:
                under = [filed_under(row_format.kind_of(r), subject, _maker_of(r)) for r in records]
                more += [("records", digest_of(bodies)), ("filed", digest_of(under))]
            with database.transaction(self._db):
                seq, previous = self._last()
                event = CustodyEvent(
                    seq=seq + 1,
                    previous=previous,
                    action=action,
                    actor=actor,
                    at=datetime.now(UTC).replace(microsecond=0),
                    exhibit=exhibit,
                    detail=tuple(more),
                )
                line = custody.line_of(event)
                self._db.execute(
                    "INSERT INTO event VALUES (?, ?, ?)",
                    (event.seq, line, custody.line_digest(line)),
                )
                fact_schema.add(self._db, event)
                self._db.executemany(
                    "INSERT OR IGNORE INTO maker VALUES (?, ?)",
                    [(m.digest, json.dumps(plain(m), ensure_ascii=False)) for m in makers],
                )
                self._db.executemany(
                    "INSERT INTO record (event, kind, subject, maker, body) VALUES (?, ?, ?, ?, ?)",
                    [
                        (event.seq, row_format.kind_of(r), subject, _maker_of(r), b)
                        for r, b in zip(records, bodies, strict=True)
                    ],
                )
            self._append_line(line)
            if action == EventAction.COLLECTED:
                self._add_sums({r.digest for r in records if isinstance(r, Exhibit)})
            return event

    def fetch(self, kind: type[R], subject: str | None = None) -> tuple[R, ...]:
        """All records of a class, oldest first, of one subject or of the whole case."""
        name = next(n for n, c in row_format.KINDS.items() if c is kind)
        query = "SELECT body FROM record WHERE kind = ?"
        wanted: tuple[str, ...] = (name,)
        if subject is not None:
            query += " AND subject = ?"
            wanted += (subject,)
        return self._restored(name, query + " ORDER BY id", wanted)

    def fetch_latest(self, kind: type[R], subject: str = "case") -> tuple[R, ...]:
        """The records of a class that came with the newest event that made such for ``subject``."""
        name = next(n for n, c in row_format.KINDS.items() if c is kind)
        query = (
            "SELECT body FROM record WHERE kind = ? AND subject = ? AND event = "
            "(SELECT max(event) FROM record WHERE kind = ? AND subject = ?) ORDER BY id"
        )
        return self._restored(name, query, (name, subject, name, subject))

    def newest(self, kind: type) -> int:
        """The number of the newest event that brought a record of a class; 0 where none did."""
        name = next(n for n, c in row_format.KINDS.items() if c is kind)
        with self._guard, database.mapped():
            query = "SELECT coalesce(max(event), 0) FROM record WHERE kind = ?"
            return int(self._db.execute(query, (name,)).fetchone()[0])

    def made(self, subject: str, maker: Maker) -> bool:
        """Whether ``maker`` has already worked on ``subject`` (an event says so)."""
        return self.facts.made(subject, maker)

    def exhibits(self) -> tuple[Exhibit, ...]:
        """Every exhibit once, in the order of arrival."""
        return tuple({e.digest: e for e in reversed(self.fetch(Exhibit))}.values())[::-1]

    def events(self) -> tuple[CustodyEvent, ...]:
        """The custody log, oldest first."""
        return tuple(custody.event_of(line) for line in self.lines())

    def lines(self) -> list[str]:
        """The custody log as the lines of ``custody.jsonl``, oldest first."""
        with self._guard, database.mapped():
            return [str(r[0]) for r in self._db.execute("SELECT line FROM event ORDER BY seq")]

    def marker(self) -> tuple[str, str]:
        """The name and the digest of the file that says what the folder is, for the log."""
        return layout.MARKER, blobs.digest_of(self.files, layout.MARKER)

    def unlogged(self) -> tuple[str, ...]:
        """Digests of whole files of evidence that no event names: a killed run's last intake."""
        events = self.events()
        known = {e.exhibit for e in events} | {
            v for e in events if e.action == EventAction.INTERRUPTED for _, v in e.detail
        }
        with blobs.unusable(self.path):
            present = [(n.rpartition("/")[2], n) for n in self.files.files("evidence")]
        return tuple(
            digest
            for digest, name in present
            if digest not in known and blobs.digest_of(self.files, name) == digest
        )

    @property
    def head(self) -> str:
        """Digest of the last link of the log (64 zeros before the first)."""
        return self._last()[1]

    def keep(self, data: bytes) -> str:
        """Keep a derivative's bytes and give their digest."""
        return blobs.write(self.derived, data)

    def derivative(self, digest: str) -> bytes:
        """The bytes of a derivative, hashed again; raises ``EvidenceDamaged``."""
        try:
            return blobs.read(self.derived, digest)
        except EvidenceDamaged as error:
            raise EvidenceDamaged(
                f"The derivative {digest[:12]}… is missing from the case, or is another file.",
                advice=f"`secondtake watch --case {self.path}` makes it again.",
            ) from error

    def evidence_path(self, digest: str) -> Path:
        """Where an exhibit's bytes lie; raises ``EvidenceDamaged`` when they do not match."""
        path = blobs.where(self.evidence, digest)
        name = blobs.name_of(self.evidence.name, digest)
        # Hashed once while it stays as it is: a gigabyte is not hashed again for every still.
        now = self._stamp(name)
        if now is not None and self._hashed.get(digest) == now:
            return path
        if blobs.digest_of(self.files, name) != digest:
            raise EvidenceDamaged(
                f"The exhibit {digest[:12]}… does not match its SHA-256.",
                advice=blobs.RESTORE,
            )
        self._hashed[digest] = now
        return path

    def evidence_bytes(self, digest: str) -> bytes:
        """An exhibit's bytes, hashed as they were read; raises as ``evidence_path`` does."""
        return blobs.read(self.evidence, digest)

    def discard_evidence(self, digest: str) -> None:
        """Remove the file of an exhibit that could not be logged."""
        with blobs.unwritable(self.path):
            self.files.remove(blobs.name_of(self.evidence.name, digest))

    def _sum(self) -> None:
        """Note the digest of the closed database, for ``verify``.

        A disk that is full or was taken away leaves none, as a kill does: the work itself is
        recorded by now, and ``verify`` says what it had to do without.
        """
        with contextlib.suppress(OSError, EvidenceDamaged):
            digest = blobs.digest_of(self.files, DATABASE)
            self.files.put(DATABASE_SUM, f"{digest}  {DATABASE}\n".encode())

    def _stamp(self, name: str) -> tuple[int, int, int] | None:
        with blobs.unusable(self.path):
            facts = self.files.facts(name)
        return (facts.st_ino, facts.st_size, facts.st_mtime_ns) if facts else None

    def _last(self) -> tuple[int, str]:
        with self._guard, database.mapped():
            row = self._db.execute(
                "SELECT seq, digest FROM event ORDER BY seq DESC LIMIT 1"
            ).fetchone()
            return (int(row[0]), str(row[1])) if row else (0, custody.FIRST)

    def _restored(self, name: str, query: str, wanted: tuple[str, ...]) -> tuple[Any, ...]:
        with self._guard, database.mapped():
            found = self._db.execute(query, wanted).fetchall()
        return tuple(row_format.restore(name, body, self.derivative) for (body,) in found)

    def _append_line(self, line: str) -> None:
        if self._behind:
            custody.mirror(self.files, self.lines())
        else:
            self._behind = True
            with blobs.unwritable(self.path):
                self.files.append(custody.FILE, line.encode("utf-8") + b"\n")
        self._behind = False

    def _complete_sums(self) -> None:
        """Bring SHA256SUMS up to the log where a killed run left it short or its last line torn.

        A line that the log does not know is damage, which is left for ``verify`` to name.
        """
        with blobs.unusable(self.path):
            held = self.files.read(sums.FILE) if self.files.has_file(sums.FILE) else b""
        have = held.decode("utf-8", "replace").splitlines(keepends=True)
        wanted = sums.lines(e.digest for e in self.exhibits())
        if sums.are_behind(have, wanted):
            have = [line for line in have if line.endswith("\n")]
            have += [line for line in wanted if line not in set(have)]
            with blobs.unwritable(self.path):
                self.files.put(sums.FILE, "".join(have).encode("utf-8"))
        self._summed = set(have)

    def _add_sums(self, digests: Iterable[str]) -> None:
        """List exhibits that are new: at the end, for a case may hold thousands."""
        new = [line for line in sums.lines(digests) if line not in self._summed]
        if new:
            with blobs.unwritable(self.path):
                self.files.append(sums.FILE, "".join(new).encode("utf-8"))
            self._summed.update(new)


def _maker_of(record: Any) -> str | None:
    maker = getattr(record, "made_by", None)
    return maker.digest if isinstance(maker, Maker) else None


def _interrupted(path: Path) -> CaseInterrupted:
    return CaseInterrupted(
        f"The case at {path} was not finished: its first command was interrupted, or is at work.",
        advice="Run that command again; nothing was in the log yet.",
    )
