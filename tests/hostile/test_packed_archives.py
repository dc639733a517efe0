"""A web archive with entries that lead out of the folder it is unpacked into is called unsound."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

import pytest
from tests.proofs.test_web_archives import WHOLE, written

from secondtake import proofs


def wrong(path: Path) -> tuple[str, ...]:
    found = proofs.web_archive(path)
    assert found is not None
    return found.wrong


def test_a_sound_one_is_not(tmp_path: Path) -> None:
    assert wrong(written(tmp_path / "a.wacz", WHOLE)) == ()


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_a_special_file_is_named(tmp_path: Path, kind: int) -> None:
    path = written(tmp_path / "a.wacz", WHOLE)
    with zipfile.ZipFile(path, "a") as whole:
        entry = zipfile.ZipInfo("archive/b.warc")
        entry.external_attr = (kind | 0o777) << 16
        whole.writestr(entry, "/etc/passwd")

    assert wrong(path) == ("archive/b.warc: a link or a special file.",)


@pytest.mark.parametrize("name", ["../b.warc", "/etc/b.warc", "archive/../../b.warc", "..\\b.warc"])
def test_a_name_that_leads_out_is_named(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / "a.wacz", {**WHOLE, name: b"x"})

    assert wrong(path) == (f"{name}: the name leads out of it.",)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_named(tmp_path: Path) -> None:
    path = written(tmp_path / "a.wacz", WHOLE)
    with zipfile.ZipFile(path, "a") as whole:
        whole.writestr("archive/a.warc", WHOLE["archive/a.warc"])

    assert wrong(path) == ("archive/a.warc: in it more than once.",)
