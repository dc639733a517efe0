"""What a file is called never counts as work that was done on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.films import moving_square, write_film

from secondtake import reading, viewing
from secondtake.store import blobs
from secondtake.workbench import open_bench

PAGE = "Two takes\n\nThe agency said on Monday the video shows the same scene twice.\n"


@pytest.mark.parametrize(
    "name", ["{maker}.mp4", '"{subject}" {maker}.mp4', '"{{subject}}" {maker}']
)
def test_a_film_named_after_who_watches_it_is_watched(tmp_path: Path, name: str) -> None:
    film = write_film(tmp_path / "film.mp4", moving_square(1, 10))
    maker = viewing.makers()["shots"].digest
    film = film.rename(tmp_path / name.format(maker=maker, subject=blobs.file_digest(film)))
    with open_bench(tmp_path / "case") as bench:
        bench.keep(film)

        assert len(bench.watch()) == 1


def test_a_page_named_after_its_reader_is_read(tmp_path: Path) -> None:
    page = tmp_path / f"{reading.MAKER.digest}.txt"
    page.write_text(PAGE, encoding="utf-8")
    with open_bench(tmp_path / "case") as bench:
        bench.keep(page, role="page")

        assert len(bench.read()) == 1
