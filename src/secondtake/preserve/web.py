"""Ask one address: bounded, redirects followed by hand, private networks refused."""

from __future__ import annotations

import io
import ipaddress
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from secondtake.errors import AddressRefused, FetchFailed, LimitExceeded
from secondtake.preserve.copying import Kept, copy_in

__all__ = ["fetch"]

MOST_REDIRECTS = 8
CONNECT_SECONDS = 15.0
SILENCE_SECONDS = 30.0
WHOLE_SECONDS = 3600.0
"""Wall time one address may take in all; a page far less, but a film may be long."""
REDIRECTS = (301, 302, 303, 307, 308)
KEPT_HEADERS = 60
"""Response headers written to the log; a server can send any number."""


def fetch(
    url: str, folder: Path, *, max_bytes: int, allow_private: bool = False
) -> tuple[Kept, tuple[tuple[str, str], ...]]:
    """Fetch an address into ``folder``; give what was kept and what the log has to say.

    Each hop's host is resolved here, every address it has is checked, and the connection goes to
    the address that was checked, so a name cannot change its meaning in between. No cookie, no
    proxy, no credential is used. Raises ``AddressRefused`` or ``FetchFailed``.
    """
    began = time.monotonic()
    said: list[tuple[str, str]] = []
    address = url
    for _ in range(MOST_REDIRECTS + 1):
        with _answer(address, allow_private=allow_private) as answer:
            said.append(("asked", f"{address} -> {answer.status_code}"))
            if answer.status_code in REDIRECTS and "location" in answer.headers:
                address = urljoin(address, answer.headers["location"])
                continue
            if answer.status_code != 200:
                raise _refusal(address, answer.status_code)
            said += [(f"header {name}", value) for name, value in answer.headers.multi_items()][
                :KEPT_HEADERS
            ]
            stream: Any = _Body(answer, began)
            return copy_in(stream, folder, max_bytes=max_bytes), tuple(said)
    raise FetchFailed(
        f"The address {url} sent us from one address to the next more than {MOST_REDIRECTS} times.",
        advice="Open it in a browser and give the address it ends at.",
    )


class _Body(io.RawIOBase):
    """The body of an answer as a stream; what goes wrong on the way is a FetchFailed."""

    def __init__(self, answer: Any, began: float) -> None:
        self._pieces: Iterator[bytes] = answer.iter_bytes(1 << 16)
        self._began = began
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """At most ``size`` bytes; empty at the end."""
        import httpx

        while not self._rest:
            if time.monotonic() - self._began > WHOLE_SECONDS:
                raise LimitExceeded(
                    "The address sent too slowly.",
                    advice="Save it by other means and give the file.",
                )
            try:
                self._rest = next(self._pieces)
            except StopIteration:
                return b""
            except (httpx.HTTPError, httpx.StreamError) as error:
                raise FetchFailed(
                    f"The address broke off while sending: {error}.", advice="Try it again later."
                ) from error
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
        self._answer.close()
        self._client.close()


def _answer(address: str, *, allow_private: bool) -> _Answer:
    import httpx

    host, pinned = _pin(address, allow_private=allow_private)
    client = httpx.Client(
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(SILENCE_SECONDS, connect=CONNECT_SECONDS),
    )
    try:
        request = client.build_request(
            "GET",
            pinned,
            headers={"host": host, "user-agent": "secondtake", "accept-encoding": "identity"},
            extensions={"sni_hostname": urlsplit(address).hostname},
        )
        return _Answer(client, client.send(request, stream=True))
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        client.close()
        raise FetchFailed(
            f"The address {address} did not answer: {error or type(error).__name__}.",
            advice="Check the address and the network; the attempt is in the log.",
        ) from error


def _pin(address: str, *, allow_private: bool) -> tuple[str, str]:
    """The Host header, and the address with its host name replaced by a checked IP number."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(f"{address} is no address.", advice="Check it for typing.") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise AddressRefused(
            f"{address} is not asked: only http and https addresses are.",
            advice="Save it by other means and give the file.",
        )
    if parts.username or parts.password:
        raise AddressRefused(
            "An address with a user name or password in it is not asked.",
            advice="Save the page in your browser and give the file.",
        )
    number = _checked(
        parts.hostname, port or (443 if parts.scheme == "https" else 80), allow_private
    )
    shown = f"[{number}]" if ":" in number else number
    place = shown if port is None else f"{shown}:{port}"
    host = parts.netloc.rpartition("@")[2]
    return host, urlunsplit((parts.scheme, place, parts.path or "/", parts.query, ""))


def _checked(name: str, port: int, allow_private: bool) -> str:
    try:
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchFailed(
            f"The name {name} is not known.",
            advice="Check the address and the network; a name that is gone may be in an archive.",
        ) from error
    numbers = [str(entry[4][0]).partition("%")[0] for entry in found]
    if not allow_private:
        for number in numbers:
            if not ipaddress.ip_address(number).is_global:
                raise AddressRefused(
                    f"{name} is an address of this machine or of a private network.",
                    advice="If you mean it, add --allow-private.",
                )
    return numbers[0]


def _refusal(address: str, status: int) -> FetchFailed:
    words = {
        404: "not found",
        410: "gone",
        401: "asks for a login",
        403: "refuses",
        429: "too many",
    }
    what = words.get(status, "an error" if status >= 500 else "no page")
    return FetchFailed(
        f"The address {address} answered {status} ({what}).",
        advice="The answer is in the log; look for the page in a web archive.",
    )
