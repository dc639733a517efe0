"""The sentences of a paragraph in any script; one that a quote opens is not cut within it."""

from __future__ import annotations

import re

from secondtake.reading.extraction.quotes import Quotes
from secondtake.reading.extraction.story_lines import Spans

__all__ = ["inner_sentences", "sentences"]

_END = re.compile(r"[.!?…؟۔।]+[”’\"»)]*(?=\s|$)|[。！？]+[”’」』]*")
_SHORT = re.compile(
    r"(?:^|[\s(“\"])(?:[^\W\d_]|г|им|ул|тыс|млн|млрд|др|пр|т\.\s?д|см|стр|д|د|أ)\.$"
)
"""Initials and abbreviations whose point ends no sentence."""
_GOES_ON = re.compile(r"[ \t]*(?:[,،]|[—–-]\s)")
"""After a quote that ends in a point: who said it follows."""


def sentences(text: str, paragraph: tuple[int, int], quotes: Quotes) -> Spans:
    """The sentences of a paragraph; what is said in quotes stays whole with who says it."""
    left, right = paragraph
    cuts = []
    for match in _END.finditer(text, left, right):
        within = any(
            a < match.start() and match.end() < b for a, b in quotes.touching([match.span()])
        )
        goes_on = text[match.end() - 1] in '”’"»」』' and _GOES_ON.match(text, match.end(), right)
        if not within and not goes_on and not _SHORT.search(text, left, match.end()):
            cuts.append(match.end())
    return _between(text, [left, *cuts, right])


def inner_sentences(text: str, span: tuple[int, int]) -> Spans:
    """The sentences of what is said, without the marks around it."""
    left, right = span
    cuts = [m.end() for m in _END.finditer(text, left, right)
            if not _SHORT.search(text, left, m.end())]  # fmt: skip
    pieces = [(_after_marks(text, a, b), b) for a, b in _between(text, [left, *cuts, right])]
    return [(a, _before_marks(text, a, b)) for a, b in pieces if re.search(r"\w", text[a:b])]


def _between(text: str, edges: list[int]) -> Spans:
    found: Spans = []
    for a, b in zip(edges, edges[1:], strict=False):
        words = text[a:b]
        a, b = a + len(words) - len(words.lstrip()), b - (len(words) - len(words.rstrip()))
        if b > a and re.search(r"\w", text[a:b]):
            found.append((a, b))
    return found


def _after_marks(text: str, left: int, right: int) -> int:
    match = re.compile(r"[\s,،:;؛—–\-“\"‘]*").match(text, left, right)
    return match.end() if match else left


def _before_marks(text: str, left: int, right: int) -> int:
    closing = re.search(r"[\s,،:;؛—–\-”\"’]*$", text[left:right])
    return left + closing.start() if closing else right
