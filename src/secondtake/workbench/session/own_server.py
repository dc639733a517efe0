"""Asking a server the user names; text of a page leaves this machine only with their consent."""

from __future__ import annotations

from urllib.parse import urlsplit

from secondtake import preserve
from secondtake.errors import AddressRefused

__all__ = ["CHAT_PATH", "ask_server", "require_consent"]

CHAT_PATH = "/v1/chat/completions"
_HERE = ("127.0.0.1", "localhost", "::1")
_MOST_BYTES = 2_000_000
_MOST_SECONDS = 600.0


def ask_server(address: str, request: bytes, *, elsewhere: bool) -> bytes:
    """The answer to a JSON request; an address without a path is asked for chat completions.

    ``elsewhere``: the text may be sent to another machine, a deliberate act. Raises
    ``AddressRefused`` where it may not, ``FetchFailed`` and ``LimitExceeded`` for no answer.
    """
    require_consent(address, elsewhere=elsewhere)
    return preserve.ask(
        address if urlsplit(address).path.strip("/") else address.rstrip("/") + CHAT_PATH,
        sent=("application/json", request),
        max_bytes=_MOST_BYTES,
        max_seconds=_MOST_SECONDS,
        allow_private=_is_here(address),
    )


def require_consent(address: str, *, elsewhere: bool) -> None:
    """Raise ``AddressRefused`` for a server on another machine that text may not be sent to."""
    if not elsewhere and not _is_here(address):
        raise AddressRefused(
            f"{address} is not on this machine: the page's text would be sent there.",
            advice="If you mean it, add --elsewhere.",
        )


def _is_here(address: str) -> bool:
    return (urlsplit(address).hostname or "") in _HERE
