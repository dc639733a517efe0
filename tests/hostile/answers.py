"""Answers no honest server gives, made by code, and a server on this machine that gives them."""

from __future__ import annotations

import contextlib
import gzip
import itertools
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from functools import cache

PAGE = b"<html><title>A page</title><p>It says something.</p></html>"
PIECE = 1 << 20
LARGE_BYTES = 1 << 26
Answer = Callable[[], Iterator[bytes]]
"""The bytes of an answer, piece by piece; it may go on for ever."""


def head(*headers: bytes, status: bytes = b"200 OK") -> bytes:
    return b"".join(line + b"\r\n" for line in (b"HTTP/1.1 " + status, *headers, b""))


def whole(body: bytes, *headers: bytes) -> Iterator[bytes]:
    yield head(*headers, b"Content-Length: %d" % len(body)) + body


def encoded(body: bytes, *encodings: bytes) -> Answer:
    return lambda: whole(body, *(b"Content-Encoding: " + e for e in encodings))


def bomb(make: Callable[[int], bytes], size: int, encodings: bytes) -> Answer:
    """A body that ``make`` gives only when it is asked for: a large one takes seconds."""
    return lambda: whole(make(size), b"Content-Encoding: " + encodings)


@cache
def zeros(size: int) -> bytes:
    """``size`` zeros as gzip, made without holding them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    pieces = (bytes(min(PIECE, size - at)) for at in range(0, size, PIECE))
    made = b"".join(map(packer.compress, pieces))
    return made + packer.flush()


@cache
def twice(size: int) -> bytes:
    return gzip.compress(zeros(size), 9)


def endless(first: bytes, again: bytes, wait: float = 0.0) -> Answer:
    def answer() -> Iterator[bytes]:
        yield first
        for _ in itertools.count():
            yield again
            time.sleep(wait)

    return answer


def nothing_but_blocks() -> Iterator[bytes]:
    """A gzip stream that goes on for ever and holds nothing: empty stored blocks (RFC 1951)."""
    yield head(b"Content-Encoding: gzip")
    yield b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"
    while True:
        yield b"\x00\x00\x00\xff\xff" * 10_000


def slow_redirect() -> Iterator[bytes]:
    time.sleep(0.3)
    yield head(b"Location: /", status=b"302 Found")


_GZIP = b"Content-Encoding: gzip"
_CHUNKED = b"Transfer-Encoding: chunked"
REFUSED: dict[str, Answer] = {
    "gzip in gzip": bomb(twice, LARGE_BYTES, b"gzip, gzip"),
    "gzip in gzip, two headers": encoded(twice(PIECE), b"gzip", b"gzip"),
    "forty encodings": encoded(PAGE, b", ".join([b"gzip"] * 40)),
    "gzip of zeros": bomb(zeros, LARGE_BYTES, b"gzip"),
    "gzip of zeros, as large as a page may be": bomb(zeros, 1_900_000, b"gzip"),
    "gzip broken off": encoded(gzip.compress(PAGE * 9)[:-12], b"gzip"),
    "gzip that is none": encoded(PAGE, b"gzip"),
    "gzip with a wrong check sum": encoded(gzip.compress(PAGE)[:-8] + bytes(8), b"gzip"),
    "100,000 empty gzip members": encoded(gzip.compress(b"") * 100_000, b"gzip"),
    "gzip blocks of nothing, endless": nothing_but_blocks,
    "deflate": encoded(zlib.compress(PAGE), b"deflate"),
    "deflate, raw": encoded(zlib.compress(PAGE)[2:-4], b"deflate"),
    "brotli": encoded(b"\x0b\x02\x80hello\x03", b"br"),
    "zstandard": encoded(b"\x28\xb5\x2f\xfd\x04\x00\x29\x00\x00hello", b"zstd"),
    "an unknown encoding": encoded(PAGE, b"\x1b[31mx\xff"),
    "chunks, endless": endless(head(_CHUNKED), b"10000\r\n" + b"x" * 65536 + b"\r\n"),
    "chunks of one byte, endless": endless(head(_CHUNKED), b"1\r\nx\r\n" * 1000),
    "a chunk that is longer than it says": lambda: iter(
        [head(_CHUNKED) + b"5\r\n" + b"x" * 50 + b"\r\n0\r\n\r\n"]
    ),
    "a body without end": endless(head(), b"x" * 65536),
    "a length that is too long": lambda: iter([head(b"Content-Length: 999") + PAGE]),
    "a length that is no number": lambda: iter([head(b"Content-Length: 1e9") + PAGE]),
    "two lengths": lambda: iter([head(b"Content-Length: 5", b"Content-Length: 7") + PAGE]),
    "headers without end": endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 1000),
    "one header without end": endless(b"HTTP/1.1 200 OK\r\nX-A: ", b"b" * 65536),
    "a thousand headers": lambda: whole(PAGE, *[b"X-A: b"] * 1000),
    "headers of 80 kB": lambda: whole(PAGE, b"X-A: " + b"b" * 80_000),
    "100 Continue, endless": endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 500),
    "a header with NUL": lambda: whole(PAGE, b"X-A: a\x00b"),
    "a header with a lone carriage return": lambda: whole(PAGE, b"X-A: a\rX-B: b"),
    "no HTTP": lambda: iter([b"SSH-2.0-OpenSSH_9.6\r\n" * 9]),
    "a redirect to itself": lambda: iter([head(b"Location: /", status=b"302 Found")]),
    "a redirect to 60 kB": lambda: iter(
        [head(b"Location: /" + b"a" * 60_000, status=b"302 Found")]
    ),
    "a redirect to no address": lambda: iter([head(b"Location: http://[", status=b"302 Found")]),
    "headers, one byte at a time": endless(b"HTTP/1.1 200 OK\r\nX-A: ", b"b", 0.05),
    "a body, one byte at a time": endless(head(b"Content-Length: 9999"), b"x", 0.05),
    "gzip, one byte at a time": endless(
        head(_GZIP) + gzip.compress(PAGE)[:-20], b"\x00\x00\x00\xff\xff", 0.05
    ),
    "redirects, each slow": slow_redirect,
}
"""Answers of which nothing is kept."""

KEPT: dict[str, Answer] = {
    "gzip": encoded(gzip.compress(PAGE), b"gzip"),
    "gzip by its old name": encoded(gzip.compress(PAGE), b"X-GZIP"),
    "gzip and identity": encoded(gzip.compress(PAGE), b"identity, gzip"),
    "gzip in two members": encoded(gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]), b"gzip"),
    "gzip with zeros between members": encoded(
        gzip.compress(PAGE[:20]) + bytes(512) + gzip.compress(PAGE[20:]) + bytes(9), b"gzip"
    ),
    "gzip with something after it": encoded(gzip.compress(PAGE) + b"<!-- x -->", b"gzip"),
    "gzip in chunks of one byte": lambda: iter(
        [head(_GZIP, _CHUNKED)]
        + [b"1\r\n%c\r\n" % byte for byte in gzip.compress(PAGE)]
        + [b"0\r\n\r\n"]
    ),
    "more than it says": lambda: iter([head(b"Content-Length: %d" % len(PAGE)) + PAGE + PAGE]),
    "a header with control characters": lambda: whole(
        PAGE, b"X-A: \x1b]0;owned\x07\xe2\x80\xae", b"X-B: a\x85WARC/1.1", b"X-C: a\r\n folded"
    ),
}
"""Odd answers of which the page is kept, as a browser shows it."""


@contextlib.contextmanager
def given(answer: Answer) -> Iterator[str]:
    """The address of a server on 127.0.0.1 that gives every caller this answer."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0.05)
    ended = threading.Event()

    def serve() -> None:
        while not ended.is_set():
            try:
                connection, _ = listening.accept()
            except TimeoutError:
                continue
            connection.settimeout(5)
            with connection, contextlib.suppress(OSError):
                connection.recv(1 << 16)
                for piece in answer():
                    connection.sendall(piece)
                    if ended.is_set():
                        break
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(1 << 16):  # a close with unread bytes would be a reset
                    pass

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        ended.set()
        thread.join()
        listening.close()
