"""A copy for playing, sent to the middle of a frame's time by Chromium, shows that frame."""

from __future__ import annotations

import base64
import io
import random
import shutil
from importlib import util
from pathlib import Path

import pytest
from tests.viewing.numbered_films import KINDS, write_numbered

from secondtake import browser, viewing
from secondtake.model.enums import SeeingGrade
from secondtake.model.time import Span

PROGRAM = next(filter(None, map(shutil.which, browser.PROGRAMS)), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here"),
    pytest.mark.skipif(util.find_spec("playwright") is None, reason="playwright is not here"),
]
FIRST, LAST, SEEKS = 40, 140, 20
SHOWN = """async ([data, seconds]) => {
  const bytes = Uint8Array.from(atob(data), c => c.charCodeAt(0));
  const video = document.createElement("video");
  video.muted = true;
  video.src = URL.createObjectURL(new Blob([bytes], {type: "video/mp4"}));
  await new Promise((ready, failed) => {
    video.onloadeddata = ready;
    video.onerror = () => failed(video.error.message);
  });
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  const seen = [], paint = canvas.getContext("2d", {willReadFrequently: true});
  for (const second of seconds) {
    const shown = new Promise(told => video.requestVideoFrameCallback((_, m) => told(m.mediaTime)));
    video.currentTime = second;
    const at = await shown;
    paint.drawImage(video, 0, 0);
    const row = paint.getImageData(0, canvas.height >> 3, canvas.width, 1).data;
    let number = 0;
    for (let bit = 0; bit < 10; bit++)
      if (row[4 * Math.floor((bit + 0.5) * canvas.width / 10)] > 125) number |= 1 << bit;
    seen.push([number, at]);
  }
  return seen;
}"""
"""The number that each frame holds (``numbered_films``), and when the browser says it is shown."""


@pytest.mark.parametrize("name", ["variable.mp4", "2997.ts"])
def test_a_browser_shows_the_frame_whose_middle_it_is_sent_to(name: str, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    codec, times, tick, more = KINDS[name]
    path = write_numbered(tmp_path / name, codec, times, tick, **more)
    table = viewing.frame_table(path, "ab" * 32)
    span = Span(start=table.pts[FIRST], end=table.pts[LAST], tick=table.tick)
    to = io.BytesIO()
    viewing.write_playing_copy(to, path, span, grade=SeeingGrade.OPEN)
    asked = random.Random(name).sample(range(FIRST, LAST), SEEKS)
    begun = table.seconds(FIRST)
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=PROGRAM, args=["--no-sandbox"])
        middles = [table.middle(number) - begun for number in asked]
        data = base64.b64encode(to.getvalue()).decode("ascii")
        seen = chromium.new_page().evaluate(SHOWN, [data, middles])
        chromium.close()

    assert [number for number, _ in seen] == asked
    assert [at for _, at in seen] == pytest.approx(
        [table.seconds(number) - begun for number in asked], abs=0.001
    )
