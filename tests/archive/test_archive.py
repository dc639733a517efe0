"""An archive keeps films, is added to safely, and says where a piece of footage was seen."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from tests.copies.films import RATE, film
from tests.films import write_film

from secondtake import archive
from secondtake.archive import verbs
from secondtake.archive.shelf import Shelf
from secondtake.errors import CaseUnusable, EvidenceDamaged, InputMissing, Unreadable


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("films")
    one, two = film(1, 1, 4.0), film(2, 2, 4.0)
    write_film(folder / "one.mp4", one, rate=RATE)
    write_film(folder / "two.mp4", two, rate=RATE)
    cut = np.concatenate([two[:32], one[16:56, :, ::-1], two[32:]])
    write_film(folder / "cut.mp4", np.ascontiguousarray(cut), rate=RATE)
    (folder / "page.mp4").write_text("no film")
    return folder


@pytest.fixture(scope="module")
def kept(films: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "archive"
    archive.add(folder, [films / "one.mp4"])
    return folder


def test_a_mirrored_insert_is_found_with_its_times(films: Path, kept: Path) -> None:
    rows = archive.search(kept, [films / "cut.mp4"])
    times = ("query_start", "query_end", "reference_start", "reference_end")

    assert [(r["query"], r["reference"], r["edits"]) for r in rows] == [
        ("cut.mp4", "one.mp4", ["mirror"])
    ]
    np.testing.assert_allclose([rows[0][t] for t in times], [2, 4.5, 1, 3.5], atol=0.3)
    assert 0.5 <= rows[0]["score"] <= 1
    assert rows[0]["common"] is False


def test_footage_that_is_not_there_is_an_empty_answer(films: Path, kept: Path) -> None:
    assert archive.search(kept, [films / "two.mp4"]) == []


def test_a_file_that_cannot_be_looked_at_is_not_an_empty_answer(films: Path, kept: Path) -> None:
    told = []
    rows = archive.search(
        kept, [films / "page.mp4"], failed=lambda path, error: told.append((path.name, error))
    )

    assert rows == []
    assert [(name, type(error)) for name, error in told] == [("page.mp4", Unreadable)]
    with pytest.raises(Unreadable):
        archive.add(kept, [films / "page.mp4"])


def test_adding_again_adds_nothing(films: Path, kept: Path) -> None:
    before = archive.info(kept)
    again = archive.add(kept, [films / "one.mp4"])

    assert [row["state"] for row in again] == ["present"]
    assert archive.info(kept) == before
    assert [f["name"] for f in before["films"]] == ["one.mp4"]
    assert before["seconds"] == pytest.approx(4.0, abs=0.1)


def test_a_dismissed_pair_stays_dismissed(films: Path, tmp_path: Path) -> None:
    added = archive.add(tmp_path / "a", [films / "one.mp4"])
    archive.dismiss(tmp_path / "a", films / "cut.mp4", added[0]["digest"])
    shown = archive.search(tmp_path / "a", [films / "cut.mp4"], all=True)

    assert archive.search(tmp_path / "a", [films / "cut.mp4"]) == []
    assert "one.mp4" in {row["reference"] for row in shown}


ADDING = "import sys; from secondtake import archive; archive.add(sys.argv[1], sys.argv[2:])"


@pytest.mark.slow
def test_a_writer_that_is_killed_leaves_an_archive_that_goes_on(
    films: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "archive"
    paths = [str(films / name) for name in ("one.mp4", "two.mp4", "cut.mp4")]
    for pause in (0.3, 0.8, 1.5, 2.5):
        writer = subprocess.Popen([sys.executable, "-c", ADDING, str(folder), *paths])
        time.sleep(pause)
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
    archive.add(folder, paths)

    assert len(archive.info(folder)["films"]) == 3
    assert archive.search(folder, paths[:1])[0]["reference"] == "one.mp4"


@pytest.mark.slow
def test_two_writers_at_once_make_one_archive(films: Path, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    one, two = ([str(films / n) for n in names] for names in (("one.mp4", "two.mp4"),) * 2)
    writers = [
        subprocess.Popen([sys.executable, "-c", ADDING, str(folder), *paths])
        for paths in (one, two[::-1])
    ]

    assert [w.wait(timeout=120) for w in writers] == [0, 0]
    assert [f["name"] for f in archive.info(folder)["films"]] == ["one.mp4", "two.mp4"]
    assert list(folder.rglob("*.unfinished")) == []


def test_the_index_is_made_again_from_the_films(films: Path, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    archive.add(folder, [films / "one.mp4"])
    before = archive.search(folder, [films / "one.mp4"])
    for path in sorted((folder / "index").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()

    assert archive.search(folder, [films / "one.mp4"]) == before
    assert [r["state"] for r in archive.rebuild(folder)] == ["rebuilt"]


def test_a_film_of_the_archive_that_is_damaged_is_said(films: Path, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    added = archive.add(folder, [films / "one.mp4"])
    path = folder / "films" / f"{added[0]['digest']}.npz"
    path.write_bytes(path.read_bytes()[:5000])

    with pytest.raises(EvidenceDamaged):
        archive.info(folder)


def test_a_folder_that_is_no_archive_is_refused(films: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello")

    with pytest.raises(InputMissing):
        archive.search(tmp_path, [films / "one.mp4"])
    with pytest.raises(CaseUnusable):
        archive.add(tmp_path, [films / "one.mp4"])


def test_a_stretch_found_in_four_films_is_common(films: Path, tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    added = archive.add(folder, [films / "one.mp4"])
    shelf = Shelf.opened(folder)
    data = (shelf.films / f"{added[0]['digest']}.npz").read_bytes()
    for number in range(verbs.COMMON_FILMS - 1):
        shelf.write(shelf.films / f"{number:064x}.npz", data)
    rows = archive.search(folder, [films / "cut.mp4"])

    assert [row["common"] for row in rows] == [True] * verbs.COMMON_FILMS
