"""What our outputs are called: by what they are, never in the words of a page they examine."""

from __future__ import annotations

from collections.abc import Sequence

from secondtake.export.render.number_format import day
from secondtake.model.names import shown
from secondtake.model.text import Reading

__all__ = ["reading_title", "report_title"]


def report_title(readings: Sequence[Reading], case: str = "") -> str:
    """``Examination of a page published on 22 September 2018 (case harbour)``.

    ``case``: the name of the case's folder; left out where it is empty or only "case".
    """
    # A folder that is only called "case", as in the README, names nothing.
    named = f" (case {shown(case)})" if case.casefold() not in ("", "case") else ""
    return f"Examination of {_pages(readings)}{named}"


def reading_title(reading: Reading) -> str:
    """``Claims on a page published on 22 September 2018``."""
    return f"Claims on {_pages([reading])}"


def _pages(readings: Sequence[Reading]) -> str:
    if not readings:
        return "footage"
    days = [day(r.article.published) for r in readings]
    if len(readings) == 1:
        return f"a page published on {days[0]}" if days[0] else "a page that gives no date"
    told = [d for d in days if d is not None]
    if len(told) < len(days):
        return f"{len(readings)} pages"
    first, last = (
        day(at)
        for at in (
            min(r.article.published or "" for r in readings),
            max(r.article.published or "" for r in readings),
        )
    )
    when = f"on {first}" if first == last else f"from {first} to {last}"
    return f"{len(readings)} pages published {when}"
