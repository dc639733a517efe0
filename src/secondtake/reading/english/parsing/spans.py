"""Stretches of a parsed paragraph: noun phrases, clauses, cues, sentences, and sums of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from secondtake.reading.english.parsing.document import Spans
from secondtake.reading.english.parsing.tokens import descendants, hangs_on, text_of

__all__ = [
    "SUBJECTS",
    "AttributionRule",
    "Paragraph",
    "Said",
    "cue_of",
    "is_passive",
    "noun_phrase",
    "sentence_of",
    "span_of",
    "subtree",
    "trimmed",
    "with_quotes",
    "without",
]


SUBJECTS = ("nsubj", "nsubjpass", "csubj")


_CUE_PARTS = ("aux", "auxpass", "neg", "prt")


_MEDIUM = re.compile(
    r" in (?:an? |the )?(?:\w+ ){0,2}(?:statements?|e-?mails?|interviews?|tweets?|posts?|letters?|"
    r"messages?|releases?|memo|filing|speech|report|article|op-ed|briefing)\b"
)


class AttributionRule(StrEnum):
    """The pattern that found who says what."""

    CLAUSE = "clause"
    AROUND = "around"
    OBJECT = "object"
    ACCORDING = "according"
    PASSIVE = "passive"
    NOUN = "noun"
    ADVERB = "adverb"
    ADJECTIVE = "adjective"
    TAIL = "tail"
    MIDDLE = "middle"
    INSIDE = "inside"
    HEADLINE = "headline"
    SIGNED = "signed"


@dataclass(slots=True)
class Said:
    """One attribution, code points of the whole text; ``rule`` names the pattern that found it.

    ``verb`` is the cue's lemma; ``at`` is where its head word stands; ``tells``: it is no known
    verb of saying, but governs a clause with "that". ``named``: whom a "which" stands for.
    """

    source: Spans
    cue: Spans
    content: Spans
    verb: str
    at: int
    rule: AttributionRule
    negated: bool = False
    infinitive: bool = False
    tells: bool = False
    paragraph: int = 0
    quotes: Spans = field(default_factory=list)
    named: Spans = field(default_factory=list)

    @property
    def speaker(self) -> Spans:
        """Who speaks, as the page names them."""
        return self.named or self.source


@dataclass(slots=True)
class Paragraph:
    """A parsed paragraph with its place in the text and its quotes, in paragraph offsets."""

    doc: Any
    offset: int
    quotes: Spans
    text: str

    def inside_quote(self, at: int) -> bool:
        return any(left < at < right for left, right in self.quotes)


def is_passive(verb: Any) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)


def noun_phrase(head: Any) -> tuple[Any, Any]:
    """First and last token of a speaker's name, with titles, of-phrases and appositions."""
    # A clause the parser hung on a name by mistake is no part of it.
    clauses = [c for c in head.children if c.dep_ in ("parataxis", "ccomp", "advcl")]
    return _ends(
        head,
        clauses,
        goes_first=lambda t: not t.is_punct or t.text in '(“"',
        goes_last=lambda t: not t.is_punct or t.text in ')”"',
    )


def span_of(pair: tuple[Any, Any]) -> tuple[int, int]:
    left, right = pair
    return left.idx, right.idx + len(right)


def subtree(head: Any) -> tuple[int, int]:
    return span_of(
        _ends(
            head,
            [],
            goes_first=lambda t: t.text not in (",", ":", "-", "–", "—", ";"),
            goes_last=lambda t: not t.is_punct or t.text in "”\"’')",
        )
    )


def _ends(
    head: Any,
    without: list[Any],
    *,
    goes_first: Callable[[Any], bool],
    goes_last: Callable[[Any], bool],
) -> tuple[Any, Any]:
    """The first and the last token that hang on ``head`` and may stand there."""

    def kept(*, backwards: bool) -> Iterator[Any]:
        for token in descendants(head, backwards=backwards):
            if not token.is_space and not any(hangs_on(token, clause) for clause in without):
                yield token

    first = next(kept(backwards=False), head)
    last = next(filter(goes_last, kept(backwards=True)), first)
    return next((t for t in kept(backwards=False) if goes_first(t) or t == last), last), last


def cue_of(verb: Any) -> Spans:
    """The verb with the words that belong to it: auxiliaries, "not", particles, near adverbs."""
    tokens = [verb]
    for child in verb.children:
        part = child.dep_ in _CUE_PARTS or (child.dep_ == "advmod" and child.i < verb.i)
        asking = child.lower_ in ("when", "how", "why", "where")
        if part and abs(child.i - verb.i) <= 4 and not asking and not list(child.children):
            tokens.append(child)
    if verb.dep_ == "xcomp" and verb.head.pos_ == "VERB" and 0 < verb.i - verb.head.i <= 3:
        tokens.append(verb.head)
    left = min(tokens, key=lambda t: t.i)
    right = max(tokens, key=lambda t: t.i)
    while left.i < verb.i and left.dep_ in SUBJECTS:
        left = left.nbor(1)
    if any(t.dep_ in SUBJECTS for t in verb.doc[left.i : right.i + 1]):
        left = verb
    medium = _MEDIUM.match(text_of(verb.doc), right.idx + len(right))
    end = medium.end() if medium else right.idx + len(right)
    return [(left.idx, end)]


def sentence_of(p: Paragraph, token: Any) -> tuple[int, int]:
    """The sentence around a token, widened so that it does not cut a quote in two."""
    sent = token.sent
    left, right = sent.start_char, sent.end_char
    for start, end in p.quotes:
        if start < left < end:
            left = start
        if start < right < end:
            right = end
    return left, right


def with_quotes(p: Paragraph, content: Spans) -> Spans:
    """Content that begins or ends inside a quote takes the whole quote."""
    grown = []
    for span in content:
        left, right = span
        for start, end in p.quotes:
            if start < right < end and start >= left - 1:
                right = end
            if start < left < end <= right + 1:
                left = start
        grown.append((left, right))
    return grown


def trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    left, right = span
    while left < right and (text[left].isspace() or text[left] in ",;:—–-."):
        left += 1
    while right > left and (text[right - 1].isspace() or text[right - 1] in ",;:—–-."):
        right -= 1
    return left, right


def without(content: Spans, taken: Spans) -> Spans:
    """Content without the stretches its own source and cue take."""
    pieces = list(content)
    for a, b in taken:
        cut: Spans = []
        for left, right in pieces:
            if b <= left or a >= right:
                cut.append((left, right))
                continue
            if left < a:
                cut.append((left, a))
            if b < right:
                cut.append((b, right))
        pieces = cut
    return [piece for piece in pieces if piece[1] - piece[0] > 1]
