"""Every page people look at breaks no rule of axe-core, as asked in Chromium."""

from __future__ import annotations

import shutil
from dataclasses import replace
from importlib import resources, util
from pathlib import Path

import pytest
from bench.evidence.axe import asked
from tests.export import sample
from tests.films import moving_square, write_film

from secondtake import browser, workbench
from secondtake.export.pages.blind_review_page import blind_page
from secondtake.export.pages.brief_page import brief_page
from secondtake.export.pages.clips_page import Clip, clips_page
from secondtake.export.pages.report_page import HtmlReport

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not any(map(shutil.which, browser.PROGRAMS)), reason="there is no Chromium here"
    ),
    pytest.mark.skipif(util.find_spec("axe_core_python") is None, reason="axe-core is not here"),
]

FAMILY = Path(__file__).parents[2] / "bench" / "families" / "chain"
STORY = "Ferry on fire\n\nThe harbour agency said on Monday that the video shows one man twice.\n"


def read_page(folder: Path) -> Path:
    workbench.write_reading_page(workbench.read(STORY.encode()), folder / "read.html")
    return folder / "read.html"


def shots_page(folder: Path) -> Path:
    film = write_film(folder / "film.mp4", moving_square(1, 10))
    workbench.write_shots_page(film, folder / "shots.html")
    return folder / "shots.html"


def review_page(folder: Path) -> Path:
    page = folder / "review.html"
    rich = sample.rich()
    shown = replace(rich, findings=tuple(f for f in rich.findings if f.kind in ("copy", "retake")))
    page.write_text(blind_page(shown), encoding="utf-8")
    return page


def brief(folder: Path) -> Path:
    (folder / "brief.html").write_text(brief_page(sample.rich()), encoding="utf-8")
    return folder / "brief.html"


def clips(folder: Path) -> Path:
    rich = sample.rich()
    shown = [Clip(finding=rich.findings[0], label="F1", file="F1.mp4", width=8, height=4, notes=())]
    (folder / "clips.html").write_text(clips_page(rich, shown), encoding="utf-8")
    return folder / "clips.html"


def genealogy_page(folder: Path) -> Path:
    read = [workbench.read(p.read_bytes()) for p in sorted(FAMILY.glob("*.txt"))]
    workbench.write_genealogy_page(workbench.genealogy(read), read, folder / "genealogy.html")
    return folder / "genealogy.html"


PAGES = {
    "genealogy": genealogy_page,
    "report": lambda folder: HtmlReport().export(sample.rich(), folder),
    "hostile": lambda folder: HtmlReport().export(sample.hostile(), folder),
    "empty": lambda folder: HtmlReport().export(sample.no_footage(), folder),
    "read": read_page,
    "shots": shots_page,
    "review": review_page,
    "brief": brief,
    "clips": clips,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_breaks_no_rule_of_accessibility(name: str, tmp_path: Path) -> None:
    axe = resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    found = asked(PAGES[name](tmp_path), axe)

    assert found["violations"] == []
    assert found["passes"] > 20
