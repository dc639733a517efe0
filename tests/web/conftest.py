"""A case with a finding, made once for all tests of the workbench that need one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.films import moving_square, write_film

from secondtake.workbench import open_bench

STORY = "Two takes\n\nThe Harbour Agency said on Monday the video shows the same scene twice.\n"


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
