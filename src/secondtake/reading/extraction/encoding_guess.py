"""The encoding of a page that declares none: which one its bytes read best in."""

from __future__ import annotations

import re

from secondtake.reading.extraction.encoding_labels import codec_of, decode

__all__ = ["guessed", "unmarked_utf16"]

_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")

_LABELS = (
    "windows-1252 windows-1251 windows-1250 windows-1256 windows-1255 windows-1253 windows-1254 "
    "windows-1257 windows-1258 windows-874 koi8-r koi8-u ibm866 iso-8859-2 iso-8859-5 gb18030 "
    "big5 shift_jis euc-jp euc-kr"
)
"""What browsers fall back to somewhere (WHATWG HTML, 13.2.3.2, step 9), and what stood beside."""
_OF_LANGUAGE = (
    ("cp1256", "ar fa ur"),
    ("cp1251", "ba be bg kk ky mk ru sah sr tg tt"),
    ("cp1250", "cs hu pl sk hr sl"),
    ("cp1253", "el"),
    ("cp1257", "et lt lv"),
    ("cp1255", "he"),
    ("cp932", "ja"),
    ("cp949", "ko"),
    ("cp1254", "ku tr az"),
    ("cp874", "th"),
    ("cp1258", "vi"),
    ("gb18030", "zh"),
)
"""The standard's table of locales; with it a page's ``lang`` decides between equals."""
_FALLBACK = {language: codec for codec, spoken in _OF_LANGUAGE for language in spoken.split()}
_LANGUAGE = re.compile(rb"""<html\b[^>]{0,400}?\blang\s*=\s*["']?([A-Za-z]{2,3})""", re.I)
_UNSEEN = re.compile(rb"<(script|style)\b.*?(?:</\1|\Z)|<[^>]*>", re.I | re.S)
_SAMPLE_BYTES = 50_000
"""Of lines that hold more than ASCII; more changes no answer and takes seconds."""
_EQUAL = 0.02
"""Difference of disorder, or of coherence (how usual the letters are in a language), both from 0
to 1, below which two encodings read as well."""


def guessed(data: bytes) -> tuple[str | None, str]:
    """The codec bytes read best in and their text; None where they read in none.

    Source: charset-normalizer (disorder first, then how usual the letters are in a language).
    """
    from charset_normalizer import from_bytes

    seen = _UNSEEN.sub(b" ", data)
    lines = [line for line in seen.splitlines() if not line.isascii()] or data.splitlines()
    wide = [codec for label in _LABELS.split() if (codec := codec_of(label))]
    # The Korean standard alone: what Windows added to it fits any Japanese and is in no use.
    isolated = [codec.replace("-", "_").replace("cp949", "euc_kr") for codec in wide]
    sample = b"\n".join(lines)[:_SAMPLE_BYTES]
    matches = list(from_bytes(sample, cp_isolation=isolated, preemptive_behaviour=False))
    if not matches:
        return None, decode(data, "utf-8")
    least = min(m.chaos for m in matches)
    calm = [m for m in matches if m.chaos <= least + _EQUAL]
    best = max(m.coherence for m in calm)
    equal = {
        name
        for m in calm
        if m.coherence >= best - _EQUAL
        for name in (m.encoding, *m.could_be_from_charset)
    }
    told = _LANGUAGE.search(data[:4096])
    usual = _FALLBACK.get(told[1].decode("ascii").lower(), "cp1252") if told else "cp1252"
    named = [codec for codec, name in zip(wide, isolated, strict=True) if name in equal]
    codec = usual if usual in named else named[0]
    return codec, decode(data, codec)


def unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a byte order mark, by the zero bytes of its spaces and marks.

    What could be a text in UTF-8 as well is it only with letters beside its zeros, as Latin has.
    """
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) * 20 < len(data) or min(even, odd) * 20 > max(even, odd):
        return None
    high, low = (data[1::2], data[0::2]) if odd > even else (data[0::2], data[1::2])
    latin = any(not h and chr(c).isalnum() for h, c in zip(high, low, strict=False))
    if not latin and _is_utf8_text(data):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _is_utf8_text(data: bytes) -> bool:
    """Whether bytes are UTF-8 without control characters but stray zeros."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return _CONTROLS.search(data) is None
