"""How a page says its footage came to be known and what became of it, and where two pages differ.

English only: by verbs for giving, putting out and taking down, with who did it and why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from secondtake.model.text import Claim, Reading

__all__ = ["Difference", "differences"]

_CAME = (
    r"obtain|receiv|acquir|leak|circulat|shar|post|publish|upload|releas|distribut|broadcast|air|"
    r"hand|pass|spread|sent|recover|found|provid|suppl"
)
_WENT = (
    r"delet|remov|tak(?:en|e) (?:down|offline)|took (?:down|offline)|withdr[ae]w|pull|block|sav|"
    r"archiv|re-?upload|re-?post|restor|preserv|kept"
)
_FOOTAGE = re.compile(
    r"\b(?:videos?|footage|films?|clips?|recordings?|tapes?|pictures?|photos?|images?|posts?|"
    r"material|link)\b",
    re.I,
)
_STEP = r"\b(?P<verb>{verbs})(?:\w*)(?: (?:over|on|down|out|up))?"
_AGENT = re.compile(
    r"\s+(?:\w+ly )?(?:by|from|to|on|via|through|for|in|after)\b[^,.;:“”\"()]{2,70}", re.I
)
_DOER = re.compile(r"(?P<doer>(?:[\w’'-]+ ){1,4})(?:has |have |had )?(?:\w+ly )?$")
_TIME = re.compile(
    r"\b(?:on|in|at|after|for)? ?(?:\w+day|yesterday|today|hours?|minutes?|days?|weeks?|\d+)\b",
    re.I,
)
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "by",
        "from",
        "to",
        "on",
        "via",
        "through",
        "for",
        "in",
        "after",
        "of",
        "its",
        "it",
        "was",
        "were",
        "has",
        "have",
        "had",
        "been",
        "is",
        "are",
        "that",
        "which",
        "who",
        "and",
        "but",
        "later",
        "then",
        "this",
        "these",
        "their",
        "his",
        "her",
        "video",
        "videos",
        "footage",
        "film",
        "films",
        "clip",
        "clips",
        "recording",
        "tape",
    ]
)


class _Kind(Enum):
    CAME = _CAME
    WENT = _WENT


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing that was done with the footage: the page's words, its verb's stem, who and why."""

    claim: str
    words: str
    verb: str
    beside: frozenset[str]


@dataclass(frozen=True, slots=True)
class Difference:
    """What two pages say otherwise of where the footage is from, with the claims that say it."""

    before: str
    after: str
    words: tuple[str, str]


def differences(first: Reading, second: Reading) -> tuple[Difference, ...]:
    """Where both pages tell how the footage came or went, and tell it otherwise."""
    found = []
    for kind in _Kind:
        here, there = _steps(first, kind), _steps(second, kind)
        lone = [step for step in here if not any(_one(step, other) for other in there)]
        others = [step for step in there if not any(_one(step, other) for other in here)]
        if here and there and (lone or others):
            left, right = lone or here, others or there
            told = tuple(
                ", ".join(dict.fromkeys(s.words for s in steps)) for steps in (left, right)
            )
            found.append(Difference(left[0].claim, right[0].claim, (told[0], told[1])))
    return tuple(found)


def _steps(page: Reading, kind: _Kind) -> list[_Step]:
    pattern = re.compile(_STEP.format(verbs=kind.value), re.I)
    steps = []
    for claim in page.claims:
        if not claim.about_footage and not _FOOTAGE.search(claim.quote):
            continue
        for match in pattern.finditer(claim.quote):
            steps.append(_step(claim, match))
    return steps


def _step(claim: Claim, match: re.Match[str]) -> _Step:
    """A step with what follows its verb, or else with who stands before it."""
    text = claim.quote
    after = _AGENT.match(text, match.end())
    end = after.end() if after else match.end()
    before = None if after else _DOER.search(text, max(0, match.start() - 60), match.start())
    start = before.start("doer") if before else match.start()
    words = " ".join(text[start:end].split())
    told = _TIME.sub(" ", words[: len(words)]).lower()
    beside = {w[:6] for w in re.findall(r"\w+", told)} - {w[:6] for w in _SMALL}
    return _Step(claim.id, words, match["verb"].lower(), frozenset(beside - {match[0].lower()[:6]}))


def _one(one: _Step, other: _Step) -> bool:
    """The same verb, and nothing that speaks against the same doer or reason."""
    return one.verb == other.verb and (
        not one.beside or not other.beside or bool(one.beside & other.beside)
    )
