"""A case keeps what it acknowledged, and says what does not match."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondtake.errors import CaseBusy, CaseUnusable, EvidenceDamaged, InputMissing
from secondtake.model.enums import Transition
from secondtake.model.evidence import Exhibit, Maker
from secondtake.model.footage import Descriptors, Shot
from secondtake.model.serialization import plain, record
from secondtake.model.time import Span
from secondtake.store import Case, blobs, verify

MAKER = Maker(name="tester", version="1", settings=(("rate", 2),))


def a_shot(exhibit: str, number: int = 0) -> Shot:
    span = Span(start=number * 50, end=number * 50 + 50, tick=Fraction(1, 25))
    return Shot(exhibit=exhibit, number=number, span=span, transition=Transition.CUT, made_by=MAKER)


def some_descriptors(exhibit: str) -> Descriptors:
    return Descriptors(
        exhibit=exhibit,
        kind="pdq",
        tick=Fraction(1, 25),
        pts=np.arange(3),
        matrix=np.arange(96, dtype=np.uint8).reshape(3, 32),
        quality=np.ones(3, np.float32),
        made_by=MAKER,
    )


def collect(case: Case, data: bytes, name: str = "a.bin") -> Exhibit:
    digest = blobs.write(case.evidence, data)
    exhibit = Exhibit(
        digest=digest,
        media_type="application/octet-stream",
        size_bytes=len(data),
        name=name,
        origin=name,
        taken_at=datetime(2026, 1, 2, tzinfo=UTC),
    )
    case.record("collected", actor="t", subject=digest, exhibit=digest, records=[exhibit])
    return exhibit


@pytest.fixture
def full_case(tmp_path: Path) -> Path:
    path = tmp_path / "case"
    with Case.open(path) as case:
        case.record("opened", actor="t")
        exhibit = collect(case, b"some bytes" * 100)
        records = [a_shot(exhibit.digest), some_descriptors(exhibit.digest)]
        case.record("derived", actor="t", subject=exhibit.digest, records=records, makers=[MAKER])
        case.record("reported", actor="t")
    return path


def test_records_come_back_as_they_went_in(full_case: Path) -> None:
    with Case.open(full_case, write=False) as case:
        digest = case.exhibits()[0].digest
        shots = case.fetch(Shot, digest)
        (descriptors,) = case.fetch(Descriptors, digest)

        assert shots == (a_shot(digest),)
        assert case.made(digest, MAKER)
        assert not case.made(digest, Maker(name="tester", version="2"))
        np.testing.assert_array_equal(descriptors.matrix, some_descriptors(digest).matrix)


def test_the_newest_records_of_a_kind_stand_for_their_subject(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case") as case:
        case.record("derived", actor="t", records=[a_shot("a" * 64, 0)])
        case.record("derived", actor="t", records=[a_shot("a" * 64, 1), a_shot("a" * 64, 2)])

        assert [s.number for s in case.fetch_latest(Shot)] == [1, 2]


def test_the_same_bytes_twice_are_one_exhibit_and_two_events(tmp_path: Path) -> None:
    with Case.open(tmp_path / "case") as case:
        collect(case, b"twice", "first")
        collect(case, b"twice", "second")

        assert [e.action for e in case.events()] == ["collected", "collected"]
        assert [e.name for e in case.exhibits()] == ["first"]


def test_a_whole_case_verifies_also_when_moved_and_read_only(
    full_case: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "elsewhere" / "it"
    shutil.copytree(full_case, moved)
    for path in [*moved.rglob("*"), moved]:
        path.chmod(0o555 if path.is_dir() else 0o444)

    found = verify(moved)

    assert found.problems == ()
    assert (found.exhibits, found.events, found.records) == (1, 4, 3)


def test_sha256sum_alone_checks_the_evidence_and_the_chain(full_case: Path) -> None:
    run = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=full_case, capture_output=True, check=False
    )
    lines = (full_case / "custody.jsonl").read_text().splitlines()
    piped = subprocess.run(["sha256sum"], input=lines[1].encode(), capture_output=True, check=True)

    assert run.returncode == 0
    assert json.loads(lines[2])["previous"] == piped.stdout.decode().split()[0]


@pytest.mark.parametrize("which", ["evidence", "derived", "custody.jsonl", "SHA256SUMS"])
def test_one_flipped_byte_is_found_and_named(full_case: Path, which: str) -> None:
    target = full_case / which
    file = next(p for p in target.rglob("*") if p.is_file()) if target.is_dir() else target
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.chmod(0o644)
    file.write_bytes(data)

    problems = verify(full_case).problems

    assert problems
    assert any(word in problems[0] for word in (file.name, "custody", "SHA256SUMS"))


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ("UPDATE record SET body = replace(body, 'cut', 'fade') WHERE kind = 'shot'", "event 3"),
        ("DELETE FROM record WHERE kind = 'shot'", "event 3"),
        ("DROP TRIGGER event_stays; UPDATE event SET line = replace(line, 'opened', 'o')", "log"),
        ("DROP TRIGGER event_remains; DELETE FROM event WHERE seq = 2", "log"),
        ("UPDATE record SET subject = 'case' WHERE kind = 'shot'", "filed under something else"),
        ("UPDATE record SET maker = NULL WHERE kind = 'shot'", "filed under something else"),
        ("DROP TRIGGER event_stays; UPDATE event SET digest = 'a' WHERE seq = 2", "Event 2"),
        ("UPDATE maker SET body = replace(body, '1', '2')", "maker"),
    ],
)
def test_an_edited_row_is_found_and_named(full_case: Path, change: str, names: str) -> None:
    db = sqlite3.connect(full_case / "case.db")
    db.executescript(change)
    db.close()

    problems = verify(full_case).problems

    assert any(names in problem for problem in problems)


def test_bytes_that_changed_are_not_read(full_case: Path) -> None:
    with Case.open(full_case, write=False) as case:
        digest = case.exhibits()[0].digest
        file = blobs.where(case.evidence, digest)
        file.chmod(0o644)
        file.write_bytes(b"other")

        with pytest.raises(EvidenceDamaged):
            case.evidence_path(digest)


def test_a_damaged_database_is_named_without_a_traceback(full_case: Path) -> None:
    (full_case / "case.db").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)

    with pytest.raises(EvidenceDamaged):
        verify(full_case)


def test_a_second_writer_is_told_to_wait(full_case: Path) -> None:
    with Case.open(full_case), pytest.raises(CaseBusy):
        Case.open(full_case)


def test_a_folder_with_something_else_is_not_taken_for_a_case(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")

    with pytest.raises(CaseUnusable):
        Case.open(tmp_path)
    with pytest.raises(InputMissing):
        Case.open(tmp_path / "none", write=False)


def test_a_log_file_that_lacks_its_end_is_completed_on_opening(full_case: Path) -> None:
    log = full_case / "custody.jsonl"
    whole = log.read_bytes()
    log.write_bytes(whole[:-30])

    with Case.open(full_case):
        pass

    assert log.read_bytes() == whole
    assert verify(full_case).problems == ()


WRITER = """
import sys
from pathlib import Path
from secondtake.store import Case
with Case.open(Path(sys.argv[1])) as case:
    for number in range(100000):
        event = case.record("derived", actor="t", detail=[("n", str(number))])
        print(event.seq, flush=True)
"""


@pytest.mark.parametrize("wait", [0.4, 0.6])
def test_a_killed_writer_loses_nothing_it_acknowledged(tmp_path: Path, wait: float) -> None:
    path = tmp_path / "case"
    child = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(wait)
    os.kill(child.pid, signal.SIGKILL)
    said = [first, *child.stdout.read().splitlines()]
    child.wait()

    with Case.open(path) as case:
        kept = len(case.events())

    assert kept >= int(said[-1])
    assert verify(path).problems == ()


@given(st.text(max_size=40), st.lists(st.tuples(st.text(max_size=9), st.integers(0, 9))))
def test_a_record_survives_plain_and_back(name: str, settings: list[tuple[str, int]]) -> None:
    maker = Maker(name=name, version="1", settings=tuple(settings))
    shot = Shot(
        exhibit="a" * 64,
        number=3,
        span=Span(start=1, end=2, tick=Fraction(1, 30000)),
        transition=Transition.CUT,
        made_by=maker,
    )

    assert record(Shot, json.loads(json.dumps(plain(shot)))) == shot


def test_every_byte_of_the_database_counts_even_those_that_hold_nothing(full_case: Path) -> None:
    database = full_case / "case.db"
    whole = database.read_bytes()
    spare = whole.rindex(bytes(64))
    database.write_bytes(whole[:spare] + b"\1" + whole[spare + 1 :])
    found = verify(full_case).problems
    database.write_bytes(whole)

    assert any("case.db" in problem for problem in found)
    assert verify(full_case).problems == ()
    said = (full_case / "case.db.sha256").read_text()
    assert said == f"{blobs.file_digest(database)}  case.db\n"


def test_a_case_copied_while_a_writer_works_is_not_called_damaged(
    full_case: Path, tmp_path: Path
) -> None:
    with Case.open(full_case) as case:
        case.record("opened", actor="t")
        copy = Path(shutil.copytree(full_case, tmp_path / "copy"))

    assert verify(copy).problems == ()


def test_sums_a_killed_run_left_short_are_completed_and_wrong_ones_are_not(full_case: Path) -> None:
    sums = full_case / "SHA256SUMS"
    whole = sums.read_text()
    sums.unlink()
    with Case.open(full_case):
        pass
    assert sums.read_text() == whole

    sums.write_text(whole[:-30])
    with Case.open(full_case):
        pass
    assert sums.read_text() == whole

    sums.write_text(whole.replace(whole[0], "0" if whole[0] != "0" else "1", 1))
    with Case.open(full_case):
        pass
    assert any("SHA256SUMS" in problem for problem in verify(full_case).problems)
