"""Speakers across sentences: whom "she", "the agency" and "the ministry" stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Names"]

_PRONOUNS = {
    "he": "male", "him": "male", "his": "male", "she": "female", "her": "female",
    "hers": "female", "they": "any", "them": "any", "their": "any", "it": "body", "its": "body",
}  # fmt: skip
_FEMALE = re.compile(r"\b(?:spokeswoman|chairwoman|congresswoman|policewoman|mrs|ms|miss|she|"
                     r"woman|lady|mother|daughter|sister|queen|actress|baroness)\b", re.I)  # fmt: skip
_MALE = re.compile(r"\b(?:spokesman|chairman|congressman|policeman|mr|sir|he|man|father|son|"
                   r"brother|king|baron)\b", re.I)  # fmt: skip
_BODY_HEADS = frozenset(
    [
        "agency",
        "ministry",
        "army",
        "police",
        "group",
        "organisation",
        "organization",
        "party",
        "government",
        "channel",
        "outlet",
        "newspaper",
        "paper",
        "company",
        "council",
        "commission",
        "committee",
        "court",
        "office",
        "centre",
        "center",
        "network",
        "union",
        "station",
        "broadcaster",
        "service",
        "department",
        "foundation",
        "charity",
        "hospital",
        "university",
        "site",
        "website",
        "newsroom",
        "team",
        "brigade",
        "militia",
        "movement",
        "defence",
        "defense",
        "rescuers",
        "service",
    ]
)
_MAX_BACK = 1500
"""Characters a pronoun may reach back; about a dozen sentences."""


@dataclass(slots=True)
class _Named:
    start: int
    end: int
    text: str
    kind: str
    """person, body or other."""
    gender: str
    spoke: bool


@dataclass(slots=True)
class Names:
    """The named people and bodies met so far, in reading order."""

    met: list[_Named] = field(default_factory=list)

    def meet(self, doc: Any, offset: int, spoken: list[tuple[int, int]]) -> None:
        """Learn the names of a paragraph; ``spoken``: where the sources stand in the text."""
        for ent in doc.ents:
            kind = {"PERSON": "person", "ORG": "body", "GPE": "place", "NORP": "place"}.get(
                ent.label_
            )
            if kind is None:
                continue
            start, end = ent.start_char + offset, ent.end_char + offset
            spoke = any(a <= start and end <= b for a, b in spoken)
            around = doc.text[max(0, ent.start_char - 60) : ent.end_char + 40]
            self.met.append(_Named(start, end, ent.text, kind, _gender(around), spoke))
        for a, b in spoken:
            if not any(n.start < b and a < n.end for n in self.met):
                text = doc.text[max(0, a - offset) : max(0, b - offset)]
                if text and text.lower() not in _PRONOUNS:
                    kind = "body" if text.split()[-1].lower() in _BODY_HEADS else "person"
                    self.met.append(_Named(a, b, text, kind, _gender(text), True))
        self.met.sort(key=lambda n: n.start)

    def behind(self, text: str, start: int) -> tuple[int, int] | None:
        """Where the fuller name stands that ``text`` at ``start`` means; None if it is one."""
        words = text.lower().split()
        if not words:
            return None
        if words[0] in _PRONOUNS and len(words) == 1:
            return self._of_pronoun(_PRONOUNS[words[0]], start)
        if words[0] in ("the", "this", "that") and len(words) <= 4:
            return self._of_description(words, start)
        if len(words) == 1 and text[:1].isupper():
            return self._longer(text, start)
        return None

    def _before(self, start: int) -> list[_Named]:
        return [n for n in self.met if n.end <= start and start - n.start <= _MAX_BACK]

    def _of_pronoun(self, gender: str, start: int) -> tuple[int, int] | None:
        """The nearest speaker that fits, then the nearest name that does."""
        fitting = [n for n in self._before(start) if _fits(n, gender)]
        for pool in ([n for n in fitting if n.spoke], fitting):
            if pool:
                nearest = pool[-1]
                return self._longer(nearest.text, start) or (nearest.start, nearest.end)
        return None

    def _of_description(self, words: list[str], start: int) -> tuple[int, int] | None:
        """ "the agency": the last name with that word in it, else the last body that spoke."""
        head = words[-1]
        before = [n for n in self._before(start + _MAX_BACK * 4) if n.end <= start]
        for named in reversed(before):
            if (
                head in named.text.lower().split()
                and len(named.text.split()) > 1
                and (named.text.lower() != " ".join(words))
            ):
                return named.start, named.end
        if head in _BODY_HEADS:
            spoke = [n for n in before if n.kind == "body" and n.spoke]
            if spoke and head in ("agency", "channel", "outlet", "newspaper", "group", "network",
                                  "broadcaster", "site", "website", "paper", "organisation",
                                  "organization", "station"):  # fmt: skip
                return spoke[-1].start, spoke[-1].end
        return None

    def _longer(self, text: str, start: int) -> tuple[int, int] | None:
        """The first fuller form of a family name, such as "Ilva Darnet" for "Darnet"."""
        for named in self.met:
            if named.start >= start:
                break
            parts = named.text.split()
            if len(parts) > len(text.split()) and parts[-len(text.split()) :] == text.split():
                return named.start, named.end
        return None


def _fits(named: _Named, gender: str) -> bool:
    if gender == "body":
        return named.kind == "body"
    if gender == "any":
        return named.kind in ("person", "body")
    return named.kind == "person" and named.gender in (gender, "unknown")


def _gender(text: str) -> str:
    female, male = bool(_FEMALE.search(text)), bool(_MALE.search(text))
    return "unknown" if female == male else "female" if female else "male"
