"""A case is read as it is at one moment, whoever writes to it, and no byte of it is changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.ran import powerless

from secondtake.errors import EvidenceDamaged
from secondtake.store import Case

KILLED = """
import os, sys
from pathlib import Path
from secondtake.store import Case
case = Case.open(Path(sys.argv[1]))
for number in range(20):
    case.record("derived", actor="t", detail=[("n", str(number))])
os._exit(1)
"""
"""Ends as a killed writer does: what it recorded lies in the write-ahead log alone."""

READER = """
import sys
from pathlib import Path
from secondtake.store import Case
with Case.open(Path(sys.argv[1]), write=False) as case:
    print(len(case.events()))
"""


def bytes_of(case: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in case.rglob("*") if p.is_file()}


def read_apart(case: Path, *, before: tuple[str, ...] = ()) -> tuple[str, str]:
    """What a reader in another process counts, and what it complains about."""
    command = [*before, sys.executable, "-c", READER, str(case)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return ran.stdout.strip(), ran.stderr


def recorded(case: Case, count: int) -> None:
    for number in range(count):
        case.record("derived", actor="t", detail=[("n", str(number)), ("long", "x" * 4000)])


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    path = tmp_path / "case"
    subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert (path / "case.db-wal").stat().st_size > 0
    return path


def test_reading_beside_a_writer_changes_no_byte_and_sees_all_that_was_recorded(
    tmp_path: Path,
) -> None:
    with Case.open(tmp_path / "case") as writer:
        recorded(writer, 3)
        before = bytes_of(tmp_path / "case")

        # In a process of its own: within one, SQLite shares what a writer has open.
        assert read_apart(tmp_path / "case") == ("3", "")
        assert bytes_of(tmp_path / "case") == before


def test_a_reader_that_was_there_before_the_writer_stays_with_what_it_opened(
    tmp_path: Path,
) -> None:
    path = tmp_path / "case"
    with Case.open(path) as writer:
        recorded(writer, 10)
    with Case.open(path, write=False) as reader:
        with Case.open(path) as writer:
            recorded(writer, 300)

        assert len(reader.events()) == 10
        assert reader.flaw() is None
    with Case.open(path, write=False) as reader:
        assert len(reader.events()) == 310


@pytest.mark.parametrize("lost", [(), ("case.db-shm",)], ids=["whole", "copied without -shm"])
def test_a_killed_writers_case_is_read_whole_without_changing_it(
    killed: Path, lost: tuple[str, ...]
) -> None:
    for name in lost:
        (killed / name).unlink()
    before = bytes_of(killed)

    with Case.open(killed, write=False) as reader:
        assert len(reader.events()) == 20

    assert bytes_of(killed) == before


@pytest.mark.parametrize("lost", [(), ("case.db-shm",)], ids=["whole", "copied without -shm"])
def test_a_killed_writers_case_is_read_from_a_read_only_disk(
    killed: Path, tmp_path: Path, lost: tuple[str, ...]
) -> None:
    moved = Path(shutil.copytree(killed, tmp_path / "disk"))
    for name in lost:
        (moved / name).unlink()
    for path in [*moved.rglob("*"), moved]:
        path.chmod(0o555 if path.is_dir() else 0o444)

    assert read_apart(moved, before=powerless()) == ("20", "")


def test_readers_beside_a_busy_writer_see_a_sound_case_each_time(tmp_path: Path) -> None:
    path = tmp_path / "case"
    Case.open(path).close()
    busy = """
import sys
from pathlib import Path
from secondtake.store import Case
for _ in range(12):
    with Case.open(Path(sys.argv[1])) as case:
        for number in range(25):
            case.record("derived", actor="t", detail=[("long", "x" * 9000)])
"""
    child = subprocess.Popen([sys.executable, "-c", busy, str(path)])
    seen = [0]
    while child.poll() is None:
        with Case.open(path, write=False) as reader:
            assert reader.flaw() is None
            seen.append(len(reader.events()))

    assert child.returncode == 0
    assert seen == sorted(seen)
    with Case.open(path, write=False) as reader:
        assert len(reader.events()) == 300


def test_a_case_whose_database_is_gone_is_told_so(tmp_path: Path) -> None:
    Case.open(tmp_path / "case").close()
    (tmp_path / "case" / "case.db").unlink()

    with pytest.raises(EvidenceDamaged, match=r"case\.db"):
        Case.open(tmp_path / "case", write=False)
