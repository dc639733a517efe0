"""The verb second-reader: ask a model at an address the user gives; nothing of it is kept."""

from __future__ import annotations

from urllib.parse import urlsplit

from secondtake import preserve, reading
from secondtake.errors import AddressRefused
from secondtake.model.text import Reading, SecondReading

__all__ = ["second_reading"]

MOST_BYTES = 2_000_000
MOST_SECONDS = 600.0
HERE = ("127.0.0.1", "localhost", "::1")
ENDPOINT = "/v1/chat/completions"


def second_reading(
    page: Reading, address: str, model: str, *, elsewhere: bool = False
) -> SecondReading:
    """What a language model at ``address`` reads in a page, only words that stand there kept.

    ``elsewhere``: the page may be sent to another machine, a deliberate act. Raises
    ``AddressRefused`` where it may not, ``FetchFailed`` and ``LimitExceeded`` for no answer.
    """
    here = (urlsplit(address).hostname or "") in HERE
    if not here and not elsewhere:
        raise AddressRefused(
            f"{address} is not on this machine: the page's text would be sent there.",
            advice="If you mean it, add --elsewhere.",
        )
    place = address if urlsplit(address).path.strip("/") else address.rstrip("/") + ENDPOINT
    answer = preserve.ask(
        place,
        sent=("application/json", reading.asked(page.article, model)),
        max_bytes=MOST_BYTES,
        max_seconds=MOST_SECONDS,
        allow_private=here,
    )
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
