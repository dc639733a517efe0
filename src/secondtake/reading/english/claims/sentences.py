"""The sentences of a paragraph as claims need them: whole, without dateline, with their tense."""

from __future__ import annotations

import re
from typing import Any

from secondtake.reading.english.claims.testability import is_visible
from secondtake.reading.english.lexicon.attribution_terms import ATTITUDE, TELLING
from secondtake.reading.english.lexicon.visible_acts import ACTING
from secondtake.reading.english.parsing.document import Spans
from secondtake.reading.english.parsing.tokens import inside, text_of
from secondtake.reading.word_list import word_list

__all__ = [
    "is_happening",
    "is_present",
    "narrates",
    "refers_back",
    "sentences",
    "shows_what",
    "tells",
]

_BACK = re.compile(
    r"^\W*(?:(?:but|and|yet|so|however|instead|in fact|rather),? )?"
    r"(?:it|its|they|both|these|those|this|the original|neither|one of them)\b",
    re.I,
)
_SHOWS = re.compile(
    r"\W*(?:(?:which|that) (?:\w+ly )?(?:shows?|showed|depicts?|captures?|features?)|showing|"
    r"depicting|(?:but |and )?(?:which|that) (?:instead |actually |in fact |originally |really |"
    r"also )*(?:was|were|is|are|has been|had been) (?:\w+ly )?(?:taken|filmed|shot|recorded|made|"
    r"posted|published|shared|captured))\b",
    re.I,
)

_STATES = word_list(
    "be have cost belong remain exist own contain include depend concern involve need deserve "
    "matter "
    "serve represent support call work live plan use help claim publish run operate"
)
"""Verbs for what lasts or is done off screen: no deed a film shows."""


_EVENTS = word_list(
    "report call alarm alert fire crash shooting accident incident scene explosion emergency "
    "disturbance attack threat"
)


def sentences(text: str, offset: int, doc: Any, *, headline: bool) -> Spans:
    """Where a paragraph's sentences stand in ``text``, joined where the parser cut one in two."""
    spans: Spans = []
    for sent in doc.sents:
        left, right = sent.start_char + offset, sent.end_char + offset
        if not re.search(r"\w", text[left:right]):
            continue
        before = text[spans[-1][0] : spans[-1][1]].rstrip() if spans else ""
        unfinished = before and before[-1] not in ".!?…”\"’»:'" and not headline
        lower = text[left:right].lstrip('“"‘ ')[:1].islower()
        if spans and (unfinished or lower or _ends_in_title(before)):
            spans[-1] = (spans[-1][0], right)
        else:
            spans.append((left, right))
    return [_stripped(text, span) for span in spans]


def is_present(doc: Any, left: int, right: int) -> bool:
    """Whether a sentence tells, in the present tense, of what can be seen, as films are told."""
    root = _main_verb(doc, left, right)
    if root is None or root.lemma_.lower() in TELLING:
        return False
    tags = {root.tag_, *(c.tag_ for c in root.children if c.dep_ in ("aux", "auxpass"))}
    shown = is_visible(text_of(doc)[left:right]) or root.lemma_ in (
        "appear",
        "reappear",
        "wear",
        "show",
        "contain",
        "include",
        "display",
    )
    # "He is an amateur" tells who somebody is, not what a film shows of him.
    of_somebody = any(
        c.dep_ == "nsubj" and c.lower_ in ("he", "she", "i", "we", "you") for c in root.children
    )
    be = root.lemma_ in ("be", "have") and root.tag_ in ("VBZ", "VBP") and not of_somebody
    can_be_seen = root.lemma_ in ("see", "hear", "make") and "can" in {
        c.lower_ for c in root.children
    }
    present = bool(tags & {"VBZ", "VBP"}) and "MD" not in tags
    return can_be_seen or (present and (shown or be))


def narrates(doc: Any, left: int, right: int) -> bool:
    """Whether a sentence goes on telling a film: somebody else's deed in the present tense."""
    root = _main_verb(doc, left, right)
    if root is None or root.lemma_.lower() in TELLING | ATTITUDE | _STATES:
        return False
    finite = {root.tag_, *(c.tag_ for c in root.children if c.dep_ in ("aux", "auxpass"))}
    subject = next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return (
        bool(finite & {"VBZ", "VBP"})
        and not finite & {"MD", "VBD"}
        and not any(c.lemma_ == "have" and c.dep_ == "aux" for c in root.children)
        and subject is not None
        # "One distracts her": a number in the place of a name.
        and subject.ent_type_ in ("", "PERSON", "CARDINAL")
        and subject.lower_ not in ("i", "we", "you", "it", "this", "that", "what", "there")
    )


def is_happening(doc: Any, left: int, right: int) -> bool:
    """Whether somebody is at something a camera sees: "I think he is laughing"."""
    return any(
        t.tag_ == "VBG"
        and t.lower_ in ACTING
        and any(c.lower_ in ("is", "are") and c.dep_ == "aux" for c in t.children)
        for t in inside(doc, left, right)
    )


def refers_back(quote: str) -> bool:
    """Whether a claim opens with "it", "both" or the like, and so speaks of what stood before."""
    return bool(_BACK.match(quote))


def shows_what(quote: str) -> bool:
    """Whether a claim is the clause that tells what a film before it shows: "which shows ..."."""
    return bool(_SHOWS.match(quote))


def tells(doc: Any, left: int, right: int) -> bool:
    """Whether a stretch's main verb reports that somebody said, or would not say, something."""
    root = _main_verb(doc, left, right)
    if root is None:
        return False
    if root.lemma_ == "respond" and _to_an_event(root):
        return False
    if root.lemma_ == "report" and any(c.dep_ == "auxpass" for c in root.children):
        return False  # "Explosions were reported": what happened, not who said it.
    spoken = {
        root.lemma_.lower(),
        *(c.lemma_.lower() for c in root.children if c.dep_ == "xcomp" and c.tag_ == "VB"),
    }
    return bool(spoken & TELLING)


def _to_an_event(verb: Any) -> bool:
    """Whether crews respond to a call or a fire, and nobody replies to a question."""
    what = [c for to in verb.children if to.lower_ == "to" for c in to.children if c.dep_ == "pobj"]
    return any(c.lemma_ in _EVENTS for c in what)


def _main_verb(doc: Any, left: int, right: int) -> Any:
    tops = [
        t for t in inside(doc, left, right) if t.dep_ == "ROOT" or not left <= t.head.idx < right
    ]
    verbs = [t for t in tops if t.pos_ in ("VERB", "AUX")]
    return verbs[0] if verbs else None


def _ends_in_title(before: str) -> bool:
    return bool(
        re.search(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Lt|Capt|Sgt|Sen|Rep|Gov|St|No)\.$", before)
    )


def _stripped(text: str, span: tuple[int, int]) -> tuple[int, int]:
    left, right = span
    while left < right and text[left].isspace():
        left += 1
    while right > left and text[right - 1].isspace():
        right -= 1
    return left, right
