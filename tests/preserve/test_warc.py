"""What was asked and answered for a page is kept as a web archive that others' tools read."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.preserve.test_web import PAGE, server, take

from secondtake.preserve.warc import Exchange, warc

__all__ = ["server"]


def test_every_hop_and_the_page_itself_are_in_it(server: str, tmp_path: Path) -> None:
    taken = take(f"{server}/to-page", tmp_path)
    text = gzip.decompress(taken.archive)

    assert text.count(b"WARC-Type: response") == 2
    assert f"WARC-Target-URI: {server}/to-page".encode() in text
    assert b"HTTP/1.0 302" in text or b"HTTP/1.1 302" in text
    assert text.count(PAGE) == 1


def test_warcio_reads_it_and_its_digests_hold(server: str, tmp_path: Path) -> None:
    iterator = pytest.importorskip("warcio.archiveiterator")
    taken = take(f"{server}/to-page", tmp_path)
    read = []
    for record in iterator.ArchiveIterator(io.BytesIO(taken.archive), check_digests="raise"):
        body = record.content_stream().read()
        status = record.http_headers.get_statuscode() if record.rec_type == "response" else None
        read.append((record.rec_type, status, body))

    assert [(kind, status) for kind, status, _ in read if kind == "response"] == [
        ("response", "302"),
        ("response", "200"),
    ]
    assert [body for kind, status, body in read if status == "200"] == [PAGE]


def test_a_header_cannot_end_the_record_early() -> None:
    hop = Exchange(
        address="http://example.org/a",
        number="203.0.113.9",
        at=datetime(2026, 11, 23, tzinfo=UTC),
        asked=(("host", "example.org"),),
        status=200,
        phrase="OK",
        headers=(("x-odd", "a\r\n\r\nWARC/1.1\r\nWARC-Type: response"), ("Content-Length", "9")),
    )
    text = gzip.decompress(warc((hop,), b"body"))

    assert text.count(b"\r\nWARC-Type: response\r\n") == 1
    assert b"X-Archive-Orig-Content-Length: 9\r\n" in text
    assert text.count(b"\r\nContent-Length: 4\r\n") == 1
