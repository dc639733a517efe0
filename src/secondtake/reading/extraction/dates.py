"""Dates as pages print them: find them in a line and give what they may mean as ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from secondtake.reading.extraction.calendars import (
    MONTHS,
    MONTHS_SOLAR,
    MONTHS_TWICE,
    plain_digits,
    solar_day,
)

__all__ = ["MONTHS", "Stamp", "declared_readings", "stamps", "without_year"]


def _names(months: dict[str, int], group: str) -> str:
    longest_first = sorted(map(re.escape, months), key=len, reverse=True)
    return rf"(?P<{group}>" + "|".join(longest_first) + ")"


_MONTH = _names(MONTHS, "month") + r"(?!\w)\.?(?:\s*/\s*\w+)?"
"""A month's name; Arabic papers print two of them: أيار/مايو."""
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_NUMBER = r"(?P<number>1[0-2]|0?[1-9])"
_ORDINAL = r"(?:st|nd|rd|th|º|er|\.)?"
_OF = r"\s*(?:,|of|de|del|năm)?\s*"
_EASTERN = rf"\s*[年년]\s*{_NUMBER}\s*[月월]\s*{_DAY}\s*[日일號号]"
_DATES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?<!\d){_YEAR}[-/.]\s?{_NUMBER}[-/.]\s?{_DAY}(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)" + _EASTERN,
        rf"(?<![\d:.]){_DAY}{_ORDINAL}[\s-]*(?:of|de)?\s*{_MONTH}{_OF}-?{_YEAR}",
        rf"(?<!\w){_MONTH}[\s-]*{_DAY}(?:st|nd|rd|th)?\s*,?-?\s*{_YEAR}",
        rf"(?<!\d){_YEAR}[.,]?\s+{_MONTH}\s+{_DAY}(?!\d)",
        rf"(?<!\d){_DAY}\s+tháng\s+{_NUMBER},?\s*(?:năm\s*)?{_YEAR}",
        rf"(?<![\d.])(?P<day>3[01]|[12]\d|0?[1-9])\s?(?P<mark>[./-])\s?{_NUMBER}(?P=mark)\s?{_YEAR}",
        rf"(?<![\d.]){_NUMBER}(?P<mark>[/-])(?P<day>3[01]|[12]\d|0?[1-9])(?P=mark){_YEAR}",
        r"(?<![\w./:-])(?P<day>3[01]|[12]\d|0?[1-9])(?P<mark>[./])(?P<number>1[0-2]|0?[1-9])"
        r"(?P=mark)(?P<short>\d\d)(?![\w/:-]|\.\d)",
        rf"(?<!\d){_DAY}\s+{_names(MONTHS_SOLAR, 'solar')}\s*(?:ماه)?\s*،?\s*"
        r"(?P<persian>1[2-5]\d\d)",
        rf"(?<!\d)(?P<persian>1[34]\d\d)[/-]{_NUMBER}[/-]{_DAY}(?!\d)",
    )
)
_WITHOUT_YEAR = re.compile(
    rf"(?<![\d:./]){_DAY}{_ORDINAL}\s+(?:of|de)?\s*{_MONTH}|"
    + rf"(?<!\w){_MONTH}\s+{_DAY}(?:st|nd|rd|th)?(?![\d:./])".replace("<day>", "<day2>").replace(
        "<month>", "<month2>"
    ),
    re.I,
)
_LONGEST = 400
"""Characters of a markup field in which a date is looked for."""
_EPOCH = re.compile(r"\s*(\d{10})(?:\d{3})?\s*")
"""Seconds or milliseconds since 1970, from 2001 on."""
_COMPACT = re.compile(
    r"\s*((?:19|20)\d\d)(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])(?=T|\s|\d{4,6}\s*$|$)"
)
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>2[0-3]|1\d|"
    r"0?\d)[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?"
    r"(?!\d)\s*(?P<half>[ap]\.?m\b\.?)?",
    re.I,
)
_ZONE = re.compile(
    r"\s*[(\[]?\s*(?:(?P<utc>Z|GMT|UTC)(?![a-z])\s*)?(?P<offset>[+-]\d{1,2}(?::?\d\d)?)?", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A printed date at ``start`` to ``end`` of its line, and the ISO forms it may mean.

    ``readings`` has two, day first before month first, where the figures allow both.
    """

    start: int
    end: int
    readings: tuple[str, ...]


def stamps(line: str) -> tuple[Stamp, ...]:
    """Every full date of a line (day, month and year), with its time of day when one stands near.

    Figures with points are read day first, as everybody writes them; with strokes either way.

    >>> stamps("Published: 22 September 2018, 14:05 GMT")[0].readings
    ('2018-09-22T14:05:00Z',)
    >>> stamps("10/12/2033")[0].readings
    ('2033-12-10', '2033-10-12')
    """
    line = plain_digits(line)
    found: list[Stamp] = []
    for pattern in _DATES:
        for match in pattern.finditer(line):
            days = tuple(_days(match))
            if days and not any(s.start < match.end() and match.start() < s.end for s in found):
                found.append(_with_clock(line, match.start(), match.end(), days))
    return tuple(sorted(found, key=lambda s: s.start))


def declared_readings(text: str | None) -> tuple[str, ...]:
    """What a date in a markup field may mean, as exact as it is given; empty if it is none.

    >>> declared_readings("2018-09-22T14:05:00+03:00"), declared_readings("1936170000")
    (('2018-09-22T14:05:00+03:00',), ('2031-05-10T09:00:00Z',))
    """
    if not text:
        return ()
    text = plain_digits(text.strip()[:_LONGEST])
    epoch = _EPOCH.fullmatch(text)
    if epoch:
        moment = datetime.fromtimestamp(int(epoch[1]), UTC)
        return (f"{moment:%Y-%m-%dT%H:%M:%S}Z",)
    text = _COMPACT.sub(r"\1-\2-\3", text, count=1)
    found = stamps(text)
    return found[0].readings if found else ()


def without_year(line: str) -> str | None:
    """The words of a day and month without a year in a line that holds no full date.

    >>> without_year("Posted 10 May, 21:30")
    '10 May'
    """
    found = None if stamps(line) else _WITHOUT_YEAR.search(plain_digits(line))
    if found is None or re.search(r"\b(?:may|march)\b", found[0]):
        return None  # in small letters these are other words
    return line[found.start() : found.end()]


def _days(match: re.Match[str]) -> Iterator[date]:
    """The days a match may mean: two for figures with strokes that may be swapped."""
    groups = match.groupdict()
    day = int(groups["day"])
    if groups.get("persian"):
        month = MONTHS_SOLAR[groups["solar"]] if groups.get("solar") else int(groups["number"])
        solar = solar_day(int(groups["persian"]), month, day)
        if solar:
            yield solar
        return
    named = groups.get("month")
    month = MONTHS[named.lower()] if named else int(groups["number"])
    # Two figures for a year are of this century up to 68 (POSIX, strptime %y).
    short = groups.get("short")
    year = int(groups["year"]) if not short else int(short) + (2000 if int(short) < 69 else 1900)
    twice = MONTHS_TWICE.get((named or "").lower())
    swapped = groups.get("mark") in ("/", "-") and day <= 12 and day != month
    ways = [(day, month), (month, day)] if swapped else [(day, month)]
    for number, of in [(day, m) for m in twice] if twice else ways:
        try:
            yield date(year, of, number)
        except ValueError:
            continue


def _with_clock(line: str, start: int, end: int, days: tuple[date, ...]) -> Stamp:
    """The date with a time of day within a few characters after it, or just before it."""
    after = _CLOCK.search(line, end)
    if after and re.fullmatch(
        r"[\s,،T|·•–—@-]*(?:at|um|à|в|às|alle|om|kl\.?)?\s*", line[end : after.start()], re.I
    ):
        return _stamp(line, start, after.end(), days, after)
    for before in _CLOCK.finditer(line, max(0, start - 24), start):
        zone = _ZONE.match(line, before.end())
        gap_from = zone.end() if zone else before.end()
        if re.fullmatch(
            r"[\s,|·•)\]–—-]*(?:[A-Z]{2,4})?[\s,|·•)\]–—-]*(?:[A-Za-z]{3,9},?)?\s*",
            line[gap_from:start],
        ):
            return _stamp(line, before.start(), end, days, before)
    return Stamp(start=start, end=end, readings=tuple(day.isoformat() for day in days))


def _stamp(line: str, start: int, end: int, days: tuple[date, ...], clock: re.Match[str]) -> Stamp:
    hour, half = int(clock["hour"]), (clock["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    zone = _ZONE.match(line, clock.end())
    suffix = ""
    if zone:
        suffix = _offset(zone["offset"]) if zone["offset"] else "Z" if zone["utc"] else ""
        end = max(end, zone.end()) if suffix else end
    time = f"T{hour:02}:{clock['minute']}:{clock['second'] or '00'}{suffix}"
    return Stamp(start=start, end=end, readings=tuple(f"{day.isoformat()}{time}" for day in days))


def _offset(text: str) -> str:
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{text[0]}{int(hours):02}:{minutes}"
