"""No cookie, credential or token stands in what a case or a bundle keeps of an exchange."""

from __future__ import annotations

import hashlib
import io
import json
import threading
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.cli.ran import run
from tests.films import moving_square, write_film

from secondtake import preserve
from secondtake.errors import AddressRefused
from secondtake.model.enums import AddressState, EventAction
from secondtake.preserve import address, words
from secondtake.preserve.credential_redaction import header, json_value
from secondtake.workbench import linked_media, open_bench, web_archive

PAGE = (
    "<html><head><title>A story of the harbour</title></head><body><article><h1>A story of the "
    "harbour</h1><p>The agency said on Monday the video shows the same scene twice.</p>"
    "<p>{}</p></article></body></html>"
)
JWT = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJwbGFudGVkLWp3dCJ9.planted"
COOKIE, CSRF, HOP = "planted-cookie-1f", "planted-csrf-2f", "planted-hop-3f"
ASKED, SIGNED, ANCHOR = "planted-token-4f", "planted-signature-5f", "planted-anchor-6f"
LOST, FILM, NESTED = "planted-lost-7f", "planted-film-8f", "planted-nested-9f"
PLANTED = (COOKIE, CSRF, HOP, ASKED, SIGNED, ANCHOR, LOST, NESTED, JWT)


class Answers(BaseHTTPRequestHandler):
    film = b""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        self.send_response({"/story": 302, "/lost": 404}.get(path, 200))
        self.send_header("Set-Cookie", f"session={COOKIE}; Path=/")
        self.send_header("X-CSRF-Token", CSRF)
        self.send_header("Authentication-Info", f'nextnonce="{CSRF}"')
        self.send_header("Link", f'</page?sig={SIGNED}>; rel="canonical"')
        if path == "/story":
            self.send_header("Location", f"/page?page=2&access_token={HOP}#{ANCHOR}")
        film = self.path == f"/film.mp4?token={FILM}"
        self.send_header("Content-Type", "video/mp4" if film else "text/html")
        self.end_headers()
        links = f'<video src="/film.mp4?token={FILM}"></video>' if path == "/media" else ""
        self.wfile.write(self.film if film else PAGE.format(links).encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    film = write_film(tmp_path_factory.mktemp("film") / "film.mp4", moving_square(1, 8))
    Answers.film = film.read_bytes()
    made = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    thread.join()
    made.server_close()


def test_a_case_and_all_that_leaves_it_hold_no_planted_secret(site: str, tmp_path: Path) -> None:
    inner = f"http%3A%2F%2F127.0.0.1%2F%3Ftoken%3D{NESTED}"
    story = f"{site}/story?id=7&token={ASKED}&X-Amz-Signature={SIGNED}&next={inner}&v={JWT}"
    with open_bench(tmp_path / "case", by="tests") as bench:
        (page,) = bench.keep(f"{story}#{ANCHOR}", role="page", allow_private=True)
        bench.keep(f"{site}/lost;jsessionid={LOST}?key={LOST}", role="page", allow_private=True)
        bench.read()
        (again,) = bench.recheck(archive=f"{site}/archive?key={LOST}", allow_private=True)
        bench.judge()
        bench.report()
        bench.export(tmp_path / "out" / "exports", "all")
        bench.bundle(tmp_path / "out" / "bundle", evidence=True)
        web_archive.write(bench, tmp_path / "out" / "web.wacz")
    digest = hashlib.sha256(ASKED.encode()).hexdigest()

    assert f"/story?id=7&token=sha256:{digest}&" in page.origin
    assert (again.state, "without the token" in again.notes[0]) == (
        AddressState.COULD_NOT_LOOK,
        True,
    )
    assert found(tmp_path / "case", *PLANTED) == []
    assert found(tmp_path / "out", *PLANTED) == []
    assert found(tmp_path / "case", digest) != []
    assert found(tmp_path / "out", digest) != []


def test_a_signed_link_of_a_page_is_fetched_and_stands_in_the_page_alone(
    site: str, tmp_path: Path
) -> None:
    with open_bench(tmp_path / "case", by="tests") as bench:
        (page,) = bench.keep(f"{site}/media", role="page", allow_private=True)
        (film,) = linked_media.keep(bench, allow_private=True)
        again = linked_media.keep(bench, allow_private=True)
        bench.report()
        bench.bundle(tmp_path / "bundle")
        kept = bench.case.exhibits()
    (warc,) = (e.digest for e in kept if e.media_type == "application/warc")

    assert (film.media_type, again) == ("video/mp4", ())
    assert {p.name for p in found(tmp_path / "case", FILM)} == {page.digest, warc}
    assert found(tmp_path / "bundle", FILM) == []


@pytest.mark.slow
def test_errors_do_not_say_a_secret(site: str, tmp_path: Path) -> None:
    kept = run("keep", f"{site}/lost?key={LOST}", "--case", tmp_path / "case", "--allow-private")
    shut = run("keep", f"http://127.0.0.1:1/?key={LOST}", "--case", tmp_path / "case")

    assert (kept.returncode, shut.returncode) == (1, 2)
    assert "answered 404" in kept.stderr
    assert LOST not in kept.stderr + kept.stdout + shut.stderr + shut.stdout
    with pytest.raises(AddressRefused) as error:
        preserve.ask(f"ftp://u:{LOST}@host/?a=1", max_bytes=1, max_seconds=1)
    assert LOST not in str(error.value)


def test_a_case_of_before_hands_out_no_secret(tmp_path: Path) -> None:
    secret = "planted-of-before"
    origin = f"https://host.example/film.mp4?token={secret}"
    with open_bench(tmp_path / "case", by="tests") as bench:
        (tmp_path / "page.txt").write_text("The agency said the video shows the scene twice.\n")
        (page,) = bench.keep(tmp_path / "page.txt", role="page")
        bench.case.record(
            EventAction.COLLECTED,
            actor="tests",
            subject=page.digest,
            exhibit=page.digest,
            detail=[
                ("role", "page"),
                ("name", f"film.mp4?token={secret}"),
                ("asked", f"{origin} -> 200"),
                ("header set-cookie", secret),
            ],
            records=[replace(page, origin=origin, name=f"film.mp4?token={secret}")],
        )
        bench.report()
        bench.export(tmp_path / "exports", "all")
        bench.bundle(tmp_path / "bundle", evidence=True)

    assert found(tmp_path / "case", secret) != []
    assert found(tmp_path / "exports", secret) + found(tmp_path / "bundle", secret) == []
    assert [p for p in found(tmp_path / "case", secret) if p.name.startswith("report")] == []


@pytest.mark.parametrize(
    "told",
    [
        "https://user:SECRET@host.example/a",
        "https://host.example/a?token=SECRET",
        "https://host.example/a?x=1&ACCESS_TOKEN=SECRET;y=2",
        "https://host.example/a?a%70i-key=SECRET",
        "https://host.example/a?X-Amz-Credential=SECRET&X-Amz-Date=SECRET",
        "https://host.example/a?Policy=SECRET&Key-Pair-Id=SECRET",
        "https://host.example/a;jsessionid=SECRET/b",
        "https://host.example/hls/sig/SECRETSECRETSECRET/seg.ts",
        "https://host.example/a#SECRET",
        "https://host.example/a?u=https%3A%2F%2Fx%3ASECRET%40y%2F",
        "//host.example/a?sig=SECRET",
        "/a?sig=SECRET",
        "https://[broken/?sig=SECRET",
    ],
)
def test_a_secret_of_an_address_stands_as_its_digest(told: str) -> None:
    shown = address(told)

    assert "SECRET" not in shown
    assert "sha256" in shown
    assert address(shown) == shown
    assert words(shown) == shown


@pytest.mark.parametrize(
    "told",
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PL1#t=1m20s",
        "https://host.example/2026/11/30/story-of-the-key/?page=2&tokens-of-love",
        "https://host.example/?q=a;b=c&d=%E2%82%AC+x",
        "https://host.example/design/sign/exit",
        "film.mp4",
    ],
)
def test_an_address_without_a_secret_stays_to_the_letter(told: str) -> None:
    assert address(told) == told


@pytest.mark.parametrize(
    "name",
    ["Cookie", "set-cookie", "Authorization", "Proxy-Authorization", "X-Api-Key", "X-Auth-Token"],
)
def test_a_header_that_lets_somebody_in_is_kept_as_its_digest(name: str) -> None:
    digest = hashlib.sha256(b"SECRET").hexdigest()

    assert header(name, "SECRET") == f"sha256:{digest}"
    assert header(name, header(name, "SECRET")) == f"sha256:{digest}"
    assert header("etag", 'W/"abc#d"') == 'W/"abc#d"'
    assert "SECRET" not in header("refresh", "0; url=/a?token=SECRET")


def test_what_a_platform_tells_of_a_film_keeps_no_secret() -> None:
    told = {
        "title": "Harbour",
        "extractor_key": "Generic",
        "formats": [
            {
                "url": "https://cdn.example/videoplayback?id=7&sig=SECRET&lsig=SECRET",
                "cookies": "sid=SECRET",
                "http_headers": {"Authorization": "Bearer SECRET", "Accept": "*/*"},
                "height": 1080,
            }
        ],
    }
    shown = json_value(told)

    assert "SECRET" not in json.dumps(shown)
    assert (shown["title"], shown["extractor_key"]) == ("Harbour", "Generic")
    assert shown["formats"][0]["http_headers"]["Accept"] == "*/*"


def found(folder: Path, *secrets: str) -> list[Path]:
    """The files below a folder that hold one of ``secrets``, packed or not."""
    files = [p for p in sorted(folder.rglob("*")) if p.is_file()]
    return [
        p for p in files if any(s.encode() in b for s in secrets for b in _read(p.read_bytes()))
    ]


def _read(data: bytes) -> Iterator[bytes]:
    yield data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as members:
            for name in members.namelist():
                yield from _read(members.read(name))
    if data.startswith(b"\x1f\x8b"):
        yield b"".join(_members(data))


def _members(data: bytes) -> Iterator[bytes]:
    """Each member of a file of many gzip members, as a WARC is."""
    while data:
        unpacked = zlib.decompressobj(31)
        yield unpacked.decompress(data)
        data = unpacked.unused_data
