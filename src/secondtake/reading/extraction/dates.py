"""Dates as pages print them: find them in a line and give them as ISO 8601."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

__all__ = ["MONTHS", "Stamp", "iso", "stamps"]

_NAMES = (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
    "listopada grudnia",
    "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
)
MONTHS = {name: i % 12 + 1 for line in _NAMES for i, name in enumerate(line.split())}
MONTHS["sept"] = 9
_MONTH = "(?P<month>" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + r")\.?"
_ORDINAL = r"(?:st|nd|rd|th|º|er)?\.?"
_LINK = r"\s*(?:,|of|de|del)?\s*"
_DATES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<number>0?[1-9]|1[0-2])[-/.](?P<day>3[01]|"
        r"[12]\d|0?[1-9])(?!\d)",
        rf"(?<![\d:.])(?P<day>3[01]|[12]\d|0?[1-9]){_ORDINAL}[\s-]*(?:of|de)?\s*{_MONTH}"
        rf"{_LINK}-?(?P<year>(?:19|20)\d\d)(?!\d)",
        rf"(?<!\w){_MONTH}[\s-]*(?P<day>3[01]|[12]\d|0?[1-9]){_ORDINAL}\s*,?-?\s*"
        r"(?P<year>(?:19|20)\d\d)(?!\d)",
        r"(?<![\d.])(?P<day>3[01]|[12]\d|0?[1-9])(?P<mark>[./-])(?P<number>1[0-2]|0?[1-9])(?P=mark)"
        r"(?P<year>(?:19|20)\d\d)(?!\d)",
        r"(?<![\d.])(?P<number>1[0-2]|0?[1-9])(?P<mark>[/-])(?P<day>3[01]|[12]\d|0?[1-9])(?P=mark)"
        r"(?P<year>(?:19|20)\d\d)(?!\d)",
    )
)
_LONGEST = 400
"""Characters of a markup field in which a date is looked for."""
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
    """A printed date at ``start`` to ``end`` of its line and its ISO form."""

    start: int
    end: int
    iso: str


def stamps(line: str) -> tuple[Stamp, ...]:
    """Every full date of a line (day, month and year), with its time of day when one stands near.

    A day and a month in figures are read day first unless that cannot be: most of the world
    writes so.

    >>> stamps("Published: 22 September 2018, 14:05 GMT")[0].iso
    '2018-09-22T14:05:00Z'
    """
    found: list[Stamp] = []
    for pattern in _DATES:
        for match in pattern.finditer(line):
            day = _day(match)
            if day and not any(s.start < match.end() and match.start() < s.end for s in found):
                found.append(_with_clock(line, match.start(), match.end(), day))
    return tuple(sorted(found, key=lambda s: s.start))


def iso(text: str | None) -> str | None:
    """The ISO 8601 form of a date as markup holds it, as exact as it is given; None if it is none.

    >>> iso("2018-09-22T14:05:00+03:00")
    '2018-09-22T14:05:00+03:00'
    """
    found = stamps(text.strip()[:_LONGEST]) if text else ()
    return found[0].iso if found else None


def _day(match: re.Match[str]) -> date | None:
    groups = match.groupdict()
    month = MONTHS[groups["month"].lower()] if groups.get("month") else int(groups["number"])
    try:
        return date(int(groups["year"]), month, int(groups["day"]))
    except ValueError:
        return None


def _with_clock(line: str, start: int, end: int, day: date) -> Stamp:
    """The date with a time of day within a few characters after it, or just before it."""
    after = _CLOCK.search(line, end)
    if after and re.fullmatch(r"[\s,T|·•–—@-]*(?:at|um|à|в)?\s*", line[end : after.start()], re.I):
        return _stamp(line, start, after.end(), day, after)
    for before in _CLOCK.finditer(line, max(0, start - 24), start):
        zone = _ZONE.match(line, before.end())
        gap_from = zone.end() if zone else before.end()
        if re.fullmatch(
            r"[\s,|·•)\]–—-]*(?:[A-Z]{2,4})?[\s,|·•)\]–—-]*(?:[A-Za-z]{3,9},?)?\s*",
            line[gap_from:start],
        ):
            return _stamp(line, before.start(), end, day, before)
    return Stamp(start=start, end=end, iso=day.isoformat())


def _stamp(line: str, start: int, end: int, day: date, clock: re.Match[str]) -> Stamp:
    hour, half = int(clock["hour"]), (clock["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    zone = _ZONE.match(line, clock.end())
    suffix = ""
    if zone:
        suffix = _offset(zone["offset"]) if zone["offset"] else "Z" if zone["utc"] else ""
        end = max(end, zone.end()) if suffix else end
    when = f"{day.isoformat()}T{hour:02}:{clock['minute']}:{clock['second'] or '00'}{suffix}"
    return Stamp(start=start, end=end, iso=when)


def _offset(text: str) -> str:
    digits = text[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{text[0]}{int(hours):02}:{minutes}"
