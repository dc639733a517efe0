"""Pages drawn by Chromium: nothing fetched, no script run, no file of this machine shown."""

from __future__ import annotations

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from secondtake import browser
from secondtake.cli import main
from secondtake.errors import PluginUnavailable
from secondtake.store import verify
from secondtake.workbench import open_bench

HERE = any(map(shutil.which, browser.PROGRAMS))
needs_chromium = pytest.mark.skipif(not HERE, reason="there is no Chromium here")


def colours(png: bytes) -> set[tuple[int, ...]]:
    picture = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    return {tuple(int(v) for v in c) for c in np.unique(picture.reshape(-1, 3), axis=0)}


def block(colour: str, more: str = "") -> str:
    return f"<div style='background:{colour};height:40px'>{more}</div>"


def test_without_chromium_it_is_one_sentence_before_anything_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser, "PROGRAMS", ())
    with open_bench(tmp_path / "case") as bench:
        with pytest.raises(PluginUnavailable, match="neither was found"):
            bench.report(pdf=True)
        actions = [e.action for e in bench.case.events()]
    code = main(["picture", "--case", str(tmp_path / "case")])

    assert actions == ["opened"]
    assert code == 2
    assert capsys.readouterr().err.count("secondtake: Rendering a page needs Chromium") == 1


@pytest.mark.slow
@needs_chromium
def test_a_page_is_drawn_as_kept_and_runs_nothing(tmp_path: Path) -> None:
    red = tmp_path / "red.html"
    red.write_text(block("rgb(255,0,0)"))
    page = (
        block("rgb(0,0,255)")
        + f"<iframe src='{red.as_uri()}' width=200 height=60></iframe>"
        + "<script>document.person.style.background='rgb(0,255,0)'</script>"
        + "<img src='http://127.0.0.1:9/x'><meta http-equiv=refresh content='0;url=/other'>"
    )
    seen = colours(browser.picture(page.encode(), "text/html", width=400, height=300))

    assert (255, 0, 0) in seen  # blue, as OpenCV orders colours
    assert (0, 255, 0) not in seen
    assert (0, 0, 255) not in seen


@pytest.mark.slow
@needs_chromium
def test_a_kept_page_has_a_picture_once_and_the_report_is_on_paper(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(f"<html>{block('rgb(0,0,255)')}<p>A story.</p></html>")
    with open_bench(tmp_path / "case") as bench:
        bench.keep(tmp_path / "page.html", role="page")
        drawn = bench.picture()
        again = bench.picture()
        bench.report(pdf=True)
        png = bench.case.derivative(drawn[0].digest)
    paper = tmp_path / "case" / "report.pdf"

    assert drawn == again
    assert len(drawn) == 1
    assert png.startswith(b"\x89PNG")
    assert paper.read_bytes().startswith(b"%PDF")
    assert verify(tmp_path / "case").problems == ()
    paper.write_bytes(paper.read_bytes()[:-1])
    assert any("report.pdf" in p for p in verify(tmp_path / "case").problems)
