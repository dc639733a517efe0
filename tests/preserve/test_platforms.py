"""A page given as footage: the film in it is fetched by yt-dlp, guarded, or a sentence says how."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from tests.films import moving_square, write_film

from secondtake.errors import FetchFailed
from secondtake.model.evidence import Derivative
from secondtake.preserve import platforms, sweep
from secondtake.store import verify
from secondtake.workbench import open_bench

PLAYER = '<html><head><title>Harbour</title></head><body><video src="{}"></video></body></html>'
slow = pytest.mark.slow  # each loads yt-dlp in a process of its own


class Site(BaseHTTPRequestHandler):
    """A page with one film, one with a film twice, one with none; ``asked`` is what was asked."""

    film: ClassVar[bytes] = b""
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path == "/refused":
            self.send_error(403)
            return
        pages = {
            "/watch": PLAYER.format("film.mp4"),
            "/two": PLAYER.format("film.mp4") + PLAYER.format("film.mp4?again"),
            "/none": "<html><body><p>Nothing here moves.</p></body></html>",
        }
        body = pages[self.path].encode() if self.path in pages else self.film
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if self.path in pages else "video/mp4")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_HEAD = do_GET

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    Site.film = write_film(tmp_path / "made.mp4", moving_square(3, 5)).read_bytes()
    Site.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def fetched(address: str, folder: Path, **more: object) -> platforms.Film:
    settings = {"max_bytes": 10_000_000, "max_seconds": 60.0, "allow_private": True, **more}
    return platforms.film(address, folder, **settings)


@slow
def test_the_film_in_a_page_is_kept_as_served_with_what_the_page_says_of_it(
    site: str, tmp_path: Path
) -> None:
    with open_bench(tmp_path / "case") as bench:
        (film,) = bench.keep(f"{site}/watch", allow_private=True)
        (about,) = bench.case.fetch(Derivative)
        told = json.loads(bench.case.derivative(about.digest))
        logged = dict(bench.case.events()[1].detail)

        assert bench.case.evidence_path(film.digest).read_bytes() == Site.film
        assert (film.media_type, film.origin) == ("video/mp4", f"{site}/watch")
        assert about.source == film.digest
        assert told["title"].startswith("Harbour")
        assert str(tmp_path) not in json.dumps(told)
        assert logged["platform url"] == f"{site}/film.mp4"
        assert logged["fetched with"].startswith("yt-dlp 20")
        assert bench.recheck(allow_private=True)[0].state == "still there"
    assert verify(tmp_path / "case").problems == ()


@slow
@pytest.mark.parametrize(
    ("path", "why"), [("/two", "2 films"), ("/none", "Unsupported"), ("/refused", "403")]
)
def test_a_page_without_one_film_is_a_failure_that_says_why(
    site: str, tmp_path: Path, path: str, why: str
) -> None:
    with open_bench(tmp_path / "case") as bench:
        kept = bench.keep(site + path, allow_private=True)

        assert kept == ()
        assert why in bench.failures[0].reason
        assert list(bench.case.evidence.iterdir()) == []


@slow
def test_a_private_network_is_not_asked_on_the_way_to_a_film(site: str, tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="private network"):
        fetched(f"{site}/watch", tmp_path / "kept", allow_private=False)

    assert Site.asked == []


@slow
def test_a_film_above_the_limit_is_not_kept(site: str, tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match="larger than"):
        fetched(f"{site}/watch", tmp_path / "kept", max_bytes=len(Site.film) - 1)

    assert list((tmp_path / "kept").iterdir()) == []


def test_without_the_extra_a_page_given_as_footage_is_a_failure_that_names_it(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "meta_path", [])
    monkeypatch.delitem(sys.modules, "yt_dlp", raising=False)
    with open_bench(tmp_path / "case") as bench:
        kept = bench.keep(f"{site}/watch", allow_private=True)

        assert kept == ()
        assert bench.failures[0].reason.endswith("answered with a page, not with a film.")
        assert 'pip install "secondtake[platforms]"' in bench.failures[0].advice


def test_what_a_killed_fetch_left_is_swept(tmp_path: Path) -> None:
    left = tmp_path / ".part-film"
    left.mkdir()
    (left / "film.mp4.part").write_bytes(b"half")

    assert sweep(tmp_path) == 1
    assert list(tmp_path.iterdir()) == []
