"""A database from a stranger runs none of its own code, and ends in a sentence within seconds."""

from __future__ import annotations

import sqlite3
import struct
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.ran import run
from tests.store.old_case import write_case

from secondtake.errors import EvidenceDamaged
from secondtake.store import Case, guarded_connection, verify

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT"
ATTACKS = {
    "an endless view for a table": f"""
        DROP TABLE contact;
        CREATE VIEW contact (event, text) AS {ENDLESS} x, x FROM n;
    """,
    "an endless view for the records": f"""
        ALTER TABLE record RENAME TO held;
        CREATE VIEW record (id, event, kind, subject, maker, body)
            AS {ENDLESS} x, x, 'shot', 'case', NULL, '' FROM n;
    """,
    "a trigger that removes the records": """
        CREATE TRIGGER more AFTER INSERT ON event BEGIN DELETE FROM record; END;
    """,
    "a trigger of the same name": """
        DROP TRIGGER event_stays;
        CREATE TRIGGER event_stays AFTER INSERT ON event BEGIN DELETE FROM record; END;
    """,
    "a computed column": """
        DROP TABLE contact;
        CREATE TABLE contact (event INTEGER PRIMARY KEY, text TEXT AS (hex(event)));
    """,
    "a table more": "CREATE TABLE more (text TEXT)",
    "the tables under an earlier version": "PRAGMA user_version = 1",
    "a version that never was": "PRAGMA user_version = -3",
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return write_case(tmp_path / "case")


def changed(case: Path, script: str) -> None:
    db = sqlite3.connect(case / "case.db")
    db.executescript(script)
    db.close()


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_case_does_not_define_is_named_and_never_run(case: Path, attack: str) -> None:
    changed(case, ATTACKS[attack])
    before = {p: p.read_bytes() for p in case.rglob("*") if p.is_file()}
    began = time.monotonic()

    for look in (verify, Case.open):
        with pytest.raises(EvidenceDamaged, match=r"case\.db holds the"):
            look(case)
    assert time.monotonic() - began < 5
    del before[case / "case.db.sha256"]
    assert {p: p.read_bytes() for p in before} == before


def test_the_command_says_so_with_exit_code_3(case: Path) -> None:
    changed(case, ATTACKS["an endless view for the records"])
    shown = run("verify", "--case", case, timeout=30)

    assert shown.returncode == 3
    assert "case.db holds the" in shown.stderr
    assert "Traceback" not in shown.stderr


def test_what_a_database_lacks_is_named(case: Path) -> None:
    changed(case, "DROP TRIGGER event_stays; DROP INDEX record_by_kind")

    problems = " ".join(verify(case).problems)
    assert "lacks the trigger 'event_stays'" in problems
    assert "lacks the index 'record_by_kind'" in problems
    with pytest.raises(EvidenceDamaged, match=r"case\.db lacks the index"):
        Case.open(case)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE record SET body = NULL",
        "UPDATE record SET body = x'ff00'",
        "UPDATE record SET event = 'none'",
        "UPDATE record SET event = NULL",
        "UPDATE record SET body = replace(hex(zeroblob(50000)), '0', '[')",
        "UPDATE maker SET body = replace(hex(zeroblob(50000)), '0', '[')",
        "DROP TRIGGER event_stays; UPDATE event SET line = x'ff' WHERE seq = 2",
        "DROP TRIGGER event_stays; UPDATE event SET line = CAST(x'c328' AS TEXT) WHERE seq = 2",
        "DROP TRIGGER event_stays; UPDATE event SET line = '[]' WHERE seq = 2",
        "DROP TRIGGER event_stays; UPDATE event SET digest = NULL WHERE seq = 2",
        "DROP TRIGGER event_stays; UPDATE event SET digest = x'00'",
        "DROP TRIGGER event_stays; UPDATE event SET seq = -9 WHERE seq = 2",
        "DROP TRIGGER event_stays;"
        "UPDATE event SET line = replace(line, '\"Ann\"', '\"\\ud800\"') WHERE seq = 2",
        "DROP TRIGGER event_stays;"
        "UPDATE event SET line = replace(hex(zeroblob(50000)), '0', '[') WHERE seq = 2",
    ],
)
def test_a_row_that_is_nonsense_is_damage_told_in_sentences(case: Path, change: str) -> None:
    # The file's own digest is left out: it would find every change before the rows are read.
    (case / "case.db.sha256").unlink()
    changed(case, f"PRAGMA ignore_check_constraints=ON; {_lenient(change)}")

    try:
        problems = verify(case).problems
    except EvidenceDamaged as error:
        problems = (str(error),)
    assert problems


def _lenient(change: str) -> str:
    """NOT NULL is kept by SQLite, not by whoever writes the bytes: such columns get a text."""
    return change.replace("= NULL", "= ''")


def test_a_statement_is_stopped_after_its_share_of_work() -> None:
    db = guarded_connection.guarded(":memory:")
    began = time.monotonic()

    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        db.execute(f"{ENDLESS} count(*) FROM n").fetchone()
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("table", ["event", "record"])
def test_a_tree_that_leads_to_the_same_rows_again_and_again_is_damage(
    case: Path, table: str
) -> None:
    path = case / "case.db"
    path.write_bytes(endless_tree(path, table))
    began = time.monotonic()

    with pytest.raises(EvidenceDamaged, match=r"case\.db"):
        verify(case)
    assert time.monotonic() - began < 30


def endless_tree(path: Path, table: str) -> bytes:
    """A database whose table's root leads 300 times to a page that leads 300 times to its rows.

    Source: SQLite file format, section 1.6 (type 5: an inner page of a table).
    """
    with closing(sqlite3.connect(path)) as db:
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    data = bytearray(path.read_bytes())
    start = (root[0] - 1) * size
    pages = len(data) // size
    data += data[start : start + size]  # the rows, or what leads to them
    for child in (pages + 1, pages + 2):
        inner = bytearray(size)
        cells = size - 5 * 300
        inner[:12] = struct.pack(">BHHHxI", 5, 0, 300, cells, child)
        for number in range(300):
            at = cells + 5 * number
            inner[12 + 2 * number : 14 + 2 * number] = at.to_bytes(2, "big")
            inner[at : at + 5] = struct.pack(">IB", child, 1)
        data += inner
    data[start : start + size] = data[-size:]
    data[28:32] = (len(data) // size).to_bytes(4, "big")
    return bytes(data)
