"""Times a claim names in languages with a lexicon, counted from the page's own date."""

from __future__ import annotations

import re
from datetime import date, timedelta

from secondtake.reading.extraction.calendars import MONTHS, plain_digits
from secondtake.reading.extraction.dates import stamps
from secondtake.reading.multilingual.folding import fold
from secondtake.reading.multilingual.lexicon import Lexicon

__all__ = ["time_in"]

_MONTHS = {fold(name): number for name, number in MONTHS.items()}
_NAMES = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_DAY = re.compile(
    rf"(?<![\d:.])(?P<day>3[01]|[12]\d|0?[1-9])\s+(?P<month>{_NAMES})(?!\w)"
    rf"(?:\s*/\s*(?:{_NAMES})(?!\w))?(?:,?\s+(?P<year>(?:19|20)\d\d)(?!\d))?",
    re.I,
)
"""Arabic papers print a month under two names: "20 نيسان / ابريل"."""


def time_in(
    text: str, span: tuple[int, int], published: str | None, words: Lexicon
) -> tuple[tuple[int, int], str | None, bool] | None:
    """Where the first time of a stretch stands, the day it means, and if it says so alone."""
    part = plain_digits(text[slice(*span)])
    today = _day(published)
    found: list[tuple[int, int, str | None]] = [
        (s.start, s.end, s.readings[0][:10] if len(s.readings) == 1 else None) for s in stamps(part)
    ]
    found += [(*m.span(), _of_month(m, today)) for m in _DAY.finditer(part)]
    for number, pattern in enumerate(words.days):
        found += [(*m.span(), _weekday(number, today)) for m in pattern.finditer(part)]
    for pattern, later in words.relative:
        day = (today + timedelta(days=later)).isoformat() if today else None
        found += [(*m.span(), day) for m in pattern.finditer(part)]
    found += [(*m.span("year"), m["year"]) for m in words.year.finditer(part)]
    if not found:
        return None
    start, end, resolved = min(found, key=lambda f: (f[0], -f[1]))
    alone = any(s.start <= start < s.end for s in stamps(part)) or part[end - 4 : end].isdigit()
    return (span[0] + start, span[0] + end), resolved, alone


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _of_month(match: re.Match[str], today: date | None) -> str | None:
    """The day a month's day means: of its year, or the last such day up to the page's date."""
    years = [int(match["year"])] if match["year"] else []
    for year in years or ([today.year, today.year - 1] if today else []):
        try:
            found = date(year, _MONTHS[match["month"].lower()], int(match["day"]))
        except ValueError:
            continue
        if years or (today and found <= today):
            return found.isoformat()
    return None


def _weekday(number: int, today: date | None) -> str | None:
    return (today - timedelta(days=(today.weekday() - number) % 7)).isoformat() if today else None
