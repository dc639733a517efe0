"""The workbench in Chromium: every page by axe, a whole review by keyboard, two films in step."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from importlib import resources, util
from pathlib import Path
from typing import Any

import pytest
from tests.films import moving_square, write_film

from secondtake import browser
from secondtake.workbench import open_bench

PROGRAM = next(filter(None, map(shutil.which, browser.PROGRAMS)), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here"),
    pytest.mark.skipif(util.find_spec("axe_core_python") is None, reason="axe-core is not here"),
    pytest.mark.skipif(util.find_spec("playwright") is None, reason="Playwright is not here"),
]

PAGES = (
    *("", "/claims", "/findings", "/timeline", "/people", "/activity", "/export", "/review"),
    *("/ties", "/cameras", "/notes"),
)
STORY = "Two takes\n\nThe agency said on Monday the video shows the same scene twice.\n"


@pytest.fixture(scope="module")
def link(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The one-time link of a workbench that serves a small case."""
    folder = tmp_path_factory.mktemp("walk")
    (folder / "page.txt").write_text(STORY)
    film = moving_square(1)
    write_film(folder / "first.mp4", film)
    write_film(folder / "second.mp4", film[5:])
    with open_bench(folder / "case", by="Bob") as bench:
        bench.keep(folder / "page.txt", role="page")
        bench.keep(folder / "first.mp4", folder / "second.mp4")
        bench.read()
        bench.watch()
        bench.compare()
        bench.judge()
    command = [sys.executable, "-m", "secondtake", "open", str(folder / "case"), "--no-browser"]
    server = subprocess.Popen([*command, "--by", "Ann"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="module")
def page(link: str) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    root = os.geteuid() == 0
    with sync_playwright() as play:
        chromium = play.chromium.launch(
            executable_path=PROGRAM, args=["--no-sandbox"] if root else []
        )
        tab = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
        tab.set_default_timeout(60_000)
        complaints: list[str] = []
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("console", lambda said: complaints.append(said.text))
        tab.goto(link)
        yield tab
        assert complaints == []
        chromium.close()


def breaks(page: Any) -> list[tuple[str, str]]:
    """Rules of axe-core that the page breaks, each with the first place."""
    axe = resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    page.evaluate(axe)  # by the debugger, so that the page's own policy stays as it is
    found = page.evaluate("() => axe.run(document)")
    return [(v["id"], v["nodes"][0]["html"][:120]) for v in found["violations"]]


def test_a_whole_review_is_done_by_keyboard_and_no_page_breaks_a_rule(
    page: Any, tmp_path: Path
) -> None:
    def press_on(words: str) -> None:
        """Tab to what is so called, as somebody without a mouse does."""
        for _ in range(120):
            page.keyboard.press("Tab")
            held = page.evaluate(
                "() => { const it = document.activeElement; return (it.labels?.[0] || it).innerText"
                " || it.ariaLabel || ''; }"
            )
            if words in held:
                return
        raise AssertionError(f"{words} cannot be reached by keyboard")

    root = page.url
    assert breaks(page) == []
    press_on("Review pairs")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review")
    press_on("Look at the next pair")
    page.keyboard.press("Enter")
    page.wait_for_url("**/blind/*")
    blind = breaks(page)
    press_on("yes, I see it")
    page.keyboard.press("Space")
    press_on("Why")
    page.keyboard.type("They move alike, frame by frame.")
    press_on("File, then show")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review/*filed=1")

    assert blind == []
    assert breaks(page) == []
    assert "They move alike" in page.inner_text("main")
    for scheme, pages in (("light", PAGES), ("dark", DARK)):
        page.emulate_media(color_scheme=scheme)
        for path in pages:
            page.goto(root + path)
            page.evaluate(f"() => document.documentElement.dir = '{DIRECTIONS[scheme]}'")

            assert breaks(page) == [], (scheme, path)
            wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, (scheme, path)


DARK = ("", "/claims", "/findings", "/timeline")
"""Pages that are asked again, dark and from right to left: between them they hold every part."""
DIRECTIONS = {"light": "ltr", "dark": "rtl"}


def test_two_films_step_and_play_in_step_and_the_address_says_all(page: Any) -> None:
    root = "/".join(page.url.split("/")[:5])
    page.emulate_media(color_scheme="light")
    page.goto(root + "/ab")
    page.locator(".seen a").first.click()
    page.get_by_role("button", name="veiled").click()
    page.wait_for_selector("#viewer[data-ready]")
    for key in (".", ".", ".", ",", "]"):
        page.keyboard.press(key)
    told = page.locator("figcaption").all_inner_texts()
    moved = page.url
    page.reload()
    page.wait_for_selector("#viewer[data-ready]")

    assert page.locator("figcaption").all_inner_texts() == told
    assert "off=0,1" in moved
    assert breaks(page) == []

    page.keyboard.press(" ")
    page.wait_for_selector("video", state="visible")
    page.wait_for_timeout(1500)
    apart = [page.evaluate(APART) for _ in range(20)]
    exact = page.inner_text("#exact")
    page.keyboard.press(" ")
    page.wait_for_selector("video", state="hidden")

    # One frame of 25 a second; how often is for bench/speed/workbench_walk.py, on a quiet machine.
    assert statistics.median(map(abs, apart)) <= 0.04
    assert exact == "exact: yes"


APART = """() => new Promise((done) => setTimeout(() => {
  const [one, other] = document.querySelectorAll("video");
  done(one.currentTime - other.currentTime);
}, 50))"""
