"""The cache of copies for playing: bounded, by exhibit, and no part of the evidence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from secondtake.model.enums import SeeingGrade
from secondtake.store import Case, people_traces, playing_copies, verify

ONE, TWO = "a" * 64, "b" * 64


def name_of(exhibit: str, first: int) -> str:
    return playing_copies.copy_name(exhibit, 1, first, first + 9, SeeingGrade.OPEN, sound=True)


def test_the_oldest_copies_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(playing_copies, "MOST_BYTES", 25)
    with Case.open(tmp_path / "case"):
        pass
    case = tmp_path / "case"
    for at, first in enumerate((20, 0, 10)):
        kept = playing_copies.keep_copy(case, name_of(ONE, first), b"0123456789")
        os.utime(kept, (at, at))

    assert playing_copies.held_copy(case, name_of(ONE, 20)) is None
    assert playing_copies.held_copy(case, name_of(ONE, 10)) == kept


def test_copies_go_with_their_exhibit_and_with_people(tmp_path: Path) -> None:
    case = tmp_path / "case"
    with Case.open(case) as opened:
        for exhibit in (ONE, TWO):
            playing_copies.keep_copy(case, name_of(exhibit, 0), b"film")
        (case / "playing" / ".part-0123").write_bytes(b"a writer that was killed")
        gone = playing_copies.forget_copies(case, ONE)
        left = playing_copies.held_copy(case, name_of(TWO, 0))
    told = verify(case)
    with Case.open(case) as opened:
        people_traces.erase(opened, actor="Ada")

    assert gone == 1 and left is not None
    assert told.problems == () and told.interrupted == ()
    assert not (case / "playing").exists()
