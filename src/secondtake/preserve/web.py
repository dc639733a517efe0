"""Ask one address: bounded, redirects followed by hand, private networks refused."""

from __future__ import annotations

import hashlib
import io
import socket
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from secondtake.errors import FetchFailed, LimitExceeded
from secondtake.model.names import shown
from secondtake.preserve.addresses import pin
from secondtake.preserve.content_encoding import ASKED, Decoded
from secondtake.preserve.copy_and_hash import Kept, copy_in
from secondtake.preserve.warc import Exchange

__all__ = ["Fetched", "Refused", "ask", "fetch"]

MOST_REDIRECTS = 8
CONNECT_SECONDS = 15.0
SILENCE_SECONDS = 30.0
REDIRECTS = (301, 302, 303, 307, 308)
MOST_HEADERS = 200
MOST_HEADER_BYTES = 1 << 16
"""What an answer's headers may be: they are written to the log whole. Servers send 10 to 40 of
them in a few kilobytes; httpx itself ends at 100 kB."""
MOST_ADDRESS_CHARACTERS = 8000
"""Of where a redirect leads (RFC 9110, 4.1, asks everybody to take as much)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What was kept, what the log has to say, and every exchange on the way."""

    kept: Kept
    said: tuple[tuple[str, str], ...]
    exchanges: tuple[Exchange, ...]


class Refused(FetchFailed):
    """The address answered, with another status than 200: ``status``."""

    def __init__(self, sentence: str, *, advice: str = "", status: int = 0) -> None:
        super().__init__(sentence, advice=advice)
        self.status = status


def fetch(
    url: str, folder: Path, *, max_bytes: int, max_seconds: float, allow_private: bool = False
) -> Fetched:
    """Fetch an address into ``folder``.

    ``max_seconds`` is the wall time of all hops, headers and body together.

    Each hop's host is resolved here, every address it has is checked, and the connection goes to
    the address that was checked, so a name cannot change its meaning in between. No cookie, no
    proxy, no credential is used. Bytes that arrive, what they are decoded to, headers, redirects
    and time are limited together; an answer that breaks a limit, or an encoding we did not ask
    for, is refused whole and nothing of it is kept: under the page's name it would not be the
    page. Raises ``AddressRefused``, ``FetchFailed`` (``Refused`` for an answer other than 200) or
    ``LimitExceeded``.
    """
    with _Clock(max_seconds) as clock:
        try:
            return _followed(url, folder, max_bytes, clock, allow_private=allow_private)
        except FetchFailed as error:
            if not clock.over:
                raise
            raise LimitExceeded(
                f"The address {url} took longer than {max_seconds:.0f} s.",
                advice="Save it by other means and give the file.",
            ) from error


def ask(
    url: str,
    *,
    sent: tuple[str, bytes] | None = None,
    max_bytes: int,
    max_seconds: float,
    allow_private: bool = False,
) -> bytes:
    """The body of an address's answer, to GET or to a media type and bytes that are ``sent``.

    No redirect is followed. Raises as ``fetch``.
    """
    with (
        _Clock(max_seconds) as clock,
        _answer(url, clock, allow_private=allow_private, sent=sent) as answer,
    ):
        if answer.status_code != 200:
            raise _refusal(url, answer.status_code)
        return b"".join(_decoded(answer, clock, max_bytes))


def _followed(
    url: str, folder: Path, max_bytes: int, clock: _Clock, *, allow_private: bool
) -> Fetched:
    said: list[tuple[str, str]] = []
    exchanges: list[Exchange] = []
    address = url
    for _ in range(MOST_REDIRECTS + 1):
        with _answer(address, clock, allow_private=allow_private) as answer:
            said.append(("asked", f"{shown(address)} -> {answer.status_code}"))
            exchanges.append(_exchange(address, answer))
            if answer.status_code in REDIRECTS and "location" in answer.headers:
                address = _next(address, answer.headers["location"])
                continue
            if answer.status_code != 200:
                raise _refusal(address, answer.status_code)
            # The log is read line by line, by others too; the WARC has the headers as they came.
            told = answer.headers.multi_items()
            said += [(f"header {shown(name)}", shown(value)) for name, value in told]
            said += _certificate(answer)
            decoded = _decoded(answer, clock, max_bytes)
            stream: Any = _Stream(decoded)
            kept = copy_in(stream, folder)
            if decoded.left_out:
                after = f"{decoded.left_out:,} bytes after the end of what was compressed"
                said.append(("left out", after))
            return Fetched(kept=kept, said=tuple(said), exchanges=tuple(exchanges))
    raise FetchFailed(
        f"The address {url} redirected more than {MOST_REDIRECTS} times.",
        advice="Open it in a browser and give the address it ends at.",
    )


def _exchange(address: str, answer: Any) -> Exchange:
    def pairs(raw: Any) -> tuple[tuple[str, str], ...]:
        return tuple((n.decode("latin-1"), v.decode("latin-1")) for n, v in raw)

    return Exchange(
        address=address,
        number=answer.request.url.host,
        at=datetime.now(UTC),
        asked=pairs(answer.request.headers.raw),
        status=answer.status_code,
        phrase=answer.reason_phrase,
        headers=pairs(answer.headers.raw),
    )


def _certificate(answer: Any) -> list[tuple[str, str]]:
    """The digest of the certificate the server showed; nothing over plain http."""
    stream = answer.extensions.get("network_stream")
    tls = stream.get_extra_info("ssl_object") if stream is not None else None
    shown = tls.getpeercert(binary_form=True) if tls is not None else None
    return [("certificate sha256", hashlib.sha256(shown).hexdigest())] if shown else []


def _next(address: str, location: str) -> str:
    try:
        found = urljoin(address, location)
    except ValueError as error:
        raise FetchFailed(
            f"The address {address} redirected to something that is not an address.",
            advice="Open it in a browser and give the address it ends at.",
        ) from error
    if len(found) > MOST_ADDRESS_CHARACTERS:
        raise FetchFailed(
            f"The address {address} redirected to one of more than {MOST_ADDRESS_CHARACTERS:,} "
            "characters.",
            advice="Open it in a browser and give the address it ends at.",
        )
    return found


class _Clock:
    """Ends the connection in use when the time is over: httpx bounds each wait, never the whole,
    so a server that sends one byte now and then would hold us for ever.
    """

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._sockets: list[socket.socket] = []
        self._guard = threading.Lock()
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def __enter__(self) -> _Clock:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def trace(self, event: str, told: dict[str, Any]) -> None:
        """What httpx calls at every step of a connection: remembers its socket."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            with self._guard:
                self._sockets.append(told["return_value"].get_extra_info("socket"))
            if self.over:
                self._end()

    def _end(self) -> None:
        with self._guard:
            self.over = True
            for connection in self._sockets:
                try:
                    # The plain shutdown: that of a TLS socket takes the reader's state away.
                    socket.socket.shutdown(connection, socket.SHUT_RDWR)
                except OSError:
                    continue  # closed already, or handed over to TLS


def _arriving(answer: Any, clock: _Clock) -> Iterator[bytes]:
    """The bytes of an answer as they come, still encoded; what goes wrong is a FetchFailed."""
    import httpx

    try:
        yield from answer.iter_raw(1 << 16)
    except (httpx.HTTPError, httpx.StreamError) as error:
        raise FetchFailed(
            f"The address stopped sending: {_reason(error)}.", advice="Try it again later."
        ) from error
    if clock.over:  # a body without a length ends like a whole one
        raise FetchFailed("The address sent too slowly.")


def _decoded(answer: Any, clock: _Clock, max_bytes: int) -> Decoded:
    encodings = ",".join(answer.headers.get_list("content-encoding"))
    return Decoded(_arriving(answer, clock), encodings, max_bytes=max_bytes)


class _Stream(io.RawIOBase):
    """Pieces as a stream."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes; empty at the end."""
        self._rest = self._rest or next(self._pieces, b"")
        size = len(self._rest) if size < 0 else size
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


class _Answer:
    """An open answer and the client it came by, closed together."""

    def __init__(self, client: Any, answer: Any) -> None:
        self._client, self._answer = client, answer

    def __enter__(self) -> Any:
        return self._answer

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the connection, whatever of the answer is still to come."""
        self._answer.close()
        self._client.close()


def _answer(
    address: str,
    clock: _Clock,
    *,
    allow_private: bool,
    sent: tuple[str, bytes] | None = None,
) -> _Answer:
    """Ask with GET, or with POST when a media type and bytes are ``sent``."""
    import httpx

    host, pinned = pin(address, allow_private=allow_private)
    if clock.over:  # to learn what a name means can take any time
        raise FetchFailed(f"The name in {address} took too long to be found.")
    client = httpx.Client(
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(SILENCE_SECONDS, connect=CONNECT_SECONDS),
    )
    try:
        request = client.build_request(
            "POST" if sent else "GET",
            pinned,
            content=sent[1] if sent else None,
            headers={"host": host, "user-agent": "secondtake", "accept-encoding": ASKED}
            | ({"content-type": sent[0]} if sent else {}),
            extensions={"sni_hostname": urlsplit(address).hostname, "trace": clock.trace},
        )
        answer = client.send(request, stream=True)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        client.close()
        raise FetchFailed(
            f"The address {address} did not answer: {_reason(error)}.",
            advice="Check the address and the network; the attempt is in the log.",
        ) from error
    opened = _Answer(client, answer)
    sizes = [len(name) + len(value) for name, value in answer.headers.raw]
    if len(sizes) > MOST_HEADERS or sum(sizes) > MOST_HEADER_BYTES:
        opened.close()
        raise LimitExceeded(
            f"The address {address} sends more headers than any page needs ({len(sizes)}, "
            f"{sum(sizes):,} bytes).",
            advice="Save it in your browser and give the file.",
        )
    return opened


def _reason(error: Exception) -> str:
    """What a library says, without what the server had it quote at length."""
    return str(error).rstrip(".")[:200] or type(error).__name__


def _refusal(address: str, status: int) -> Refused:
    words = {
        404: "not found",
        410: "gone",
        401: "asks for a login",
        403: "refuses",
        429: "too many",
    }
    what = words.get(status, "an error" if status >= 500 else "no page")
    return Refused(
        f"The address {address} answered {status} ({what}).",
        advice="The answer is in the log; look for the page in a web archive.",
        status=status,
    )
