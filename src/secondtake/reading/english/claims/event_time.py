"""When a claim says it happened: words for days, weeks and months, counted from the page's date."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from secondtake.model.text import EventTime
from secondtake.reading.extraction.dates import MONTHS

__all__ = ["event_time"]

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS_EN = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan\.?|feb\.?|mar\.?|apr\.?|jun\.?|jul\.?|aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?"
)
_NUMBERS = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
} | {"a": 1, "an": 1, "several": None, "a few": None, "some": None, "couple": 2, "a couple of": 2}
_COUNT = (
    r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|"
    r"a few|some|a couple of)"
)
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_FUTURE = re.compile(
    r"\b(?:will|shall|(?:is|are) to \w+|due|"
    r"next (?:\w+day|week|month|year|spring|summer|autumn|winter)|"
    r"(?:continues|resumes|begins|starts|opens|meets|votes) on|scheduled|expected|planned|"
    r"to be held|upcoming)\b",
    re.I,
)

_Resolve = Callable[[re.Match[str], date | None, bool], str | None]


def event_time(quote: str, published: str | None) -> EventTime | None:
    """The first time a quote names, with the ISO date, month, year or range it means.

    ``published`` is the page's own date (ISO); without it only full dates resolve. A weekday is
    the last such day up to the page's date, or the next one in a sentence about the future.
    A range is ``start/end``, both included.

    >>> event_time("The film was posted on Thursday.", "2031-05-10").resolved
    '2031-05-08'
    """
    today = _day(published)
    future = bool(_FUTURE.search(quote))
    found = [
        (match.start(), -match.end(), resolve(match, today, future))
        for pattern, resolve in _PATTERNS
        if (match := pattern.search(quote))
    ]
    if not found:
        return None
    start, end, resolved = min(found, key=lambda f: f[:2])
    end = -end
    for later, later_end, exact in found:
        # "Thursday, 8 May": the date says which Thursday.
        if end <= later <= end + 4 and exact and len(exact) == 10:
            end, resolved = -later_end, exact
    return EventTime(text=quote[start:end], resolved=resolved)


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _month_number(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def _full(m: re.Match[str], today: date | None, future: bool) -> str | None:
    try:
        return date(int(m["year"]), _month_number(m["month"]), int(m["day"])).isoformat()
    except ValueError:
        return None


def _iso(m: re.Match[str], today: date | None, future: bool) -> str | None:
    return m.group()


def _day_month(m: re.Match[str], today: date | None, future: bool) -> str | None:
    if today is None:
        return None
    number, day = _month_number(m["month"]), int(m["day"])
    for year in (today.year + 1, today.year, today.year - 1, today.year - 2):
        try:
            found = date(year, number, day)
        except ValueError:
            continue
        if found <= today or (future and found <= today + timedelta(days=366)):
            return _nearest_future(today, number, day) if future else found.isoformat()
    return None


def _nearest_future(today: date, month: int, day: int) -> str:
    found = date(today.year, month, day)
    return (found if found >= today else date(today.year + 1, month, day)).isoformat()


def _month_year(m: re.Match[str], today: date | None, future: bool) -> str | None:
    return f"{m['year']}-{_month_number(m['month']):02}"


def _month(m: re.Match[str], today: date | None, future: bool) -> str | None:
    if today is None:
        return None
    number = _month_number(m["month"])
    year = today.year - (number > today.month and not future) + (number < today.month and future)
    year -= bool(m["last"]) and number == today.month
    return f"{year}-{number:02}"


def _weekday(m: re.Match[str], today: date | None, future: bool) -> str | None:
    if today is None:
        return None
    wanted = _DAYS.index(m["weekday"].lower())
    which = (m["which"] or "").lower()
    if which == "next" or (future and which not in ("last", "past", "previous")):
        ahead = (wanted - today.weekday()) % 7
        return (today + timedelta(days=ahead or 7)).isoformat()
    back = (today.weekday() - wanted) % 7
    if which in ("last", "past", "previous") and back == 0:
        back = 7
    return (today - timedelta(days=back)).isoformat()


def _relative(days: int) -> _Resolve:
    return lambda m, today, future: (today + timedelta(days=days)).isoformat() if today else None


def _ago(m: re.Match[str], today: date | None, future: bool) -> str | None:
    word = " ".join(m["count"].lower().split())
    count = int(word) if word.isdigit() else _NUMBERS.get(word)
    if today is None or count is None:
        return None
    unit = m["unit"].lower()
    if unit.startswith(("hour", "minute")):
        return today.isoformat()
    if unit.startswith("day"):
        return (today - timedelta(days=count)).isoformat()
    if unit.startswith("week"):
        return (today - timedelta(weeks=count)).isoformat()
    if unit.startswith("month"):
        months = today.year * 12 + today.month - 1 - count
        return f"{months // 12}-{months % 12 + 1:02}"
    return str(today.year - count)


def _week(back: int) -> _Resolve:
    def resolve(m: re.Match[str], today: date | None, future: bool) -> str | None:
        if today is None:
            return None
        monday = today - timedelta(days=today.weekday() + 7 * back)
        last = monday + timedelta(days=6)
        return f"{monday.isoformat()}/{(min(last, today) if back == 0 else last).isoformat()}"

    return resolve


def _months_back(back: int) -> _Resolve:
    def resolve(m: re.Match[str], today: date | None, future: bool) -> str | None:
        if today is None:
            return None
        months = today.year * 12 + today.month - 1 - back
        return f"{months // 12}-{months % 12 + 1:02}"

    return resolve


def _years_back(back: int) -> _Resolve:
    return lambda m, today, future: str(today.year - back) if today else None


def _year(m: re.Match[str], today: date | None, future: bool) -> str | None:
    return m["year"]


def _p(text: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + text + r"(?!\w)", re.I)


_D = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_M = rf"(?P<month>{_MONTHS_EN})"
_WHICH = r"(?P<which>last|next|this|past|previous)?"
_IN_MONTH = r"(?:in|since|during|of|by|until|(?P<last>last)|early|late|mid-?)"
_Y = r"(?P<year>(?:19|20)\d\d)"
_PATTERNS: tuple[tuple[re.Pattern[str], _Resolve], ...] = (
    (_p(rf"{_D}\s+(?:of\s+)?{_M},?\s+{_Y}"), _full),
    (_p(rf"{_M}\s+{_D},?\s+{_Y}"), _full),
    (_p(r"(?:19|20)\d\d-[01]\d-[0-3]\d"), _iso),
    (_p(rf"{_D}\s+(?:of\s+)?{_M}(?!,?\s+\d{{4}})"), _day_month),
    (_p(rf"{_M}\s+{_D}(?!,?\s+\d{{4}})(?![:.]\d)"), _day_month),
    (_p(rf"{_M},?\s+(?:of\s+)?{_Y}"), _month_year),
    (_p(rf"{_WHICH}\s*(?P<weekday>{'|'.join(_DAYS)}){_PART}"), _weekday),
    (_p(r"(?:the )?day before yesterday"), _relative(-2)),
    (_p(rf"yesterday{_PART}|last night|overnight"), _relative(-1)),
    (_p(r"today|tonight|this (?:morning|afternoon|evening)|earlier in the day"), _relative(0)),
    (_p(r"tomorrow"), _relative(1)),
    (_p(rf"{_COUNT}\s+(?P<unit>minutes?|hours?|days?|weeks?|months?|years?)\s+ago"), _ago),
    (_p(r"(?:earlier |later )?this week"), _week(0)),
    (_p(r"last week|the previous week|(?:late|early) last week"), _week(1)),
    (_p(r"(?:earlier |later )?this month"), _months_back(0)),
    (_p(r"last month|the previous month"), _months_back(1)),
    (_p(r"next month|the coming month"), _months_back(-1)),
    (_p(r"(?:earlier |later )?this year"), _years_back(0)),
    (_p(r"last year"), _years_back(1)),
    (_p(rf"{_IN_MONTH}\s*{_M}(?!\s+\d)"), _month),
    (_p(rf"(?:in|since|during|from|of|early|late|until|back in)\s+{_Y}"), _year),
)  # fmt: skip
