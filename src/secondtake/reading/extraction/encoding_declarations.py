"""Which encoding an HTML page declares, found the way browsers look for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from secondtake.reading.extraction.encoding_labels import codec_of

__all__ = ["declared", "header_charset"]

PRESCANNED_BYTES = 1024
"""Bytes browsers look through before they parse (WHATWG HTML, 13.2.3.2)."""
_XML = re.compile(rb"""<\?xml[^>]{0,200}?\sencoding\s*=\s*(?:"([^">]*)"|'([^'>]*)')""")
_SKIPPED = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(?:meta)(?=[\s/])|<[!/?][^>]*>?|"
    rb"<(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)(?=[\s/>])|<[a-z]",
    re.I | re.S,
)
_ATTRIBUTE = re.compile(
    rb"""[\s/]*(?P<name>[^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|"""
    rb"""(?P<bare>[^\s>]+)))?""",
    re.S,
)
_MOST_ATTRIBUTES = 50
_CONTENT = re.compile(r"""charset\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s;"']+))""", re.I)


def declared(data: bytes) -> str | None:
    """The codec an HTML page declares in itself; None where it declares none that is known.

    First as browsers scan the first bytes, where even a script's text is looked at as markup;
    then as they find a late ``meta`` while they parse, and parse again. A comment declares
    nothing. UTF-16 in a ``meta`` can only be read in something else and means UTF-8.
    """
    found = _XML.match(data[:PRESCANNED_BYTES].lstrip())
    early = _metas(data[:PRESCANNED_BYTES], raw=False)
    late = _metas(data, raw=True)
    told = [(found[1] or found[2]).decode("latin-1")] if found else []
    for label in (*told, *early, *late):
        codec = codec_of(label)
        if codec:
            return "utf-8" if codec.startswith("utf-16") else codec
    return None


def header_charset(content_type: str | None) -> str | None:
    """The label after ``charset=`` in a Content-Type header, as it stands there.

    >>> header_charset('text/html; Charset="Shift_JIS"')
    'Shift_JIS'
    """
    found = _CONTENT.search(content_type or "")
    return next(filter(None, found.groups()), None) if found else None


def _metas(data: bytes, *, raw: bool) -> Iterator[str]:
    """What the ``meta`` elements declare, in order; ``raw``: a script's text is not markup."""
    at = 0
    while match := _SKIPPED.search(data, at):
        at = match.end()
        opened = match[0].lower()
        if opened == b"<meta":
            fields, at = _attributes(data, at)
            label = _label(fields)
            if label:
                yield label
        elif opened.startswith(b"<") and opened[1:2].isalpha():
            _, at = _attributes(data, at)
            if raw and match["raw"]:
                ended = re.compile(rb"</" + re.escape(match["raw"]) + rb"(?=[\s/>])", re.I)
                close = ended.search(data, at)
                at = close.start() if close else len(data)


def _attributes(data: bytes, at: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag from ``at``, the first of each name, and where they end."""
    fields: dict[str, str] = {}
    for _ in range(_MOST_ATTRIBUTES):
        match = _ATTRIBUTE.match(data, at)
        if not match:
            break
        at = match.end()
        value = match["double"] or match["single"] or match["bare"] or b""
        fields.setdefault(match["name"].decode("latin-1").lower(), value.decode("latin-1"))
    return fields, at


def _label(fields: dict[str, str]) -> str | None:
    if fields.get("charset"):
        return fields["charset"]
    if fields.get("http-equiv", "").lower() == "content-type":
        return header_charset(fields.get("content"))
    return None
