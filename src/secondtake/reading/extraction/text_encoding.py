"""Bytes to text: the encoding a browser would take, and what is not certain of it in sentences."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from secondtake.errors import PageUnreadable
from secondtake.reading.extraction.encoding_declarations import declared, header_charset
from secondtake.reading.extraction.encoding_guess import guessed, unmarked_utf16
from secondtake.reading.extraction.encoding_labels import codec_of, decode, name_of

__all__ = ["LARGEST_BYTES", "Decoded", "decoded"]

LARGEST_BYTES = 20_000_000
"""Bytes. No news page comes near it; ten times the largest live blog we have seen."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAX_CONTROL_SHARE = 0.02
"""Share of control characters above which bytes are no text; text exports hold next to none."""
_MAX_BROKEN_SHARE = 0.1
"""Of all letters beyond ASCII: more that cannot be decoded, and it is another encoding."""
_ONE_BYTE = re.compile(r"iso8859|cp125|cp8|koi8|mac")
_SURE = {True: 3, False: 8}
"""Letters of UTF-8 from which bytes that hold nothing else beyond ASCII are UTF-8, declared in a
one-byte encoding or not: Chinese in GBK fits by chance in one letter of seven, one byte a letter
far less often."""
_BEYOND = re.compile(r"[^\x00-\x7f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_MAX_ACCENTED_SHARE = 0.6
"""Of the letters of a Latin text; the fullest of accents, Vietnamese, has a third."""
_TAG = re.compile(r"<[^>]*>")
_MISREAD = re.compile("[ÂÃâÐÑØÙ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,2}")
"""What the bytes of UTF-8 look like where they were taken for windows-1252."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A page's text and what is not certain of its letters, as sentences (none: all is)."""

    text: str
    notes: tuple[str, ...] = ()


def decoded(data: bytes, media_type: str, content_type: str | None = None) -> Decoded:
    """The text of a page's bytes; a byte order mark stays, so that offsets fit the file.

    ``content_type``: the HTTP header the page came with. The order is that of browsers (WHATWG
    HTML, 13.2.3): byte order mark, header, the page's own word, guess. We differ where the bytes
    contradict a declaration: browsers show wrong letters then, we look further and say so.
    Raises ``PageUnreadable`` for an empty, a binary or an oversized page.
    """
    if len(data) > LARGEST_BYTES:
        raise PageUnreadable(
            f"The page is larger than {LARGEST_BYTES // 1_000_000} MB.",
            advice="Save the story alone, or paste its text into a file.",
        )
    found = _text(data, media_type, content_type)
    text = found.text
    if not text.strip("\x00 \t\r\n\f\v\ufeff"):
        raise PageUnreadable("The page is empty.", advice="Save the page again, with its text.")
    control = sum(text.count(chr(c)) for c in range(32) if c not in (9, 10, 11, 12, 13, 27))
    if control + text.count("\ufffd") > _MAX_CONTROL_SHARE * len(text):
        raise PageUnreadable(
            "The page is not text: its bytes are those of another kind of file.",
            advice="Give an HTML page or a plain-text file.",
        )
    return replace(found, notes=(*found.notes, *_shown_wrong(text)))


def _text(data: bytes, media_type: str, content_type: str | None) -> Decoded:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(text=decode(data, name))
    if data.isascii() and b"\x00" not in data and b"\x1b" not in data:
        return Decoded(text=data.decode("ascii"))
    unmarked = unmarked_utf16(data)
    if unmarked:
        return Decoded(text=decode(data, unmarked))
    said: list[str] = []
    for codec, who in _declarations(data, media_type, content_type):
        if _fits(data, codec):
            return Decoded(text=decode(data, codec), notes=_over(said, codec))
        said.append(f"{who} {name_of(codec)}")
    if _fits(data, "utf-8"):
        return Decoded(text=decode(data, "utf-8"), notes=_over(said, "utf-8"))
    best, text = guessed(data)
    why = f"{' and '.join(said)}, which its bytes are not" if said else "the page declares none"
    how = f"it was read as {name_of(best)}, which fits best" if best else "no other fits its bytes"
    return Decoded(
        text=text,
        notes=(
            f"Encoding: not known: {why}; {how}, so letters with accents or of other scripts may "
            "be wrong in quotes.",
        ),
    )


def _declarations(
    data: bytes, media_type: str, content_type: str | None
) -> Iterator[tuple[str, str]]:
    """The codecs a page comes with, the weightier first, and who declares each."""
    told = codec_of(header_charset(content_type) or "")
    if told:
        yield told, "its HTTP header declares"
    own = declared(data) if "html" in media_type else None
    if own and own != told:
        yield own, "the page declares"


def _over(said: list[str], codec: str) -> tuple[str, ...]:
    """That a declaration was not followed, where one was not."""
    if not said:
        return ()
    return (
        f"Encoding: {' and '.join(said)}, but its bytes are {name_of(codec)} and were read so.",
    )


def _fits(data: bytes, codec: str) -> bool:
    """Whether bytes can be in an encoding: what is beyond ASCII decodes, and not into nonsense."""
    text = decode(data, codec)
    broken, beyond = text.count("\ufffd"), len(_BEYOND.findall(text))
    if codec == "utf-8":
        # A few bytes of a page may be damaged; a letter of several bytes is none by chance.
        return beyond > 2 * broken or not beyond
    one_byte = bool(_ONE_BYTE.match(codec))
    if broken > _MAX_BROKEN_SHARE * beyond or _is_utf8(data, _SURE[one_byte]):
        return False
    shown = _TAG.sub(" ", text[:200_000])
    latin = _LATIN.findall(shown)
    accented = sum(not letter.isascii() for letter in latin)
    return not one_byte or accented <= max(8, _MAX_ACCENTED_SHARE * len(latin))


def _is_utf8(data: bytes, sure: int) -> bool:
    """Whether bytes are UTF-8 throughout, with letters enough that this is no chance."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(_BEYOND.findall(text)) >= sure


def _shown_wrong(text: str) -> Iterator[str]:
    """What of a text's letters is lost or was wrong before the page was made."""
    broken = text.count("\ufffd")
    if broken:
        yield (
            f"Encoding: {broken:,} character{'s' * (broken != 1)} of the page cannot be read; "
            "“\ufffd” stands in the place of each."
        )
    for match in _MISREAD.finditer(text[:200_000]):
        meant = _meant(match[0])
        if meant:
            yield (
                f"Encoding: the page shows letters that were decoded wrongly before it was "
                f"published, such as “{match[0]}” for “{meant}”; quotes keep them as they stand."
            )
            return


def _meant(letters: str) -> str | None:
    """What letters were before their UTF-8 was taken for windows-1252; None: they never were."""
    for some in (letters, letters[:2]):
        try:
            return some.encode("cp1252").decode("utf-8")
        except UnicodeError:
            continue
    return None
