"""WARC: what was asked and answered on the way to a page, in the form web archives keep (1.1)."""

from __future__ import annotations

import gzip
import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from secondtake import __version__
from secondtake.preserve.credential_redaction import address, header

__all__ = ["MEDIA_TYPE", "Exchange", "record_head", "warc"]

MEDIA_TYPE = "application/warc"
_ALTERED = ("transfer-encoding", "content-encoding", "content-length")
"""Headers that speak of bytes on the wire; we hold the body as it was after them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One request and its answer. ``number`` is the IP address asked; headers as they came."""

    address: str
    number: str
    at: datetime
    asked: tuple[tuple[str, str], ...]
    status: int
    phrase: str
    headers: tuple[tuple[str, str], ...]


def warc(exchanges: Sequence[Exchange], body: bytes) -> bytes:
    """The exchanges as a gzipped WARC file; ``body`` is that of the last answer.

    Redirects were answered without reading their bodies and stand with an empty one. Headers
    that the body no longer fits are kept as ``X-Archive-Orig-…``. Cookies, credentials and tokens
    stand as their SHA-256, in headers and in addresses. Source: ISO 28500:2017.
    """
    told = (
        f"software: secondtake {__version__}\r\nformat: WARC File Format 1.1\r\n"
        "description: cookies, credentials and tokens in headers and addresses stand as their "
        "SHA-256\r\n"
    )
    first = exchanges[0].at if exchanges else datetime.now(UTC)
    records = [_record("warcinfo", first, "application/warc-fields", told.encode())]
    for exchange in exchanges:
        last = exchange is exchanges[-1]
        response = _id()
        records.append(
            _record(
                "response",
                exchange.at,
                "application/http; msgtype=response",
                _response(exchange, body if last else b""),
                name=response,
                more=(
                    ("WARC-Target-URI", address(exchange.address)),
                    ("WARC-IP-Address", exchange.number),
                    ("WARC-Payload-Digest", _digest(body if last else b"")),
                ),
            )
        )
        records.append(
            _record(
                "request",
                exchange.at,
                "application/http; msgtype=request",
                _request(exchange),
                more=(
                    ("WARC-Target-URI", address(exchange.address)),
                    ("WARC-Concurrent-To", response),
                ),
            )
        )
    return b"".join(gzip.compress(r, mtime=0) for r in records)


def _response(exchange: Exchange, body: bytes) -> bytes:
    lines = [f"HTTP/1.1 {exchange.status} {exchange.phrase}"]
    for name, value in exchange.headers:
        lines.append(
            f"{'X-Archive-Orig-' * (name.lower() in _ALTERED)}{name}: {header(name, value)}"
        )
    lines.append(f"Content-Length: {len(body)}")
    return _head(lines) + body


def _request(exchange: Exchange) -> bytes:
    _, _, rest = address(exchange.address).partition("://")
    path = rest[rest.find("/") :] if "/" in rest else "/"
    return _head([f"GET {path} HTTP/1.1", *(f"{n}: {header(n, v)}" for n, v in exchange.asked)])


def _head(lines: Sequence[str]) -> bytes:
    clean = (" ".join(line.splitlines()) for line in lines)
    return "".join(f"{line}\r\n" for line in (*clean, "")).encode("utf-8", "backslashreplace")


def record_head(
    kind: str,
    at: datetime,
    content: str,
    size: int,
    *,
    digest: str,
    name: str | None = None,
    more: Sequence[tuple[str, str]] = (),
) -> bytes:
    """The head of a record of ``size`` bytes; the bytes and two empty lines follow it."""
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: {name or _id()}",
        f"WARC-Date: {at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        *(f"{k}: {v}" for k, v in more),
        f"WARC-Block-Digest: {digest}",
        f"Content-Type: {content}",
        f"Content-Length: {size}",
    ]
    return _head(lines)


def _record(
    kind: str,
    at: datetime,
    content: str,
    block: bytes,
    *,
    name: str | None = None,
    more: Sequence[tuple[str, str]] = (),
) -> bytes:
    digest = _digest(block)
    head = record_head(kind, at, content, len(block), digest=digest, name=name, more=more)
    return head + block + b"\r\n\r\n"


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _id() -> str:
    return f"<urn:uuid:{uuid.uuid4()}>"
