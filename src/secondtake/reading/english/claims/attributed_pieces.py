"""The pieces of a sentence: what an attribution says in it, and what is left to the page."""

from __future__ import annotations

import re
from typing import Any

from secondtake.reading.english.attribution.rules import Said
from secondtake.reading.english.attribution.source_chain import CLAIMED
from secondtake.reading.english.claims.clause_split import has_verb
from secondtake.reading.english.parsing.document import Spans
from secondtake.reading.english.parsing.spans import AttributionRule
from secondtake.reading.english.parsing.tokens import word_after

__all__ = ["holds", "is_clause", "left_over", "only_points", "parts_subject", "pieces"]

_NOTHING = re.compile(r"\bthere (?:is|are|was|were|had been) (?:no|little) [\w ]{2,40},\s*$", re.I)
"""What "that ..." hangs on beyond the speaker: "There is no sign, the board says, that ..."."""


def pieces(text: str, one: Said, paragraph: tuple[int, Any]) -> Spans:
    """What an attribution says, in the pieces claims are made of: a word put in splits none.

    "The man in the cap, witnesses say, lies down later" is one claim; two quoted clauses with
    "she said" between them are two.
    """
    content = sorted(one.content)
    first, last = content[0], content[-1]
    led = _NOTHING.search(text, max(0, first[0] - 200), min(a for a, _ in [*one.source, *one.cue]))
    if led and one.rule == AttributionRule.CLAUSE:
        return [(led.start(), last[1])]
    if one.rule in (AttributionRule.ADVERB, AttributionRule.MIDDLE, AttributionRule.PASSIVE):
        return [(first[0], last[1])]
    if one.verb in ("reject", "dismiss"):
        named = CLAIMED.search(text, *first)
        return [(named.start(), first[1]), *content[1:]] if named else content
    whole = len(content) != 2 or one.quotes or all(_stands(c, text, paragraph) for c in content)
    return content if whole else [(first[0], last[1])]


def _stands(piece: tuple[int, int], text: str, paragraph: tuple[int, Any]) -> bool:
    """Whether a piece says something without the other: it has a verb and hangs on nothing."""
    offset, doc = paragraph
    hangs = re.match(r"\W*(?:that|whether|which|who|to|of|in|on|at|by|with|from|for)\b",
                     text[piece[0] : piece[1]])  # fmt: skip
    return hangs is None and has_verb(doc, piece[0] - offset, piece[1] - offset)


def parts_subject(one: Said, doc: Any, offset: int) -> bool:
    """Whether "allegedly ..." stands between a subject and its verb."""
    end = max(b for _, b in one.content) - offset
    after = word_after(doc, end)
    return (
        one.rule == AttributionRule.ADVERB
        and after is not None
        and after.tag_ in ("VBZ", "VBD", "VBP", "MD")
    )


def only_points(text: str, one: Said) -> bool:
    """What is said is only "that" or "it": the whole sentence then tells of the saying."""
    said = " ".join(text[a:b] for a, b in one.content)
    return bool(re.fullmatch(r"\W*(?:that|this|it|so|them|these|those)\W*", said, re.I))


def holds(outer: Said, inner: Said) -> bool:
    """Whether one attribution stands inside what another says."""
    return any(a <= inner.at < b for a, b in outer.content) and inner.at != outer.at


def left_over(text: str, sentence: tuple[int, int], taken: Spans) -> Spans:
    at, end = sentence
    pieces: Spans = []
    for a, b in sorted(taken):
        if a > at:
            pieces.append((at, min(a, end)))
        at = max(at, b)
    if at < end:
        pieces.append((at, end))
    return [p for p in pieces if re.search(r"\w", text[p[0] : p[1]])]


def is_clause(text: str) -> bool:
    """Words around an attribution that say something themselves, not just "on Monday, and"."""
    words = re.findall(r"\w+", text)
    if re.match(r"\W*(?:who|which|that|whose|as)\b", text, re.I):
        return len(words) >= 7
    return len(words) >= 5
