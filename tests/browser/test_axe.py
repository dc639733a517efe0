"""Every page we write holds to what axe-core can check of accessibility (WCAG), in Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bench.evidence import axe
from tests.export import sample

from secondtake import browser, workbench
from secondtake.export.blind import blind_page
from secondtake.export.html import HtmlReport

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not any(map(shutil.which, browser.PROGRAMS)),
        reason="pages cannot be checked with axe: there is no Chromium or Chrome here",
    ),
]

REPORTS: dict[str, Callable[[], str]] = {
    "rich report": lambda: HtmlReport().page(sample.rich()),
    "hostile report": lambda: HtmlReport().page(sample.hostile()),
    "bare report": lambda: HtmlReport().page(sample.bare()),
    "page for a reviewer": lambda: blind_page(sample.rich()),
}


def broken_rules(page: Path) -> list[list[str]]:
    found = axe.asked(page, axe.script())

    assert found["passes"] > 20  # axe looked
    return found["violations"]


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_breaks_no_rule(name: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(REPORTS[name](), encoding="utf-8")

    assert broken_rules(page) == []


def test_the_page_of_a_reading_breaks_no_rule(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "reading.html"
    workbench.write_reading_page(workbench.read(page.read_bytes()), out)

    assert broken_rules(out) == []


def test_the_page_of_shots_breaks_no_rule(two_shot_film: Path, tmp_path: Path) -> None:
    out = tmp_path / "shots.html"
    workbench.write_shots_page(two_shot_film, out)

    assert broken_rules(out) == []


def test_a_page_that_breaks_a_rule_is_caught(tmp_path: Path) -> None:
    page = tmp_path / "poor.html"
    text = HtmlReport().page(sample.bare()).replace('lang="en"', "")
    page.write_text(text.replace("</main>", "<img src='data:,'></main>"), encoding="utf-8")

    assert {rule[1] for rule in broken_rules(page)} >= {"html-has-lang", "image-alt"}
