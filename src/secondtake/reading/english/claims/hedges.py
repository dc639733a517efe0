"""A claim's own words: hedges, judging words and the place it names."""

from __future__ import annotations

import re
from typing import Any

from secondtake.model.text import Mention
from secondtake.reading.english.lexicon.attribution_terms import HEDGES, LOADED
from secondtake.reading.english.parsing.tokens import text_of

__all__ = ["hedges_in", "loaded_in", "place_in"]

_HEDGE = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, HEDGES), key=len, reverse=True)) + r")(?!\w)",
    re.I,
)
_LOADED = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted(LOADED, key=len, reverse=True)) + r")(?!\w)", re.I
)
_PLACES = ("GPE", "LOC", "FAC")
_IN_PLACE = re.compile(
    r"\b(?:in|at|near|outside|inside|from|of|to|around|across)\s+(?:the )?(?P<place>(?:[a-z]+ "
    r"(?:of|in) )?[A-Z][\w’'-]+(?:\s+(?:[A-Z][\w’'-]+|of|the|district|province|region|city|town|"
    r"village|square|street|hospital|harbour|bridge|market))*)"
)
_NO_PLACE = re.compile(
    r"^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|"
    r"April|May|"
    r"June|July|August|September|October|November|December|YouTube|Facebook|Twitter|Telegram|"
    r"TikTok|"
    r"Instagram|WhatsApp|X)\b"
)


def hedges_in(text: str, left: int, right: int, cue: tuple[int, int] | None) -> tuple[Mention, ...]:
    """The hedges of a claim, and a hedging cue beside it, as they stand in the text."""
    found = [
        Mention(text=m.group(), start=m.start(), end=m.end())
        for m in _HEDGE.finditer(text, left, right)
        if m.group() != "May"
    ]
    if cue is not None:
        found += [
            Mention(text=m.group(), start=m.start(), end=m.end())
            for m in _HEDGE.finditer(text, *cue)
        ]
    return tuple(sorted(set(found), key=lambda m: m.start))


def loaded_in(text: str, left: int, right: int) -> tuple[Mention, ...]:
    """The judging words of a claim: listed as the page's wording, never weighed."""
    return tuple(
        Mention(text=m.group(), start=m.start(), end=m.end())
        for m in _LOADED.finditer(text, left, right)
    )


def place_in(doc: Any, left: int, right: int) -> str | None:
    """The place a claim names, as printed: one after "in", "at" or "near" before any other."""
    places = [
        ent
        for ent in doc.ents
        if ent.label_ in _PLACES and left <= ent.start_char and ent.end_char <= right
    ]
    for ent in places:
        if ent.start and doc[ent.start - 1].lower_ in (
            "in",
            "at",
            "near",
            "outside",
            "inside",
            "the",
        ):
            return str(ent.text)
    for match in _IN_PLACE.finditer(text_of(doc), left, right):
        if not _NO_PLACE.match(match["place"]) and match.group().split()[0] in (
            "in",
            "at",
            "near",
            "outside",
            "inside",
        ):
            return match["place"]
    return str(places[0].text) if places else None
