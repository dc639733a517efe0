"""Films and a case that several rooms' tests share, made once a session."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from tests.films import moving_square, write_film

from secondtake.workbench import open_bench


@pytest.fixture(scope="session")
def two_shot_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four seconds, a hard cut after two."""
    folder = tmp_path_factory.mktemp("films")
    frames = np.concatenate([moving_square(1), moving_square(2)])
    return write_film(folder / "two shots.mp4", frames)


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short page that makes claims about a film."""
    path = tmp_path_factory.mktemp("pages") / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def judged_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("judged")
    (folder / "page.txt").write_text(STORY)
    film = moving_square(1)
    write_film(folder / "first night.mp4", film)
    write_film(folder / "second night.mp4", film[5:])
    with open_bench(folder / "case", by="Bob") as bench:
        bench.keep(folder / "page.txt", role="page")
        bench.keep(folder / "first night.mp4", folder / "second night.mp4")
        bench.read()
        bench.watch()
        bench.compare()
        assert any(f.relations for f in bench.judge())
        bench.numbered()
    return folder / "case"


@pytest.fixture
def judged(judged_once: Path, tmp_path: Path) -> Path:
    """A copy of a case of one page and two films, of which a finding says that one is a copy."""
    shutil.copytree(judged_once, tmp_path / "case")
    return tmp_path / "case"


STORY = "Two takes\n\nThe Harbour Agency said on Monday the video shows the same scene twice.\n"
PAGE = """<!doctype html><html lang="en"><head><title>Video shows two takes, agency says</title>
<meta property="article:published_time" content="2026-03-05T10:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Video shows two takes, agency says</h1>
<p>The Harbour Press Agency said on Wednesday that a video shows the same scene filmed twice.</p>
<p>According to the agency, the man wears a red coat in the first part and a blue one in the
second part. The video was reportedly deleted on Tuesday.</p>
<p>The ministry denied that anybody had been paid to appear in the film.</p>
</article><footer>Copyright The Harbour Press</footer></body></html>
"""
