"""The verb second-reader: ask a model at an address the user gives; nothing of it is kept."""

from __future__ import annotations

from secondtake import reading
from secondtake.model.text import Reading, SecondReading
from secondtake.workbench.session.own_server import ask_server

__all__ = ["second_reading"]


def second_reading(
    page: Reading, address: str, model: str, *, elsewhere: bool = False
) -> SecondReading:
    """What a language model at ``address`` reads in a page, only words that stand there kept.

    ``elsewhere``: the page may be sent to another machine, a deliberate act. Raises
    ``AddressRefused`` where it may not, ``FetchFailed`` and ``LimitExceeded`` for no answer.
    """
    answer = ask_server(address, reading.asked(page.article, model), elsewhere=elsewhere)
    suggestions, dropped = reading.checked(page.article, answer)
    known = {(c.passage.start, c.passage.end) for c in page.claims}
    return SecondReading(
        page=page.article.exhibit,
        address=address,
        model=model,
        suggestions=suggestions,
        dropped=dropped,
        new=tuple(
            number
            for number, s in enumerate(suggestions)
            if not any(_within(s.quote.start, s.quote.end, *place) for place in known)
        ),
        cut=len(page.article.body.of(page.article.text)) > reading.MOST_CHARACTERS,
    )


def _within(start: int, end: int, first: int, last: int) -> bool:
    """Whether two stretches share more than half of the shorter one."""
    return 2 * (min(end, last) - max(start, first)) > min(end - start, last - first)
