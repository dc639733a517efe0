"""The lane of world time: everything in a case that bears a date, and who vouches for the date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from secondtake.export.escaping import Html, outside, quoted
from secondtake.export.messages.report_words import say
from secondtake.export.pages.sections.labels import Names
from secondtake.export.render.number_format import published, when
from secondtake.export.render.truncation import MOST_ROWS, Shown
from secondtake.model.claim_words import qualified
from secondtake.model.enums import HeaderField
from secondtake.model.report import Report

__all__ = ["Dated", "World", "world"]

WIDTH = 1000.0
EDGE = 30.0
ROW = 24.0
APART = 22.0
"""Pixels between two dots under which the later one is drawn a row lower."""
MOST_DOTS = 60
LONGEST_QUOTE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """One dated thing: ``sure`` names whose word the date is; ``x``, ``y`` of its dot."""

    number: int
    at: Html
    what: Html
    sure: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The lane: its dots in the order of time, the days at both ends, and its height."""

    rows: Shown[Dated]
    first: Html
    last: Html
    height: float


def world(report: Report, names: Names) -> World | None:
    """Pages, claims, headers, intakes and time stamps in the order of their dates; None for none.

    The date is what somebody wrote or what a clock showed; ``sure`` says which.
    """
    found = sorted(_found(report, names), key=lambda f: (f[0], f[3], str(f[2])))
    if not found:
        return None
    first, last = found[0][0], found[-1][0]
    span = max((last - first).total_seconds(), 1.0)
    ends: list[float] = []
    rows = []
    for number, (at, shown, what, sure) in enumerate(found, 1):
        x = EDGE + (WIDTH - 2 * EDGE) * (at - first).total_seconds() / span
        row = next((n for n, end in enumerate(ends) if x - end >= APART), len(ends))
        ends[row : row + 1] = [x]
        rows.append(
            Dated(number=number, at=shown, what=what, sure=sure, x=round(x, 1), y=40 + ROW * row)
        )
    drawn = rows[:MOST_DOTS]
    return World(
        rows=Shown(rows, MOST_ROWS),
        first=published(first.date().isoformat()),
        last=published(last.date().isoformat()),
        height=max(r.y for r in drawn) + 30,
    )


def _found(report: Report, names: Names) -> Iterator[tuple[datetime, Html, Html, str]]:
    for reading in report.readings:
        article = reading.article
        title = outside(quoted(article.title or ""))
        for told, key in ((article.published, "world.page"), (article.modified, "world.changed")):
            at = _moment(told)
            if at is not None and told:
                yield at, published(told), say(key, title=title), "page"
        for claim in reading.claims:
            resolved = claim.event_time.resolved if claim.event_time else None
            at = _moment(resolved)
            if at is not None and resolved:
                quote = outside(quoted(claim.quote[:LONGEST_QUOTE]))
                how = qualified(claim)
                what = (
                    say("world.claim_qualified", quote=quote, how=how)
                    if how
                    else say("world.claim", quote=quote)
                )
                days = Html(" – ".join(published(day) for day in resolved.split("/")))
                yield at, days, what, "claim"
    for header in report.headers:
        for name, value in header.claims:
            at = _moment(value) if name == HeaderField.MADE_AT else None
            if at is not None:
                film = names.subject(header.exhibit)
                yield at, when(at), say("world.header", film=film), "header"
    for exhibit in report.exhibits:
        what = say("world.taken", name=outside(exhibit.name))
        yield exhibit.taken_at, when(exhibit.taken_at), what, "machine"
    for seal in report.seals:
        if seal.at is not None:
            yield seal.at, when(seal.at), say("world.seal", what=outside(seal.what)), "authority"


def _moment(text: str | None) -> datetime | None:
    """The first moment a date, a month, a range or a time can mean, in UTC; None for no date."""
    if not text:
        return None
    start = text.partition("/")[0].strip()
    try:
        if len(start) == len("2026-03"):
            start += "-01"
        if len(start) == len("2026-03-12"):
            day = date.fromisoformat(start)
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        at = datetime.fromisoformat(start)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
