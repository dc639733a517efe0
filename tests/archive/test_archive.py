"""An archive keeps films, is added to safely, and says where a piece of footage was seen.

Each test runs on the folder and on LanceDB; what a shelf does is tested in test_shelves.py.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.copies.films import RATE, film
from tests.films import write_film

from secondtake import archive
from secondtake.archive import film_search
from secondtake.archive.backend_choice import opened
from secondtake.archive.film_columns import PARTS
from secondtake.errors import InputInvalid, Unreadable


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


@pytest.fixture(
    scope="module", params=["archive", pytest.param("archive.lance", marks=pytest.mark.slow)]
)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def kept(films: Path, name: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept") / name
    archive.add(folder, [films / "one.mp4"])
    return folder


@pytest.fixture
def mine(kept: Path, tmp_path: Path, name: str) -> Path:
    """An archive of the first film that a test may change."""
    held = opened(kept)
    copy = opened(tmp_path / name, new=True)
    (said,) = held.shelved(held.digests())
    (parts,) = held.read([said.digest], PARTS)
    copy.put(said, parts)
    return tmp_path / name


def test_a_mirrored_insert_is_found_with_its_times(films: Path, kept: Path) -> None:
    rows = archive.search(kept, [films / "cut.mp4"])
    times = ("query_start", "query_end", "reference_start", "reference_end")

    assert [(r["query"], r["reference"], r["edits"]) for r in rows] == [
        ("cut.mp4", "one.mp4", ["mirror"])
    ]
    np.testing.assert_allclose([rows[0][t] for t in times], [2, 4.5, 1, 3.5], atol=0.3)
    assert 0.5 <= rows[0]["score"] <= 1
    assert rows[0]["common"] is False


def test_a_film_added_coarsely_is_found_as_well(films: Path, tmp_path: Path, name: str) -> None:
    archive.add(tmp_path / name, [films / "one.mp4"], coarse=True)
    (row,) = archive.search(tmp_path / name, [films / "cut.mp4"])

    np.testing.assert_allclose([row["query_start"], row["query_end"]], [2, 4.5], atol=0.3)
    assert archive.info(tmp_path / name)["seconds"] == pytest.approx(4.0, abs=0.1)


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
    assert before["bytes"] > 10_000


def test_an_addition_that_broke_off_goes_on_with_what_is_left(films: Path, mine: Path) -> None:
    paths = [films / "one.mp4", films / "page.mp4", films / "two.mp4"]
    with pytest.raises(Unreadable):
        archive.add(mine, paths)
    again = archive.add(mine, [paths[0], paths[2]])

    assert [row["state"] for row in again] == ["present", "added"]


def test_a_dismissed_pair_stays_dismissed(films: Path, mine: Path) -> None:
    noted = archive.dismiss(mine, films / "cut.mp4", "one.mp4")
    shown = archive.search(mine, [films / "cut.mp4"], all=True)

    assert archive.search(mine, [films / "cut.mp4"]) == []
    assert (noted["reference"],) == opened(mine).digests()
    assert "one.mp4" in {row["reference"] for row in shown}


def test_a_film_the_archive_does_not_hold_cannot_be_dismissed(films: Path, mine: Path) -> None:
    with pytest.raises(InputInvalid, match=r"No films .* called two\.mp4"):
        archive.dismiss(mine, films / "cut.mp4", "two.mp4")


ADDING = "import sys; from secondtake import archive; archive.add(sys.argv[1], sys.argv[2:])"


@pytest.mark.slow
def test_a_writer_that_is_killed_leaves_an_archive_that_goes_on(
    films: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / name
    paths = [str(films / name) for name in ("one.mp4", "two.mp4", "cut.mp4")]
    for pause in (1.0, 2.5):
        writer = subprocess.Popen([sys.executable, "-c", ADDING, str(folder), *paths])
        time.sleep(pause)
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
    archive.add(folder, paths)

    assert len(archive.info(folder)["films"]) == 3
    assert archive.search(folder, paths[:1])[0]["reference"] == "one.mp4"


@pytest.mark.slow
def test_two_writers_at_once_make_one_archive(films: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    paths = [str(films / name) for name in ("one.mp4", "two.mp4")]
    writers = [
        subprocess.Popen([sys.executable, "-c", ADDING, str(folder), *order])
        for order in (paths, paths[::-1])
    ]

    assert [w.wait(timeout=300) for w in writers] == [0, 0]
    assert [f["name"] for f in archive.info(folder)["films"]] == ["one.mp4", "two.mp4"]
    assert list(folder.rglob("*.unfinished")) == []


def test_the_index_is_made_again_from_the_films(films: Path, mine: Path) -> None:
    before = archive.search(mine, [films / "cut.mp4"])
    cache = opened(mine).cache
    made = [p.name for p in cache.iterdir()]
    for path in sorted(cache.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()

    assert archive.search(mine, [films / "cut.mp4"]) == before
    assert [p.name for p in cache.iterdir()] == made


def test_a_new_archive_of_the_originals_gives_the_same_answers(
    films: Path, kept: Path, mine: Path
) -> None:
    before = archive.search(kept, [films / "cut.mp4"], all=True)

    assert [r["state"] for r in archive.rebuild(mine)] == ["rebuilt"]
    assert archive.search(mine, [films / "cut.mp4"], all=True) == before
    assert archive.info(mine)["films"] == archive.info(kept)["films"]


def test_a_stretch_found_in_four_films_is_common(films: Path, mine: Path) -> None:
    held = opened(mine)
    (said,) = held.shelved(held.digests())
    (parts,) = held.read([said.digest], PARTS)
    for number in range(film_search.COMMON_FILMS - 1):
        held.put(replace(said, digest=f"{number:064x}"), parts)
    rows = archive.search(mine, [films / "cut.mp4"])

    assert [row["common"] for row in rows] == [True] * film_search.COMMON_FILMS
