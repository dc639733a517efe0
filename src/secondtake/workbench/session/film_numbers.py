"""The number of a film, given when it is collected and never to another film."""

from __future__ import annotations

from secondtake.model.enums import NumberSeries
from secondtake.model.evidence import Exhibit
from secondtake.model.numbering import Numbered
from secondtake.store import Case

__all__ = ["of_new"]


def of_new(case: Case, exhibit: Exhibit) -> tuple[Numbered, ...]:
    """The number to record with an exhibit; none for what is no footage or has one already.

    Further pictures of its file are known once it was watched and numbered after that.
    """
    given = {n.subject: n.number for n in case.fetch(Numbered) if n.series == NumberSeries.FILM}
    if not exhibit.is_footage or exhibit.digest in given:
        return ()
    number = max(given.values(), default=0) + 1
    return (Numbered(series=NumberSeries.FILM, number=number, subject=exhibit.digest),)
