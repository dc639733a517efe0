"""The films that a case holds: every moving picture of its footage, by key."""

from __future__ import annotations

from collections.abc import Sequence

from secondtake.model.evidence import Exhibit
from secondtake.model.film_key import stream_of
from secondtake.model.footage import Reel
from secondtake.store import Case

__all__ = ["keys"]


def keys(case: Case, exhibits: Sequence[Exhibit]) -> tuple[str, ...]:
    """The keys of the films of some exhibits: the picture that players show, then the others.

    Others are known once they were seen; one that could not be is a failure under its own key.
    """
    further: dict[str, set[str]] = {}
    for reel in case.fetch(Reel):
        if reel.stream > 1:
            further.setdefault(reel.exhibit, set()).add(reel.film)
    return tuple(
        film
        for exhibit in exhibits
        for film in (
            exhibit.digest,
            *sorted(further.get(exhibit.digest, ()), key=stream_of),
        )
    )
