"""The number of a film, given when it is collected and never to another film."""

from __future__ import annotations

from secondtake.model.enums import NumberSeries
from secondtake.model.evidence import Exhibit
from secondtake.model.numbering import Numbered
from secondtake.store import Case

__all__ = ["FilmNumbers"]


class FilmNumbers:
    """The numbers that a case has given to films, while one process collects into it."""

    def __init__(self, case: Case) -> None:
        held = case.fetch(Numbered)
        self._given = {n.subject: n.number for n in held if n.series == NumberSeries.FILM}
        self._last = max(self._given.values(), default=0)

    def of_new(self, exhibit: Exhibit) -> tuple[Numbered, ...]:
        """The number to record with an exhibit; none for what is no footage or has one already.

        Further pictures of its file are known once it was watched and numbered after that.
        """
        if not exhibit.is_footage or exhibit.digest in self._given:
            return ()
        self._last += 1
        self._given[exhibit.digest] = self._last
        return (Numbered(series=NumberSeries.FILM, number=self._last, subject=exhibit.digest),)
