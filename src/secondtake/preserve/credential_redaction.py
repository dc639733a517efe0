"""Cookies, credentials and tokens as their SHA-256: what is kept of an exchange opens no door.

A page's own bytes are evidence and stay as they came. What this machine writes about how it had
them (log, web archives, records) can be handed on, and holds no secret verbatim.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote, unquote

from secondtake.errors import SecondTakeError

__all__ = ["address", "details", "header", "is_redacted", "json_value", "unspoken", "words"]

_PARAMETER = re.compile(
    # Signed addresses of Amazon, Google, Alibaba and Azure; OAuth 1.
    r"x_(?:amz|goog|oss|ms)_.*|oauth_.*"
    r"|.*(?:token|signature|secret|password|passwd|session_?id|api_?key|access_?key|auth_?key)"
    # CloudFront (Policy, Key-Pair-Id), Akamai (hdnea, hdnts, hdntl), YouTube (sig, lsig, pot),
    # Meta (oh).
    r"|policy|key_pair_id|hdn(?:ea|ts|tl)|l?sig|pot|oh"
    r"|auth|authorization|bearer|credential|csrf|hmac|jwt|key|nonce|otp|pass|pwd|session|sid|sign"
    r"|ticket|xsrf"
)
"""Names of parameters whose value lets somebody in, in lower case with ``_`` for ``-``."""
_HEADER = re.compile(
    r".*(?:cookie|authorization|authenticat|token|secret|password|session|api_?key|access_?key"
    r"|csrf|xsrf).*"
)
"""Names of headers, and of fields of JSON, that hold nothing but such values."""
_LOCATIONS = ("location", "content_location", "referer")
"""Headers that are one address, which may be a relative one."""
_JWT = re.compile(r"eyJ[\w-]+\.eyJ[\w-]+\.[\w-]*")
"""A JSON Web Token (RFC 7519), whatever its parameter is called."""
_PARTS = re.compile(r"([^:/?#]+:)?(//[^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL)
"""Any text as an address (RFC 3986, appendix B)."""
_MATRIX = re.compile(r";([^;=/]*)=([^;/]*)")
_SEGMENTS = re.compile(r"(?<=/)([^/;]*)/([^/;]{16,})")
"""A name and a long value as two segments of a path, as streams are signed."""
_TIME = re.compile(r"#t=[\d:.,hms]+")
"""Where in a film a link leads."""
_IN_TEXT = re.compile(r"[a-z][a-z0-9+.-]*://[^\s\"'<>]+", re.IGNORECASE)
_ENDS = ".,:;!?)]}"
"""What ends a sentence around an address and is no part of it."""
_REDACTED = re.compile(r"sha256:[0-9a-f]{64}")


def address(told: str) -> str:
    """An address with user, tokens, signatures, keys and fragment as their SHA-256.

    The rest stays to the letter. The fragment goes whole, unless it is a time in a film: it is not
    sent to a server, and can be the key of what the server holds encrypted. The same secret always
    has the same digest, so that links between pages are still found.

    >>> address("http://127.0.0.1/film.mp4?v=7&sig=abc#t=20")
    'http://127.0.0.1/film.mp4?v=7&sig=sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad#t=20'
    """
    found = _PARTS.fullmatch(told)
    if found is None:
        return told
    scheme, host, path, query, fragment = (part or "" for part in found.groups())
    user, at, machine = host[2:].rpartition("@")
    if at:
        host = f"//{_digest(user)}@{machine}"
    path = _MATRIX.sub(lambda m: f";{m[1]}={_value(m[1], m[2])}", path)
    path = _SEGMENTS.sub(lambda m: f"{m[1]}/{_value(m[1], m[2])}", path)
    query = "".join(_item(item) for item in re.split(r"([?&;])", query))
    if fragment[1:] and not _TIME.fullmatch(fragment):
        fragment = f"#{_digest(fragment[1:])}"
    return _JWT.sub(lambda m: _digest(m[0]), f"{scheme}{host}{path}{query}{fragment}")


def words(text: str) -> str:
    """A text with every address in it as ``address`` gives it.

    >>> words("It answered at http://127.0.0.1/?v=7.")
    'It answered at http://127.0.0.1/?v=7.'
    """

    def without(found: re.Match[str]) -> str:
        whole = found[0].rstrip(_ENDS)
        return address(whole) + found[0][len(whole) :]

    return _IN_TEXT.sub(without, text)


def header(name: str, value: str) -> str:
    """The value of a header of a request or an answer; the addresses in others without secrets."""
    called = _called(name)
    if _HEADER.fullmatch(called):
        return _digest(value)
    if called in _LOCATIONS:
        return address(value)
    pieces = re.split(r"([\s\"'<>]+)", value)
    return "".join(address(p) if "?" in p or "://" in p else p for p in pieces)


def details(said: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """What the log has to say of an exchange; a header stands under ``header NAME``."""
    return tuple(
        (name, header(name[7:], value) if name.startswith("header ") else words(value))
        for name, value in said
    )


def json_value(value: Any, name: str = "") -> Any:
    """What a platform tells of a film, as JSON: secrets by their fields' names, and in addresses.

    ``name``: the field that holds ``value``.
    """
    called = _called(name)
    if isinstance(value, dict):
        return {key: json_value(one, str(key)) for key, one in value.items()}
    if isinstance(value, list):
        return [json_value(one, name) for one in value]
    if not isinstance(value, str):
        return value
    return _digest(value) if _HEADER.fullmatch(called) or called == "key" else words(value)


def is_redacted(told: str) -> bool:
    """Whether an address lacks something that a server has to be sent: it cannot be asked again.

    >>> is_redacted(address("http://127.0.0.1/?v=7#part")), is_redacted(address("http://a@b/"))
    (False, True)
    """
    return _REDACTED.search(unquote(told.partition("#")[0])) is not None


@contextlib.contextmanager
def unspoken() -> Iterator[None]:
    """Errors of ours raised inside say addresses without their secrets."""
    try:
        yield
    except SecondTakeError as error:
        error.args = (words(str(error)),)
        error.advice = words(error.advice)
        raise


def _item(item: str) -> str:
    """One ``name=value`` of a query; an address in the value is looked at in turn."""
    name, equals, value = item.partition("=")
    if not equals:
        return item
    inner = unquote(value)
    if "://" in inner and not _PARAMETER.fullmatch(_called(unquote(name))):
        shown = address(inner)
        return item if shown == inner else f"{name}={quote(shown, safe='')}"
    return f"{name}={_value(name, value)}"


def _value(name: str, value: str) -> str:
    return _digest(value) if value and _PARAMETER.fullmatch(_called(unquote(name))) else value


def _called(name: str) -> str:
    return name.strip().lower().replace("-", "_")


def _digest(secret: str) -> str:
    """``sha256:`` and the SHA-256 of a secret, as `printf %s SECRET | sha256sum` gives it."""
    if _REDACTED.fullmatch(secret):
        return secret  # it is the digest of one already
    return f"sha256:{hashlib.sha256(secret.encode('utf-8', 'surrogatepass')).hexdigest()}"
