"""A server that is killed in an upload, a review and a job loses nothing that it acknowledged."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from secondtake.errors import CaseBusy
from secondtake.workbench import open_bench, open_view, verify

pytestmark = pytest.mark.slow

TEXT = b"Ferry on fire\n\nThe agency said on Monday that the video shows a ferry.\n"
UPLOAD = "5e" * 32


class Browser:
    """One that followed the link of a server, with its cookie and the token of its forms."""

    def __init__(self, link: str) -> None:
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self._open = urllib.request.build_opener(jar).open
        with self._open(link, timeout=60) as answer:
            self.root, page = answer.url, answer.read().decode()
        self.form = re.findall(r"form=([\w-]+)", page)[0]
        self.origin = "/".join(self.root.split("/")[:3])

    def get(self, path: str) -> str:
        with self._open(self.root + path, timeout=60) as answer:
            return str(answer.read().decode())

    def post(self, path: str, body: bytes = b"", **asked: object) -> tuple[str, str]:
        """Where it led and what came, after the server acknowledged it."""
        query = urllib.parse.urlencode({**asked, "form": self.form})
        request = urllib.request.Request(f"{self.root}{path}?{query}", body, method="POST")
        request.add_header("Origin", self.origin)
        with self._open(request, timeout=60) as answer:
            return answer.url, answer.read().decode()


@contextmanager
def served(case: Path) -> Iterator[tuple[Browser, subprocess.Popen[str]]]:
    command = [sys.executable, "-m", "secondtake", "open", str(case), "--no-browser", "--by", "Ann"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        yield Browser(server.stdout.readline().strip()), server
    finally:
        server.kill()
        server.wait(30)
        server.stdout.close()


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(
    judged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    asked = {"name": "ferry.txt", "size": len(TEXT), "role": "also"}
    with served(judged) as (browser, server):
        part = browser.post(f"/take/{UPLOAD}", TEXT[:20], **asked, offset=0)
        look, _ = browser.post("/review")
        answer = urllib.parse.urlencode({"decision": "sees it", "note": "Frame by frame."})
        browser.post(look.removeprefix(browser.root), answer.encode())
        browser.post("/do/compare")
        server.kill()  # as a power cut does to it: no handler runs
        server.wait(30)
    released(judged)
    with open_view(judged) as view:
        reviews = [(r.reviewer, r.note) for r in view.reviews()]
    with served(judged) as (browser, _):
        have = browser.get(f"/take/{UPLOAD}")
        _, rest = browser.post(f"/take/{UPLOAD}", TEXT[20:], **asked, offset=20)
        job = re.findall(r"/job/([\w-]+)", rest)[0]
        kept = re.findall(r"data: (.*)", browser.get(f"/events/{job}"))[-1]
    with open_view(judged) as view:
        (ferry,) = (e for e in view.case.exhibits() if e.name == "ferry.txt")
        bytes_kept = view.case.evidence_bytes(ferry.digest)

    assert part[1] == '{"have":20}' == have
    assert reviews == [("Ann", "Frame by frame.")]
    assert kept == "0"
    assert bytes_kept == TEXT
    assert verify(judged).problems == ()


def released(case: Path) -> None:
    """Wait until the job, which outlives its server, has let the case go."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            with open_bench(case, by="Ann"):
                return
        except CaseBusy:
            time.sleep(0.2)
    raise AssertionError("the case was never let go")
