"""A case with every kind of fact in its log, and the same as the first Second Take wrote it."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from secondtake.model.evidence import Exhibit, Maker
from secondtake.store import Case, blobs, people_traces, shot_descriptions

MAKER = Maker(name="tester", version="1", settings=(("rate", 2),))
OTHER = Maker(name="tester", version="2")
HIDDEN = "d" * 64

VERSION_1 = """
PRAGMA journal_mode=WAL;
CREATE TABLE event (seq INTEGER PRIMARY KEY, line TEXT NOT NULL, digest TEXT NOT NULL);
CREATE TABLE maker (digest TEXT PRIMARY KEY, body TEXT NOT NULL);
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
PRAGMA user_version = 1;
"""


def write_case(path: Path) -> Path:
    """A case whose log says something for each table, also what was forgotten and said again."""
    with Case.open(path) as case:
        case.record("opened", actor="Ann", detail=[("case", case.id), case.marker()])
        film = collect(case, b"a film", "footage", ("header role", "page"))
        collect(case, b"a film", "control")
        collect(case, b"its page", "archive", ("of", film))
        case.record("derived", actor="Ann", subject=film, exhibit=film, makers=[MAKER, OTHER])
        for fate in ("forgotten", "kept"):
            people_traces.keep(case, film, MAKER.digest, (), actor="Ann", reason="two roles")
            looks = {"one": b"a look", "two": b"another"}
            shot_descriptions.keep(case, OTHER.digest, looks, actor="Ann")
            for decision, note in (("confirmed", "the gait"), ("rejected", "maker: " + HIDDEN)):
                detail = [("pair", "F1:P1+F2:P3"), ("decision", decision), ("note", note)]
                case.record("reviewed people", actor="Bea", detail=detail)
            if fate == "forgotten":
                people_traces.erase(case, actor="Ann")
        for text in ("desk@one.example", "desk@two.example"):
            case.record("contact given", actor="Ann", detail=[("contact", text)])
        for action, *detail in (
            ("role changed", ("role", "page"), ("reason", "a still of a page")),
            ("withdrawn", ("reason", "it breaks the reader")),
            ("taken back", ("reason", "")),
        ):
            case.record(action, actor="Bea", exhibit=film, detail=detail)
        case.record("reported", actor="Ann")
    return path


def collect(
    case: Case, data: bytes, role: str, *detail: tuple[str, str], origin: str = "a.bin"
) -> str:
    """Keep bytes in a role; the digest."""
    digest = blobs.write(case.evidence, data)
    exhibit = Exhibit(
        digest=digest,
        media_type="application/octet-stream",
        size_bytes=len(data),
        name="a.bin",
        origin=origin,
        taken_at=datetime(2026, 1, 2, tzinfo=UTC),
    )
    case.record(
        "collected",
        actor="Ann",
        subject=digest,
        exhibit=digest,
        detail=[("role", role), ("name", "a.bin"), *detail],
        records=[exhibit],
    )
    return digest


def as_version_2(path: Path) -> None:
    """Take away from the database what version 2 had no table for."""
    db = sqlite3.connect(path / "case.db")
    db.executescript("DROP TABLE use_decision; PRAGMA user_version = 2; VACUUM;")
    db.close()
    _sum(path)


def as_version_1(path: Path) -> None:
    """Put a database of version 1 in the place of the case's own: the same log and records."""
    new = path / "case.db"
    old = new.rename(path / "new.db")
    db = sqlite3.connect(new)
    db.executescript(VERSION_1)
    db.execute("ATTACH ? AS new", (str(old),))
    for table in ("event", "maker", "record"):
        db.execute(f"INSERT INTO main.{table} SELECT * FROM new.{table}")
    db.commit()
    db.execute("DETACH new")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    old.unlink()
    _sum(path)


def _sum(path: Path) -> None:
    digest = hashlib.sha256((path / "case.db").read_bytes()).hexdigest()
    (path / "case.db.sha256").write_text(f"{digest}  case.db\n", encoding="utf-8")
