"""The sentences of a paragraph in any script; one that a quote opens is not cut within it."""

from __future__ import annotations

import re
from itertools import chain, pairwise

from secondtake.reading.extraction.quotes import Quotes
from secondtake.reading.extraction.story_lines import Spans

__all__ = ["inner_sentences", "sentences"]

_END = re.compile(r"[.!?…؟۔।]+[”’\"»)]*(?=\s|$)|[。！？]+[”’」』]*")
_SHORT = re.compile(
    r"(?:^|[\s(“\"])(?:[^\W\d_]|г|им|ул|тыс|млн|млрд|др|пр|т\.\s?д|см|стр|д|د|أ)\.$"
)
"""Initials and abbreviations whose point ends no sentence."""
_LONGEST = 4000
"""Characters of one sentence."""
_GOES_ON = re.compile(r"[ \t]*(?:[,،]|[—–-]\s)")
"""After a quote that ends in a point: who said it follows."""


def sentences(text: str, paragraph: tuple[int, int], quotes: Quotes) -> Spans:
    """The sentences of a paragraph; what is said in quotes stays whole with who says it."""
    left, right = paragraph
    cuts: list[int] = []
    for match in _END.finditer(text, left, right):
        within = any(
            a < match.start() and match.end() < b for a, b in quotes.touching([match.span()])
        )
        goes_on = text[match.end() - 1] in '”’"»」』' and _GOES_ON.match(text, match.end(), right)
        if not within and not goes_on and not _is_short(text, left, match.end()):
            cuts.append(match.end())
    return _between(text, _not_too_far([left, *cuts, right]))


def _not_too_far(edges: list[int]) -> list[int]:
    """The edges with more between them where a sentence never ends: rules look at every pair."""
    far = [range(a + _LONGEST, b, _LONGEST) for a, b in pairwise(edges)]
    return sorted({*edges, *chain.from_iterable(far)})


def _is_short(text: str, left: int, end: int) -> bool:
    return bool(_SHORT.search(text, max(left, end - 8), end))


def inner_sentences(text: str, span: tuple[int, int]) -> Spans:
    """The sentences of what is said, without the marks around it."""
    left, right = span
    cuts = [m.end() for m in _END.finditer(text, left, right)
            if not _is_short(text, left, m.end())]  # fmt: skip
    pieces = [(_after_marks(text, a, b), b) for a, b in _between(text, [left, *cuts, right])]
    found = [(a, _before_marks(text, a, b)) for a, b in pieces if re.search(r"\w", text[a:b])]
    whole = [(span, _QUOTED.fullmatch(text, *span)) for span in found]
    return [quote.span("words") if quote else span for span, quote in whole]


def _between(text: str, edges: list[int]) -> Spans:
    found: Spans = []
    for left, right in pairwise(edges):
        words = text[left:right]
        start, end = right - len(words.lstrip()), left + len(words.rstrip())
        if re.search(r"\w", words):
            found.append((start, end))
    return found


_QUOTED = re.compile(r"[“\"](?P<words>[^“”\"]+)[”\"][.!?…]?")
"""A sentence that is one quote."""


def _after_marks(text: str, left: int, right: int) -> int:
    match = re.compile(r"[\s,،:;؛—–-]*").match(text, left, right)
    start = match.end() if match else left
    opens = text[start : start + 1] in ("“", '"', "‘") and not _is_paired(text, start, right)
    return _after_marks(text, start + 1, right) if opens else start


def _before_marks(text: str, left: int, right: int) -> int:
    closing = re.search(r"[\s,،:;؛—–-]*$", text[left:right])
    end = left + closing.start() if closing else right
    lone = re.search(r"[”\"’][.!?…]?$", text[left:end])
    # The mark that opened stands before the claim.
    if lone and not _is_paired(text, left, end):
        return _before_marks(text, left, left + lone.start())
    return end


def _is_paired(text: str, left: int, right: int) -> bool:
    words = text[left:right]
    return words.count("“") == words.count("”") and words.count('"') % 2 == 0
