"""Is a claim about footage, could footage test it, and how: by a lexicon's words."""

from __future__ import annotations

import re

from secondtake.model.enums import ClaimCheck, Polarity, Testable
from secondtake.reading.multilingual.lexicon import Lexicon

__all__ = ["kind_of", "polarity_of"]

Kind = tuple[bool, Testable, ClaimCheck]


def kind_of(quote: str, words: Lexicon, *, topic: bool) -> Kind:
    """About footage or not, testable or not, and the check; ``topic``: the page is about footage.

    The order is that of the English reader: takes, roles and continuity first, then what nobody
    could show, then where the footage is from.
    """
    footage = bool(words.footage.search(quote))
    if footage or topic:
        for pattern, check in (
            (words.roles, ClaimCheck.SAME_PERSON_TWO_ROLES),
            (words.continuity, ClaimCheck.CONTINUITY_DIFFERENCE),
            (words.repeated, ClaimCheck.REPEATED_TAKE),
        ):
            if pattern.search(quote):
                return True, Testable.YES, check
    if words.untested.search(quote):
        return footage, Testable.NO, ClaimCheck.NONE
    if footage and words.origin.search(quote):
        return True, Testable.PARTLY, ClaimCheck.PROVENANCE
    if footage and words.shown.search(quote):
        return True, Testable.YES, ClaimCheck.VISIBLE_CONTENT
    if footage:
        return True, Testable.PARTLY, ClaimCheck.PROVENANCE
    if topic and words.origin.search(quote):
        return False, Testable.PARTLY, ClaimCheck.PROVENANCE
    if words.event.search(quote):
        return False, Testable.PARTLY, ClaimCheck.VISIBLE_CONTENT
    return False, Testable.NO, ClaimCheck.NONE


def polarity_of(quote: str, led: str, words: Lexicon, *, denied: bool) -> Polarity:
    """How a claim stands to its words; ``led``: what stands before it in its sentence."""
    if quote.rstrip('”"’» ').endswith(("?", "؟", "？")):
        return Polarity.ASKED
    if denied:
        return Polarity.DENIED
    if words.no_evidence.search(quote):
        return Polarity.NO_EVIDENCE
    last = [m for m in words.no_evidence.finditer(led) if len(led) - m.end() < 20]
    if last:
        return Polarity.NO_EVIDENCE
    main = [part for part in re.split(r"[,،]\s*", quote) if not words.clause.match(part)]
    negated = any(map(words.negated.search, main[:1]))
    return Polarity.NEGATED if negated else Polarity.ASSERTED
