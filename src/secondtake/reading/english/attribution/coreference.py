"""Speakers across sentences: whom "she", "the agency" and "the ministry" stand for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import Any

from secondtake.reading.english.attribution.who_may_speak import head_of, may_speak
from secondtake.reading.english.lexicon.attribution_terms import SPEECH
from secondtake.reading.english.lexicon.speaker_terms import BODY_NOUNS, SOMEBODY, WRITINGS
from secondtake.reading.english.parsing.tokens import text_of
from secondtake.reading.word_list import word_list

__all__ = ["Names"]

_PRONOUNS = {
    "he": "male", "him": "male", "his": "male", "she": "female", "her": "female",
    "hers": "female", "they": "any", "them": "any", "their": "any", "it": "body", "its": "body",
}  # fmt: skip
_FEMALE = re.compile(r"\b(?:spokeswoman|chairwoman|congresswoman|policewoman|mrs|ms|miss|she|"
                     r"woman|lady|mother|daughter|sister|queen|actress|"
                     r"baroness)\b", re.I)  # fmt: skip
_MALE = re.compile(r"\b(?:spokesman|chairman|congressman|policeman|mr|sir|he|man|father|son|"
                   r"brother|king|baron)\b", re.I)  # fmt: skip
_PLACES = word_list(
    "city town village suburb district region province area street port island valley quarter "
    "outskirts north south east west centre center neighbourhood neighborhood community capital"
)
_MAX_BACK = 1500
"""Characters a pronoun may reach back; about a dozen sentences."""


_MOST_WORDS = 8
"""Of a family name or a short form of one."""
_BESIDE = 3
"""Characters between a name and the "who" that speaks of it: a comma and a space."""
_NEARER = 120
"""Characters by which a name that speaks or is a subject counts nearer; about a sentence."""


@dataclass(slots=True)
class _Named:
    start: int
    end: int
    text: str
    kind: str
    """person, body, writing, place or thing."""
    gender: str
    spoke: bool
    many: bool = False


@dataclass(slots=True)
class Names:
    """The named people and bodies met so far, in reading order."""

    met: list[_Named] = field(default_factory=list)
    _fuller: dict[str, _Named] = field(default_factory=dict)
    """The first name that ends in some words and has more before them, by those words."""

    def meet(self, doc: Any, offset: int, spoken: list[tuple[int, int]]) -> None:
        """Learn the names of a paragraph; ``spoken``: where the sources stand in the text."""
        new: list[_Named] = []
        for ent in doc.ents:
            kind = {"PERSON": "person", "ORG": "body", "GPE": "place", "NORP": "place"}.get(
                ent.label_
            )
            if kind is None:
                continue
            if kind == "person" and _is_place(ent):
                kind = "place"
            start, end = ent.start_char + offset, ent.end_char + offset
            spoke = any(a <= start and end <= b for a, b in spoken)
            around = text_of(doc)[max(0, ent.start_char - 60) : ent.end_char + 40]
            new.append(_Named(start, end, ent.text, kind, _gender(around), spoke))
        for a, b in spoken:
            if not any(n.start < b and a < n.end for n in new):
                text = text_of(doc)[max(0, a - offset) : max(0, b - offset)]
                if text and text.lower() not in _PRONOUNS:
                    head = text.split()[-1].lower()
                    kind = "body" if head in BODY_NOUNS else "person"
                    kind = "writing" if head_of(text).lower() in WRITINGS else kind
                    kind = kind if may_speak(text) else "thing"
                    new.append(_Named(a, b, text, kind, _gender(text), True))
                    span = doc.char_span(a - offset, b - offset, alignment_mode="expand")
                    new[-1].many = span is not None and span.root.tag_ in ("NNS", "NNPS")
        for token in doc:
            if token.dep_ in ("nsubj", "nsubjpass") and _is_somebody(token):
                start = token.left_edge.idx + offset
                end = token.idx + len(token) + offset
                if not any(n.start < end and start < n.end for n in new):
                    text = text_of(doc)[start - offset : end - offset]
                    new.append(_Named(start, end, text, "person", _gender(text), True))
                    new[-1].many = token.tag_ == "NNS"
        self._add(sorted(new, key=_start))

    def _add(self, new: list[_Named]) -> None:
        """Join the names of one paragraph; no two paragraphs overlap."""
        in_order = not self.met or not new or self.met[-1].start <= new[0].start
        self.met.extend(new)
        if not in_order:
            self.met.sort(key=_start)
        for named in new:
            parts = named.text.split()
            for count in range(1, min(len(parts), _MOST_WORDS + 1)):
                words = " ".join(parts[-count:])
                first = self._fuller.setdefault(words, named)
                if named.start < first.start:
                    self._fuller[words] = named

    def behind(self, text: str, start: int) -> tuple[int, int] | None:
        """Where the fuller name stands that ``text`` at ``start`` means; None if it is one."""
        words = text.lower().split()
        if not words:
            return None
        if words[0] in _PRONOUNS and len(words) == 1:
            return self._of_pronoun(_PRONOUNS[words[0]], start)
        if words in (["who"], ["which"]):
            beside = [n for n in self._before(start) if start - n.end <= _BESIDE]
            return (beside[-1].start, beside[-1].end) if beside else None
        if words[0] in ("the", "this", "that") and len(words) <= 4:
            return self._of_description(words, start)
        if len(words) == 1 and text[:1].isupper():
            return self._longer(text, start)
        return None

    def _before(self, start: int, *, most: int = _MAX_BACK) -> list[_Named]:
        first = bisect_left(self.met, start - most, key=_start)
        last = bisect_right(self.met, start, key=_start)
        return [n for n in self.met[first:last] if n.end <= start]

    def _of_pronoun(self, gender: str, start: int) -> tuple[int, int] | None:
        """The nearest fitting name; one that spoke, or is a sentence's subject, counts nearer."""
        fitting = [n for n in self._before(start) if _fits(n, gender)]
        if gender == "any":
            # "They" after "analysts" is the analysts, whoever was named in between.
            fitting = [n for n in fitting if n.many and start - n.end <= _NEARER] or fitting
        elif gender != "body":
            fitting = [n for n in fitting if not n.many]
        if not fitting:
            return None
        near = min(fitting, key=lambda n: start - n.start - (_NEARER if n.spoke else 0))
        return self._longer(near.text, start) or (near.start, near.end)

    def _of_description(self, words: list[str], start: int) -> tuple[int, int] | None:
        """ "the agency": the last name with that word in it, else the last body that spoke."""
        head = words[-1]
        before = self._before(start, most=4 * _MAX_BACK)
        for named in reversed(before):
            if (
                head in named.text.lower().split()
                and len(named.text.split()) > 1
                and (named.text.lower() != " ".join(words))
            ):
                return named.start, named.end
        if head in BODY_NOUNS:
            spoke = [n for n in before if n.kind == "body" and n.spoke]
            if spoke and head in ("agency", "channel", "outlet", "newspaper", "group", "network",
                                  "broadcaster", "site", "website", "paper", "organisation",
                                  "organization", "station"):  # fmt: skip
                return spoke[-1].start, spoke[-1].end
        return None

    def _longer(self, text: str, start: int) -> tuple[int, int] | None:
        """The first fuller form of a family name, such as "Ilva Darnet" for "Darnet"."""
        named = self._fuller.get(" ".join(text.split()))
        return (named.start, named.end) if named and named.start < start else None


def _is_somebody(subject: Any) -> bool:
    """A subject that is a person by its noun, or a bare name of which something is said."""
    if subject.lemma_.lower() in SOMEBODY:
        return True
    saying = subject.head.lemma_.lower() in SPEECH
    return bool(subject.pos_ == "PROPN" and saying and not subject.ent_type_)


def _is_place(ent: Any) -> bool:
    """Whether a name taken for a person's is a place's: "in Douma", "the suburb of Douma"."""
    prep = ent.root.head
    if ent.root.dep_ not in ("pobj", "appos") or prep.pos_ != "ADP":
        return False
    of_place = prep.lower_ == "of" and prep.head.lemma_.lower() in _PLACES
    return prep.lower_ in ("in", "at", "near", "outside", "inside", "around") or of_place


def _start(named: _Named) -> int:
    return named.start


def _fits(named: _Named, gender: str) -> bool:
    if gender == "body":
        return named.kind == "body" or (named.kind == "writing" and named.spoke)
    if gender == "any":
        return named.kind in ("person", "body")
    # The model takes many invented or foreign names for bodies; a speaker of two words may be one.
    looks_a_person = (
        named.kind == "body"
        and named.spoke
        and not (set(named.text.lower().split()) & BODY_NOUNS)
        and 2 <= len(named.text.split()) <= 3
    )
    return (named.kind == "person" or looks_a_person) and named.gender in (gender, "unknown")


def _gender(text: str) -> str:
    female, male = bool(_FEMALE.search(text)), bool(_MALE.search(text))
    return "unknown" if female == male else "female" if female else "male"
