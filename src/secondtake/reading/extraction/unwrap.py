"""Lines of a text as written: those that were wrapped at a fixed width are put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["written_lines"]

_WIDEST = 120
"""Characters: no program wraps mail or notes wider; longer lines mean the text is not wrapped."""
_NARROWEST = 40
_LEAST_FULL = 3
"""Lines that must come near the width before we believe in one."""
_MAX_LONG_SHARE = 0.05
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c]+|\n[ \t]*\r?\n|\r\r")
_JOINS_BACK = re.compile(r"[,;)\]%]|[”’».:!?](?:\W|$)")
"""Marks that follow a word: no line of its own opens with one. Of quotation marks some houses open
with those that others close with: »so« and ”so”."""
_CLOSED = re.compile(r"""[.!?:;…。！？|>»][\]"'”’»)]*$""")
_JOINS_ON = re.compile(
    r"(?:[,(\[“‘„/]|\b(?:an?|the|of|in|to|by|for|with|from|and|or|at|on|as|that|which|who|than|"
    r"into|about|between|against|under|its|their|his|her|our|called|is|was|are|were|has|have|"
    r"de|du|des|le|la|les|et|en|el|los|y|der|die|das|den|dem|und|von|mit|il|di|del|della|e|do|da|"
    r"и|в|на|с|по|за|от|из|что|о|та|і|у|з|від))$"
)
"""Marks and words after which a phrase goes on, in small letters: titles write them in capitals."""
_ASKS = re.compile(r"\W*(?:where|what|who|whom|whose|which|how|when)\b", re.I)
"""Opens a clause that may end in a preposition: "Where the video comes from"."""
_Line = tuple[int, int, int]
_Lines = list[_Line]
_SPACE = " \t\u00a0\x00\ufeff\r\n"


def written_lines(text: str, *, wrapped: bool = True) -> list[tuple[int, int, int]]:
    """(start, end, block) of every line with words; blocks are parted by blank lines.

    A line goes on in the next one of its block when that one's first word would not have fitted
    at the width the page was wrapped at, or when it stops in mid-sentence and the next goes on in
    small letters. A scrape that breaks the line at every link and every word in italics is put
    together by its grammar, over blank lines too. ``wrapped`` False: its lines are known to be
    whole, as those of markup are.
    """
    lines = list(_printed(text))
    if not wrapped:
        return lines
    width = _width([end - start for start, end, _ in lines])
    return _rejoined(text, lines if width is None else _unwrapped(text, lines, width))


def _unwrapped(text: str, lines: _Lines, width: int) -> _Lines:
    """The lines of a text wrapped at a width, put together."""
    made: list[tuple[int, int, int]] = []
    upper = 0
    for start, end, block in lines:
        first = re.match(r"\S+", text[start:end])
        fits = upper + 1 + (len(first.group()) if first else 0) <= width
        long = made and made[-1][2] == block and upper >= _NARROWEST
        if long and (not fits or _goes_on(text, made[-1][1], start)):
            made[-1] = (made[-1][0], end, block)
        else:
            made.append((start, end, block))
        # No further back than matters, or a page with other line breaks than \n takes for ever.
        furthest = max(0, start - 2 * _WIDEST)
        upper = end - max(text.rfind("\n", furthest, start), furthest - 1) - 1
    return made


def _rejoined(text: str, lines: _Lines) -> _Lines:
    """The lines with those that go on in mid-sentence as one, whatever stands between them."""
    made: _Lines = []
    for start, end, block in lines:
        if made and _is_same_sentence(text, made[-1], (start, end, block)):
            made[-1] = (made[-1][0], end, block)
        else:
            made.append((start, end, block))
    return made


def _is_same_sentence(text: str, left: _Line, right: _Line) -> bool:
    """Whether grammar lets no sentence end between two lines.

    The right one opens with a mark that only follows a word, or in small letters where the left
    one is open; or the left one ends with a word that always has another after it.
    """
    ending, opening = text[max(left[0], left[1] - 40) : left[1]], text[right[0] : right[0] + 3]
    if _JOINS_BACK.match(opening):
        return True
    if _CLOSED.search(ending):
        return False
    if opening[0].islower():
        return True
    asks = _ASKS.match(text, left[0], left[1])
    return bool(_JOINS_ON.search(ending)) and not asks


def _goes_on(text: str, end: int, start: int) -> bool:
    """Whether a line that ends at ``end`` is in mid-sentence and the next begins in small."""
    return text[start].islower() and text[end - 1] not in '.!?:;”"»'


def _printed(text: str) -> Iterator[tuple[int, int, int]]:
    block = 0
    for match in _LINE.finditer(text):
        raw = match.group()
        bare = raw.strip(_SPACE)
        if not bare:
            block += 1
            continue
        start = match.start() + len(raw) - len(raw.lstrip(_SPACE))
        yield start, start + len(bare), block


def _width(lengths: list[int]) -> int | None:
    """The width a text was wrapped at; None when its long lines say that it was not."""
    short = [n for n in lengths if n <= _WIDEST]
    if not short or len(lengths) - len(short) > _MAX_LONG_SHARE * len(lengths):
        return None
    width = max(short)
    full = sum(n > width - 14 for n in short)
    return width if width >= _NARROWEST + 10 and full >= _LEAST_FULL else None
