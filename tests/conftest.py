"""Films that several rooms' tests share, made once a session."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.films import moving_square, write_film


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
