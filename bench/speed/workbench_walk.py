"""Walk the workbench as somebody does who sees it first: from the command to the first pair.

Run: ``OMP_NUM_THREADS=1 python -m bench.speed.workbench_walk CASE --to FOLDER``. It needs
Playwright and Chromium. Prints the seconds since the command was typed at which each step was
reached, how long stills took after a step, and how far apart two films play; a picture of each
step is written to the folder.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.speed.watch import machine
from secondtake import browser

SHOWN = """() => [...document.querySelectorAll("img.still")].every(
  (picture) => picture.complete && picture.naturalWidth > WIDTH)"""
STEPPED = """(before) => document.querySelector("img.still").src !== before && (SHOWN)()""".replace(
    "SHOWN", SHOWN.replace("WIDTH", "0")
)
APART = """() => {
  const [one, other] = document.querySelectorAll("video");
  return one.currentTime - other.currentTime;
}"""
ANSWERED = """() => performance.getEntriesByType("resource")
  .filter((asked) => asked.name.includes("/still/") && asked.name.includes("veiled"))
  .map((asked) => asked.responseEnd - asked.startTime)"""
STEPS = 20
LOOKS = 60


def main() -> None:
    """Print the walk."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("case", type=Path)
    parser.add_argument("--to", type=Path, required=True, help="a folder for pictures")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    print(machine(), f"load {os.getloadavg()[0]:.1f}")
    began = time.perf_counter()
    command = [sys.executable, "-m", "secondtake", "open", str(options.case), "--no-browser"]
    server = subprocess.Popen([*command, "--by", "Ann"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        link = server.stdout.readline().strip()
        print(f"{time.perf_counter() - began:6.1f} s  the link is printed")
        program = next(filter(None, map(shutil.which, browser.PROGRAMS)))
        with sync_playwright() as play:
            root = ["--no-sandbox"] if os.geteuid() == 0 else []
            chromium = play.chromium.launch(executable_path=program, args=root)
            tab = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
            tab.set_default_timeout(120_000)
            _walk(tab, link, began, options.to)
            chromium.close()
    finally:
        server.terminate()
        server.wait(30)


def _walk(tab: Any, link: str, began: float, to: Path) -> None:
    def reached(what: str) -> None:
        print(f"{time.perf_counter() - began:6.1f} s  {what}")
        tab.screenshot(path=to / f"{what.replace(' ', '-')}.png", full_page=True)

    tab.goto(link)
    reached("the case")
    tab.get_by_role("link", name="See the findings").click()
    reached("the findings")
    tab.get_by_role("link", name="Compare side by side").first.click()
    tab.wait_for_selector("#viewer[data-ready]")
    _until(tab, SHOWN.replace("WIDTH", "0"))
    reached("the first pair veiled")
    _until(tab, SHOWN.replace("WIDTH", "96"))
    reached("the first pair covered")
    with tab.expect_navigation():
        tab.get_by_role("button", name="veiled").click()
    tab.wait_for_selector("#viewer[data-ready]")
    took = []
    for _ in range(STEPS):
        at = time.perf_counter()
        before = tab.evaluate("() => document.querySelector('img.still').src")
        tab.keyboard.press(".")
        _until(tab, STEPPED, before)
        took.append(time.perf_counter() - at)
    print(f"a step of one frame, both stills veiled: median {statistics.median(took):.2f} s")
    waits = tab.evaluate(ANSWERED)
    print(f"a veiled still, asked by the page: median {statistics.median(waits):.0f} ms")
    at = time.perf_counter()
    tab.keyboard.press(" ")
    tab.wait_for_selector("video", state="visible")
    print(f"copies for playing, veiled: {time.perf_counter() - at:.1f} s until they play")
    tab.wait_for_timeout(1500)
    apart = []
    for _ in range(LOOKS):
        tab.wait_for_timeout(100)
        apart.append(abs(tab.evaluate(APART)))
    within = sum(seconds <= 0.04 for seconds in apart)
    print(f"two films at 1x: {within} of {LOOKS} looks within 40 ms; {tab.inner_text('#exact')}")
    reached("two films play")


def _until(tab: Any, shown: str, told: str | None = None) -> None:
    """The page's policy lets no text be run as a script, so that it is asked again and again."""
    while not tab.evaluate(shown, told):
        time.sleep(0.02)


if __name__ == "__main__":
    main()
