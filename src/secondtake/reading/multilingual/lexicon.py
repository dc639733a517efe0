"""What a lexicon of a language holds, all as patterns over folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from secondtake.reading.multilingual.folding import fold

__all__ = ["Lexicon", "any_of", "opening"]


def any_of(*alternatives: str, before: str = "") -> re.Pattern[str]:
    """A pattern of whole words; ``before``: particles that may be written as one with them."""
    return re.compile(
        rf"(?<!\w)(?:{before})(?:" + "|".join(fold(a) for a in alternatives) + r")(?!\w)", re.I
    )


def opening(*alternatives: str) -> re.Pattern[str]:
    """A pattern of words that open a clause and may begin with a comma."""
    return re.compile(r"(?:" + "|".join(fold(a) for a in alternatives) + r")(?!\w)", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of a language by which a page says who says what, and what footage could test.

    ``speaker_first``: the speaker stands before the verb unless nothing does (Slavic, Persian);
    else after it (Arabic). ``says``, ``denies``: finite verbs. ``that``: what opens the clause.
    ``according``: what stands before a speaker without a verb. ``stops``: words a speaker's name
    ends before. ``beside``: adverbs and times that are no part of a name. ``clause``: a piece
    between commas that begins so only describes. ``pronoun``: stands for the last speaker.
    ``citing``: who the speaker had it from; ``told_to``: through whom it was said; each has a
    group ``link``. ``crew``: people called by what they film. ``nobody``: "no one denied" is no
    denial.
    """

    speaker_first: bool
    says: re.Pattern[str]
    denies: re.Pattern[str]
    calls: re.Pattern[str]
    that: re.Pattern[str]
    according: re.Pattern[str]
    stops: re.Pattern[str]
    beside: re.Pattern[str]
    clause: re.Pattern[str]
    pronoun: re.Pattern[str]
    nobody: re.Pattern[str]
    not_before: re.Pattern[str]
    citing: re.Pattern[str]
    told_to: re.Pattern[str]
    hedges: re.Pattern[str]
    no_evidence: re.Pattern[str]
    negated: re.Pattern[str]
    footage: re.Pattern[str]
    crew: re.Pattern[str]
    repeated: re.Pattern[str]
    roles: re.Pattern[str]
    continuity: re.Pattern[str]
    shown: re.Pattern[str]
    origin: re.Pattern[str]
    untested: re.Pattern[str]
    event: re.Pattern[str]
    days: tuple[re.Pattern[str], ...]
    """Names of the weekdays, Monday first."""
    relative: tuple[tuple[re.Pattern[str], int], ...]
    """Words for a day counted from the page's, and how many days later it is."""
    year: re.Pattern[str]
    """A bare year, as group ``year``."""
