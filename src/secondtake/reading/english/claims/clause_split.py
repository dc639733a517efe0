"""Sentences into sub-claims: cut between clauses, never inside a contrast, never a word added."""

from __future__ import annotations

import re
from typing import Any

from secondtake.model.enums import ClaimCheck
from secondtake.reading.english.claims.testability import Setting, kind_of
from secondtake.reading.english.lexicon.attribution_terms import CUE_NOUNS, SPEECH
from secondtake.reading.english.parsing.document import Spans
from secondtake.reading.english.parsing.tokens import descendants, inside, text_of

__all__ = ["has_verb", "sub_claims"]

_KEEPS_TOGETHER = (
    ClaimCheck.SAME_PERSON_TWO_ROLES,
    ClaimCheck.CONTINUITY_DIFFERENCE,
    ClaimCheck.REPEATED_TAKE,
)
_CONTRAST = ("while", "whereas", "although", "though", "but")
_MIN_WORDS = 4
_AIM = re.compile(
    r"(?:(?:apparently|evidently|presumably|clearly|obviously|allegedly|seemingly|probably) )?"
    r"(?:in (?:a bid|an (?:attempt|effort)|order)|so as|with the (?:aim|intention|goal) of|for "
    r"the purpose of)"
    r"(?= (?:to \w|\w+ing))|(?<=, )(?:apparently|evidently|presumably|allegedly) to (?=\w)",
    re.I,
)
"""Where the intent behind a deed begins: the deed can be tested, the intent cannot."""
_NEGATED = re.compile(
    r"\W*(?:and |but |or )?(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would)"
    r"(?: not\b|n[’']t\b)",
    re.I,
)
_REACH = 1000
"""Characters before and after a cut that are looked at."""
_JOINED_BACKWARDS = re.compile(r"[\s,;:–—-]*+(?:(?:dna|ro|tub)[\s,;–—-]++)*+")
"""Space, marks, "and", "or" and "but" at a text's end, read from there: from its beginning every
dash of a run would be tried with every other."""


def sub_claims(doc: Any, left: int, right: int, setting: Setting) -> Spans:
    """Where the sub-claims of ``doc.text[left:right]`` stand, in paragraph offsets.

    A contrast such as "open in one, closed in the other" stays whole, since only together do its
    halves say anything.
    """
    cuts = sorted({cut for cut in _cuts(doc, left, right) if left < cut[0] < right})
    pieces: Spans = []
    text, start = text_of(doc), left
    for at, weak in cuts:
        here, rest = text[max(start, at - _REACH) : at], text[at : min(right, at + _REACH)]
        if _words(here) < _MIN_WORDS or _words(rest) < _MIN_WORDS - 1:
            continue
        opposed = weak and _is_negated(rest)
        if _belong_together(here, rest, here + rest, setting, weak=weak and not opposed):
            continue
        pieces.append((start, at))
        start = at
    pieces.append((start, right))
    trimmed = [_trimmed(text, piece) for piece in pieces]
    return [piece for piece in trimmed if piece[1] > piece[0]]


def has_verb(doc: Any, left: int, right: int) -> bool:
    """Whether a stretch holds a verb that makes a statement of it."""
    return any(token.tag_ in ("VBZ", "VBP", "VBD", "MD") for token in inside(doc, left, right))


def _is_negated(text: str) -> bool:
    """Whether a piece opens with a negated verb: "is old, and is not related to the town"."""
    return bool(_NEGATED.match(text))


def _belong_together(here: str, rest: str, whole: str, setting: Setting, *, weak: bool) -> bool:
    """Whether cutting would lose what the two sides say together, or gain nothing."""

    def check(text: str) -> ClaimCheck:
        return kind_of(text, setting).check

    both, one, other = check(whole), check(here), check(rest)
    if both in _KEEPS_TOGETHER and both not in (one, other):
        return True
    if re.search(r"\bin (?:the )?(?:one|first)\b", here, re.I) and re.match(
        r"\W*(?:and |but |while )?(?:in )?(?:the )?(?:other|second|another|next)", rest, re.I
    ):
        return True
    return weak and (one == other or ClaimCheck.NONE in (one, other))


def _cuts(doc: Any, left: int, right: int) -> list[tuple[int, bool]]:
    """Places to cut and whether each is weak (two verbs of one subject)."""
    found: list[tuple[int, bool]] = [
        (left + 1 + m.start(), False) for m in _AIM.finditer(text_of(doc)[left + 1 : right])
    ]
    for token in inside(doc, left + 1, right):
        if token.text == ";":
            found.append((token.idx + 1, False))
        elif token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"):
            own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in token.children)
            if token.pos_ in ("VERB", "AUX") and left <= token.head.idx < right:
                found.append((_edge(token), not own))
        elif token.dep_ == "advcl" and token.i > token.head.i:
            mark = next((c for c in token.children if c.dep_ in ("mark", "advmod")), None)
            if mark is not None and mark.lower_ in _CONTRAST:
                found.append((_edge(token), False))
        elif _says_more(token) or (
            token.dep_ == "relcl" and _ends_there(token, right) and _comma_before(token)
        ):
            found.append((_edge(token), False))
        elif token.dep_ == "prep" and token.lower_ == "with" and _comma_before(token):
            held = next((c for c in token.children if c.dep_ in ("pobj", "pcomp")), None)
            if held is not None and any(
                c.dep_ in ("acl", "amod", "relcl", "nsubj") for c in descendants(held)
            ):
                found.append((_edge(token), False))
    return found


def _says_more(token: Any) -> bool:
    """Whether ", concluding that ..." says something more: a participle with its own clause."""
    if token.tag_ != "VBG" or token.dep_ not in ("advcl", "acl") or not _comma_before(token):
        return False
    below = [token, *(c for c in token.children if c.dep_ in ("prep", "dobj", "dative"))]
    below += [c for t in below[1:] for c in t.children if c.dep_ == "pobj"]
    said = token.lemma_.lower() in SPEECH or any(t.lower_ in CUE_NOUNS for t in below)
    return said and any(c.dep_ in ("ccomp", "acl") for t in below for c in t.children)


def _edge(head: Any) -> int:
    first = head.left_edge
    before = first.nbor(-1) if first.i else first
    # "and", "but" hang on the first verb; the second claim starts after them.
    return int(first.idx if before.dep_ != "cc" or before.lower_ in ("and", "or") else before.idx)


def _ends_there(token: Any, right: int) -> bool:
    last = token.right_edge
    return int(last.idx + len(last)) >= right - 2


def _comma_before(token: Any) -> bool:
    first = token.left_edge
    return first.i > 0 and first.nbor(-1).text in (",", "–", "—", "-")


def _words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _trimmed(text: str, piece: tuple[int, int]) -> tuple[int, int]:
    """Without the space, commas and joining words at a piece's edges."""
    left, right = piece
    joined = _JOINED_BACKWARDS.match(text[left:right][::-1])
    right -= joined.end() if joined else 0
    opened = re.match(r"[\s,;:–—-]+", text[left:right])
    left += len(opened.group()) if opened else 0
    return left, right
