"""An address is asked once, bounded, and never inside a private network by surprise."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from secondtake.errors import AddressRefused, FetchFailed, LimitExceeded
from secondtake.preserve import intake, sources
from secondtake.preserve.addresses import is_public

PAGE = b"<html><title>A page</title><p>It says something.</p></html>"


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status = {"/gone": 410, "/broken": 500}.get(self.path, 200)
        if self.path.startswith("/to"):
            self.send_response(302)
            self.send_header("Location", "/round" if self.path == "/to-round" else "/page")
            self.end_headers()
            return
        if self.path == "/round":
            self.send_response(302)
            self.send_header("Location", "/round")
            self.end_headers()
            return
        if self.path == "/file":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
            return
        self.send_response(status)
        self.send_header("Content-Type", "video/mp4")
        length = len(PAGE) * (2 if self.path == "/short" else 1)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    thread.join()
    made.server_close()


def take(address: str, folder: Path, *, allow_private: bool = True) -> object:
    (source,) = sources([address])
    return intake(source, folder, role="page", allow_private=allow_private)


def test_a_page_is_kept_with_redirects_and_headers(server: str, tmp_path: Path) -> None:
    taken = take(f"{server}/to-page", tmp_path)
    asked = [value for name, value in taken.detail if name == "asked"]

    assert taken.exhibit.media_type == "text/html"
    assert taken.exhibit.origin == f"{server}/to-page"
    assert asked == [f"{server}/to-page -> 302", f"{server}/page -> 200"]
    assert ("header content-type", "video/mp4") in taken.detail


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/gone", FetchFailed),
        ("/broken", FetchFailed),
        ("/to-round", FetchFailed),
        ("/short", FetchFailed),
        ("/file", AddressRefused),
    ],
)
def test_what_an_address_does_not_give_is_named(
    server: str, tmp_path: Path, path: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        take(server + path, tmp_path)

    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_too_large_a_page_is_refused(
    server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secondtake.preserve.exhibit_intake.MOST_PAGE_BYTES", 20)

    with pytest.raises(LimitExceeded):
        take(f"{server}/page", tmp_path)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b::a00:1]/",
        "http://[64:ff9b:1::1]/",
        "http://[2002:7f00:1::1]/",
        "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
        "http://[fec0::1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[ff0e::1]/",
        "http://[::]/",
        "http://[::7f00:1]/",
        "http://[2001:db8::1]/",
        "http://224.0.1.1/",
        "http://100.64.0.1/",
        "http://192.0.0.9/",
        "http://255.255.255.255/",
        "http://user:secret@example.org/",
    ],
)
def test_private_addresses_are_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(AddressRefused):
        take(address, tmp_path, allow_private=False)


def test_an_address_nobody_listens_at_is_named(tmp_path: Path) -> None:
    with pytest.raises(FetchFailed):
        take("http://127.0.0.1:9/x", tmp_path)


PUBLIC = ("1.1.1.1", "2606:4700::1111", "2001:4860::8888", "64:ff9b::101:101", "::ffff:1.1.1.1")


@pytest.mark.parametrize("number", PUBLIC)
def test_ordinary_public_addresses_may_be_asked(number: str) -> None:
    assert is_public(number)


def trickle(sent: bytes, again: bytes) -> Iterator[str]:
    """A server that sends, then one piece every 50 ms for ever."""
    listening = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def serve() -> None:
        connection, _ = listening.accept()
        with connection, contextlib.suppress(OSError):
            connection.recv(4096)
            connection.sendall(sent)
            while not ended.wait(0.05):
                connection.sendall(again)

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    ended.set()
    thread.join()
    listening.close()


@pytest.mark.parametrize(
    ("sent", "again"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"x"),
        (b"HTTP/1.0 200 OK\r\n\r\n", b"x"),
    ],
    ids=["headers", "a body of known length", "a body of unknown length"],
)
def test_an_address_that_trickles_is_bounded(
    sent: bytes, again: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secondtake.preserve.exhibit_intake.PAGE_SECONDS", 0.5)
    serving = trickle(sent, again)
    began = time.monotonic()
    try:
        with pytest.raises(LimitExceeded, match="took longer than"):
            take(next(serving), tmp_path)
    finally:
        next(serving, None)

    assert time.monotonic() - began < 30
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
