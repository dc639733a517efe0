"""Bytes to text: the encoding the page declares, or the one its bytes allow."""

from __future__ import annotations

import codecs
import re

from secondtake.errors import PageUnreadable

__all__ = ["LARGEST_BYTES", "decoded"]

LARGEST_BYTES = 20_000_000
"""Bytes. No news page comes near it; ten times the largest live blog we have seen."""
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAX_CONTROL_SHARE = 0.02
"""Share of control characters above which bytes are no text; text exports hold next to none."""


def decoded(data: bytes, media_type: str) -> str:
    """The text of a page's bytes; a byte order mark stays, so that offsets fit the file.

    Raises ``PageUnreadable`` for an empty, a binary or an oversized page.
    """
    if len(data) > LARGEST_BYTES:
        raise PageUnreadable(
            f"The page is larger than {LARGEST_BYTES // 1_000_000} MB.",
            advice="Save the story alone, or paste its text into a file.",
        )
    text = _text(data, media_type)
    if not text.strip("\x00 \t\r\n\f\v\ufeff"):
        raise PageUnreadable("The page is empty.", advice="Save the page again, with its text.")
    control = sum(text.count(chr(c)) for c in range(32) if c not in (9, 10, 11, 12, 13, 27))
    if control + text.count("\ufffd") > _MAX_CONTROL_SHARE * len(text):
        raise PageUnreadable(
            "The page is not text: its bytes are those of another kind of file.",
            advice="Give an HTML page or a plain-text file.",
        )
    return text


def _text(data: bytes, media_type: str) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    declared = _DECLARED.search(data[:4096]) if "html" in media_type else None
    for name in (declared.group(1).decode("ascii") if declared else "utf-8", "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    # A few broken bytes in a UTF-8 page are likelier than a whole page in another encoding.
    repaired = data.decode("utf-8", errors="replace")
    if repaired.count("\ufffd") <= len(repaired) // 500:
        return repaired
    return data.decode("cp1252", errors="replace")
