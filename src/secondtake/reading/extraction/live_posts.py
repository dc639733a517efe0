"""The posts of a live page, each with its own time: relative days count from their post."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from secondtake.model.page_enums import FurnitureKind, LineKind
from secondtake.model.text import Article, Passage, Post
from secondtake.reading.extraction.calendars import plain_digits
from secondtake.reading.extraction.dates import declared_readings, stamps
from secondtake.reading.extraction.line_types import Line, classified

__all__ = ["with_posts"]

_CLOCK = re.compile(
    r"\W*(?P<hour>2[0-3]|1\d|0?\d)[:.h](?P<minute>[0-5]\d)(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s*\(?[A-Z]{2,4}\)?)?(?=\s*(?:$|[|·•–—:-]))",
    re.I,
)
_LONGEST = 14
"""Words of a line that may be a post's time and heading."""
_FEWEST = {True: 2, False: 3}
"""Posts that make a live page, with times from the markup or as printed: three times of day in a
text are no chance, two may be."""
_AHEAD = 3
"""Lines before the first sentence of a story among which its first post's time stands."""
_HEADINGS = (LineKind.HEADLINE, LineKind.FRAGMENT, LineKind.NAVIGATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A line that begins a post: its number, its day or None, its time of day as (hour, minute)."""

    number: int
    day: str | None
    clock: tuple[int, int] | None

    @property
    def published(self) -> str | None:
        """Day and time as ISO 8601, as exact as both are known."""
        if self.day is None or "T" in self.day or self.clock is None:
            return self.day
        return f"{self.day}T{self.clock[0]:02}:{self.clock[1]:02}:00"


def with_posts(article: Article, times: Mapping[int, str], *, wrapped: bool = True) -> Article:
    """The article with its posts; without any where it is no live page.

    ``times``: what ``time`` elements say, by the offset of the lines they date. Posts run in
    the order of their times, up or down; whatever does not is no live page. Times of day without
    a day are of the page's own date while they run one way, and of no known day otherwise.
    """
    lines = classified(article.text, wrapped=wrapped)
    first = next((i for i, x in enumerate(lines) if x.end > article.body.start), 0)
    last = max((i for i, x in enumerate(lines) if x.start < article.body.end), default=0)
    apart = [
        f
        for f in article.furniture
        if f.kind in (FurnitureKind.EMBEDDED_POST, FurnitureKind.COMMENTS)
    ]
    numbers = [
        i
        for i in range(max(0, first - _AHEAD), last + 1)
        if not any(f.start <= lines[i].start < f.end for f in apart)
    ]
    found = _marks(lines, numbers, times)
    marks = [
        m
        for m, then in zip(found, [*(x.number for x in found), last + 1][1:], strict=True)
        if any(lines[i].kind == LineKind.SENTENCE for i in range(m.number, then))
    ]
    if len(marks) < _FEWEST[any(lines[m.number].start in times for m in marks)]:
        return article
    marks = _placed(marks, article.published)
    if not _runs_one_way([m.published for m in marks]):
        if all(m.clock is None for m in marks):
            return article
        marks = [m if m.clock is None else replace(m, day=None) for m in marks]
    starts = [_start(lines, m.number, times) for m in marks]
    ends = [*starts[1:], max(article.body.end, lines[last].end)]
    return replace(
        article,
        posts=tuple(
            Post(passage=Passage(start=a, end=b), published=m.published)
            for m, a, b in zip(marks, starts, ends, strict=True)
        ),
    )


def _marks(lines: list[Line], numbers: list[int], times: Mapping[int, str]) -> list[_Mark]:
    """The lines that may begin a post, with the day of the last line that gave one."""
    marks: list[_Mark] = []
    day: str | None = None
    for number in numbers:
        line = lines[number]
        told = declared_readings(times.get(line.start))
        if len(told) == 1 and "T" in told[0]:
            if marks and marks[-1].day == told[0]:
                continue  # the same post goes on
            marks.append(_Mark(number=number, day=told[0], clock=None))
            continue
        if line.words > _LONGEST or line.kind == LineKind.SENTENCE:
            continue
        printed = stamps(line.text)
        if printed and len(printed[0].readings) == 1:
            reading = printed[0].readings[0]
            day = reading[:10]
            if "T" in reading:
                marks.append(_Mark(number=number, day=reading, clock=None))
        elif clock := _CLOCK.match(plain_digits(line.text)):
            marks.append(_Mark(number=number, day=day, clock=_time(clock)))
    return marks


def _time(clock: re.Match[str]) -> tuple[int, int]:
    hour, half = int(clock["hour"]), (clock["half"] or "").lower()
    return (hour % 12 + (12 if half == "p" else 0) if half else hour), int(clock["minute"])


def _placed(marks: list[_Mark], published: str | None) -> list[_Mark]:
    """The marks, those without a day on the page's own where their times run one way."""
    clocks = [m.clock for m in marks if m.day is None]
    if published is None or not clocks or not _runs_one_way(clocks):
        return marks
    return [replace(m, day=published[:10]) if m.day is None else m for m in marks]


def _runs_one_way(values: list[str | None] | list[tuple[int, int] | None]) -> bool:
    known = [str(v) if isinstance(v, str) else v for v in values if v is not None]
    return known in (sorted(known), sorted(known, reverse=True))


def _start(lines: list[Line], number: int, times: Mapping[int, str]) -> int:
    """Where a post begins: with a heading of its own right above its time."""
    above = lines[number - 1] if number else None
    if (
        above is not None
        and above.start not in times
        and above.kind in _HEADINGS
        and above.words <= _LONGEST
    ):
        below = lines[number + 1].kind if number + 1 < len(lines) else LineKind.LEGAL
        if below == LineKind.SENTENCE:
            return above.start
    return lines[number].start
