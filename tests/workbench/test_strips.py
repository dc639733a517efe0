"""The page of one film's shots opens anywhere and holds every shot with its stills."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from tests.cli.ran import run
from tests.export.parsed import parse
from tests.films import moving_square, write_film

from secondtake import workbench
from secondtake.errors import CaseUnwritable, InputMissing

NAME = "a<b>{{ 7 }}.mp4"


def test_the_page_shows_every_shot_and_fetches_nothing(tmp_path: Path) -> None:
    frames = np.concatenate([moving_square(1, 30), moving_square(2, 30)])
    film = write_film(tmp_path / NAME, frames)
    ran = run("shots", film, "--html", tmp_path / "out" / "page.html", "--json")
    text = (tmp_path / "out" / "page.html").read_text("utf-8")
    page = parse(text)
    words = " ".join(" ".join(page.words).split())
    pictures = page.all("img")

    assert ran.returncode == 0, ran.stderr
    assert len(json.loads(ran.stdout)["shots"]) == len(page.all("article")) == 2
    assert len(pictures) >= 2
    assert all(p["src"].startswith("data:image/jpeg;base64,") and p["alt"] for p in pictures)
    assert NAME in words
    assert "hard cut" in words
    assert not {"script", "link", "iframe", "form", "object"} & {tag for tag, _ in page.tags}
    assert "default-src 'none'" in page.all("meta")[1]["content"]


def test_a_page_of_no_film_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputMissing):
        workbench.write_shots_page(tmp_path / "none.mp4", tmp_path / "page.html")


def test_a_page_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    film = write_film(tmp_path / "film.mp4", moving_square(1, 12))
    (tmp_path / "page.html").mkdir()

    with pytest.raises(CaseUnwritable):
        workbench.write_shots_page(film, tmp_path / "page.html")

    assert sorted(p.name for p in tmp_path.iterdir()) == ["film.mp4", "page.html"]
