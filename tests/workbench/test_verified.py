"""What stands beside the evidence is checked too: the case's own file, and its reports."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from secondtake.store import verify
from secondtake.workbench import open_bench


@pytest.fixture
def case(tmp_path: Path) -> Path:
    with open_bench(tmp_path / "case") as bench:
        bench.report()
    return tmp_path / "case"


@pytest.mark.parametrize("name", ["case.json", "report.html", "report.json"])
def test_a_flipped_byte_beside_the_evidence_is_named(case: Path, name: str) -> None:
    whole = (case / name).read_bytes()
    at = whole.index(b"2026") + 3 if b"2026" in whole else len(whole) // 2
    (case / name).write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])

    assert any(name in problem for problem in verify(case).problems)


def test_a_report_written_again_or_moved_away_is_no_damage(case: Path) -> None:
    (case / "report.json").unlink()
    assert verify(case).problems == ()

    with open_bench(case) as bench:
        bench.report()
    assert verify(case).problems == ()


def test_bytes_a_killed_run_left_are_named_in_the_log_by_the_next(case: Path) -> None:
    digest = hashlib.sha256(b"left").hexdigest()
    left = case / "evidence" / digest[:2] / digest
    left.parent.mkdir(parents=True)
    left.write_bytes(b"left")
    assert "not in the custody log" in verify(case).problems[0]

    with open_bench(case) as bench:
        assert bench.case.events()[-1].detail == (("file", digest),)
    with open_bench(case) as bench:
        assert [e.action for e in bench.case.events()].count("interrupted") == 1
    assert verify(case).problems == ()
    left.write_bytes(b"lost")
    assert any("does not match" in problem for problem in verify(case).problems)


def test_the_file_of_another_case_is_named(case: Path, tmp_path: Path) -> None:
    with open_bench(tmp_path / "other"):
        pass
    (case / "case.json").write_bytes((tmp_path / "other" / "case.json").read_bytes())

    assert any("another case" in problem for problem in verify(case).problems)


def test_whom_a_reader_may_ask_is_told_by_later_reports_too(case: Path) -> None:
    with open_bench(case) as bench:
        assert bench.report().contact is None
        for given in ("old@desk.example", "new@desk.example", None):
            told = bench.report(contact=given)

        assert told.contact == "new@desk.example"
    assert verify(case).problems == ()
