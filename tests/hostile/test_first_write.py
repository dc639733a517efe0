"""A folder that a first write left half made is gone on with, wherever that write failed."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from secondtake.cli import main
from secondtake.errors import CaseUnusable, SecondTakeError
from secondtake.store import Case, verify
from secondtake.workbench import open_bench

CALLS = ("open", "mkdir", "fsync", "rename", "link")
MOST_CALLS = 200


class _Failing:
    """Lets calls of the system through until the last one, which meets a full disk."""

    def __init__(self, through: int) -> None:
        self.left = through

    def over(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def made(*given: Any, **named: Any) -> Any:
            self.left -= 1
            if self.left == -1:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return call(*given, **named)

        return made


def first(folder: Path, page: Path) -> None:
    with open_bench(folder) as bench:
        bench.keep(page, role="page")


@pytest.fixture
def words(tmp_path: Path) -> Path:
    file = tmp_path / "page.txt"
    file.write_text("The agency said that the film shows the harbour.")
    return file


@pytest.mark.slow
def test_a_first_write_that_failed_anywhere_is_gone_on_with(words: Path, tmp_path: Path) -> None:
    tried = 0
    for tried in range(MOST_CALLS):
        folder = tmp_path / str(tried)
        failing = _Failing(tried)
        with pytest.MonkeyPatch.context() as patch:
            for call in CALLS:
                patch.setattr(os, call, failing.over(getattr(os, call)))
            with contextlib.suppress(SecondTakeError):
                first(folder, words)
        if failing.left >= 0:
            break
        first(folder, words)
        found = verify(folder)

        assert found.problems == (), tried
        assert found.exhibits == 1
    assert 30 < tried < MOST_CALLS - 1


@pytest.mark.parametrize("left", [(), ("evidence",), ("evidence", "derived"), (".part-case.json",)])
def test_what_the_first_write_leaves_is_no_other_folder(
    tmp_path: Path, words: Path, left: tuple[str, ...]
) -> None:
    for name in left:
        place = tmp_path / "case" / name
        place.parent.mkdir(exist_ok=True)
        place.mkdir() if "." not in name else place.write_bytes(b"{")

    assert main(["keep", str(words), "--as", "page", "--case", str(tmp_path / "case")]) == 0
    assert verify(tmp_path / "case").problems == ()


@pytest.mark.parametrize("name", ["notes.txt", "evidence/ab/x", "derived/x", "people/x"])
def test_a_folder_with_something_in_it_is_still_not_taken(tmp_path: Path, name: str) -> None:
    file = tmp_path / "case" / name
    file.parent.mkdir(parents=True)
    file.write_text("hello")

    with pytest.raises(CaseUnusable, match="is not a case and is not empty"):
        Case.open(tmp_path / "case")
    assert [p for p in (tmp_path / "case").rglob("*") if p.is_file()] == [file]
