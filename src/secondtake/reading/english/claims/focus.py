"""What in footage a claim is about, by its words: attributes, part of the picture, time, films."""

from __future__ import annotations

import re

from secondtake.model.enums import ClaimCheck, PicturePart, Testable
from secondtake.model.page_enums import ClaimSubject
from secondtake.model.text import ClaimFocus
from secondtake.reading.english.claims.testability import Kind, is_saying
from secondtake.reading.english.lexicon import check_terms, claim_terms, focus_terms

__all__ = ["focus_of"]

_NUMBER_WORDS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS, 1)}
_AROUND = 2.0
"""Seconds before and after a moment that a claim names: people give it to the second at best."""
_OPPOSITE = ((PicturePart.LEFT, PicturePart.RIGHT), (PicturePart.UPPER, PicturePart.LOWER))
_ATTRIBUTES = tuple(s for s in focus_terms.SUBJECTS if s != ClaimSubject.LIGHT)


def focus_of(quote: str, kind: Kind) -> ClaimFocus:
    """What a finding has to be about to bear on a claim of that kind.

    A claim that names both sides of the picture names none: something moved from one to the other.
    """
    quote = " ".join(quote.split())
    if kind.testable == Testable.NO:
        subject = _untested(quote, kind)
        return ClaimFocus(subjects=(subject,)) if subject else ClaimFocus()
    parts = {part for part, words in focus_terms.PARTS.items() if words.search(quote)}
    for both in _OPPOSITE:
        parts -= set(both) if parts.issuperset(both) else set()
    return ClaimFocus(
        subjects=_subjects(quote, kind.check),
        parts=tuple(part for part in PicturePart if part in parts),
        seconds=tuple(sorted(set(_seconds(quote)))) if kind.about_footage else (),
        several_films=bool(focus_terms.SEVERAL_FILMS.search(quote)),
    )


def _untested(quote: str, kind: Kind) -> ClaimSubject | None:
    """Why no footage tests a claim, where its words tell."""
    if is_saying(quote):
        return ClaimSubject.SAYING
    if claim_terms.PURPOSE.search(quote):
        return ClaimSubject.MOTIVE
    if kind.check == ClaimCheck.NONE and check_terms.JUDGED.search(quote):
        return ClaimSubject.GENUINENESS
    return None


def _subjects(quote: str, check: ClaimCheck) -> tuple[ClaimSubject, ...]:
    found = {s for s, words in focus_terms.SUBJECTS.items() if words.search(quote)}
    if check == ClaimCheck.VISIBLE_CONTENT:
        return (ClaimSubject.LIGHT,) if ClaimSubject.LIGHT in found else ()
    if check != ClaimCheck.CONTINUITY_DIFFERENCE:
        return ()
    worn = found & set(_ATTRIBUTES[:5])
    if worn & set(_ATTRIBUTES[:4]):
        worn -= {ClaimSubject.CLOTHING}
    if worn:
        # "The man beside the van has no hat": the van says where, the hat is what differs.
        found = worn | (found & {ClaimSubject.SMOKE})
    elif found & {ClaimSubject.SMOKE, ClaimSubject.LIGHT}:
        # "Smoke beside the van"; a thing that itself differs is named as the verb's subject.
        found -= {ClaimSubject.OBJECT}
    elif not found and focus_terms.PEOPLE.search(quote):
        found = {ClaimSubject.PERSON}
    return tuple(s for s in ClaimSubject if s in found)


def _seconds(quote: str) -> list[tuple[float, float]]:
    """Stretches of a film that a claim names, seconds from its start."""
    found: list[tuple[float, float]] = []
    for pattern in (*focus_terms.TIMES, focus_terms.ANY_CLOCK):
        if pattern is focus_terms.ANY_CLOCK and not found:
            break
        for match in pattern.finditer(quote):
            told = match.groupdict()
            if (minute := _number(told, "minute")) is not None:
                # "In minute four" is from 3:00 to some and from 4:00 to others.
                found.append((60.0 * max(0, minute - 1), 60.0 * (minute + 1)))
                continue
            start = _clock(told, "")
            if start is None:
                continue
            if any(a <= start <= b for a, b in found):
                continue  # told already, by a pattern that knows where it ends
            end = _clock(told, "_to")
            found.append((max(0.0, start - _AROUND), (start if end is None else end) + _AROUND))
    return found


def _clock(told: dict[str, str | None], which: str) -> float | None:
    minutes, seconds = (_number(told, f"{unit}{which}") for unit in ("minutes", "seconds"))
    if minutes is None and seconds is None:
        return None
    return 60.0 * (minutes or 0) + (seconds or 0)


def _number(told: dict[str, str | None], name: str) -> int | None:
    digits, word = told.get(name), told.get(f"{name}_word")
    if digits is not None:
        return int(digits)
    return _NUMBERS.get(re.sub(r"^\W+", "", word).lower()) if word else None
