"""Times, sizes and numbers as people read them."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from secondtake.export.escaping import Html, outside
from secondtake.export.messages.report_words import WORDS

__all__ = [
    "clock",
    "day",
    "figure",
    "length",
    "number",
    "published",
    "rate",
    "rough",
    "share",
    "size",
    "times",
    "when",
]

_MONTHS = WORDS["months"].split()


def clock(seconds: float) -> str:
    """A time on a film's own clock, to a tenth of a second.

    >>> clock(83.25), clock(3723.0)
    ('1:23.2', '1:02:03.0')
    """
    sign = "\N{MINUS SIGN}" if seconds < 0 else ""
    tenths = round(abs(seconds) * 10)
    minutes, rest = divmod(tenths, 600)
    hours, minutes = divmod(minutes, 60)
    head = f"{hours}:{minutes:02d}" if hours else str(minutes)
    return f"{sign}{head}:{rest // 10:02d}.{rest % 10}"


def times(start: float, end: float) -> Html:
    """From a time to a time, on one line.

    >>> times(12, 19.04).replace("\\xa0", " ")
    '<span class="unbroken">0:12.0 – 0:19.0</span>'
    """
    return Html(f'<span class="unbroken">{clock(start)}\u00a0–\u00a0{clock(end)}</span>')


def length(seconds: float) -> str:
    """How long something lasts, in words.

    >>> length(94), length(4.24), length(3723)
    ('1 min 34 s', '4.2 s', '1 h 2 min')
    """
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


def number(value: int) -> str:
    """A count with its thousands set apart."""
    return f"{value:,}"


def figure(value: float | None) -> str | None:
    """A measured number to four figures; None stays None, and so does what is no number."""
    if value is None or not math.isfinite(value):
        return None
    return f"{value:,.0f}" if abs(value) >= 1000 or value == round(value) else f"{value:.4g}"


def rough(value: float | None) -> str | None:
    """A measured number to the two figures an estimate deserves; None stays None.

    >>> rough(1.903), rough(0.3066), rough(118.6)
    ('1.9', '0.31', '119')
    """
    if value is None or not math.isfinite(value):
        return None
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.2g}"


def rate(value: float | None) -> str | None:
    """A share of one in per cent, to two figures; None stays None.

    >>> rate(0.0146), rate(0.3974), rate(0.0)
    ('1.5 %', '40 %', '0 %')
    """
    told = rough(None if value is None else 100 * value)
    return None if told is None else f"{told} %"


def share(value: float) -> str:
    """A share of one in per cent."""
    return f"{100 * value:.0f} %" if math.isfinite(value) else "–"


def size(size_bytes: int) -> str:
    """A number of bytes in the nearest unit of a thousand.

    >>> size(41_877_120)
    '41.9 MB'
    """
    value = float(size_bytes)
    for unit in ("bytes", "kB", "MB"):
        if value < 1000:
            return f"{value:.0f} {unit}" if unit == "bytes" else f"{value:.1f} {unit}"
        value /= 1000
    return f"{value:.1f} GB"


def when(at: datetime) -> Html:
    """A moment in UTC, for people and for programs."""
    told = at.astimezone(UTC)
    words = f"{told.day} {_MONTHS[told.month - 1]} {told.year}, {told:%H:%M:%S} UTC"
    return Html(f'<time datetime="{told:%Y-%m-%dT%H:%M:%SZ}">{words}</time>')


def day(text: str | None) -> str | None:
    """The day of a page's own date or time; None where it gives none that can be read.

    >>> day("2018-09-22T09:40:00Z"), day("last week")
    ('22 September 2018', None)
    """
    try:
        at = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def published(text: str) -> Html:
    """A page's own date or time, as exact as the page gives it; other text stays as it is.

    >>> published("2026-03-12T09:40:00+01:00"), published("2026-03-12")
    ('12 March 2026, 09:40 (UTC+01:00)', '12 March 2026')
    """
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return outside(text)
    day = f"{at.day} {_MONTHS[at.month - 1]} {at.year}"
    zone = "" if at.tzinfo is None else f" ({at.tzname()})"
    return Html(day if len(text) <= 10 else f"{day}, {at:%H:%M}{zone}")
