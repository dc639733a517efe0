"""Findings that show something, and findings that something was looked for and not seen."""

from __future__ import annotations

from secondtake.model.enums import FindingState, NumberSeries
from secondtake.model.findings import Finding
from secondtake.model.report import Report

__all__ = ["film_numbers", "found", "labels", "not_found", "page_numbers"]

_NOTHING = FindingState.NOTHING_FOUND


def found(report: Report) -> tuple[Finding, ...]:
    """Findings about stretches of footage, in the order of their numbers."""
    return _in_order(report, [f for f in report.findings if f.state != _NOTHING])


def not_found(report: Report) -> tuple[Finding, ...]:
    """Negative results, in the order of their numbers: kept, and shown apart."""
    return _in_order(report, [f for f in report.findings if f.state == _NOTHING])


def labels(report: Report) -> dict[str, str]:
    """What the report calls every finding (F1, N1), by the finding's id.

    The numbers are those of the case; a report without any, of an earlier version, counts them.
    Findings about people are called by the two people, ``P3+P7``.
    """
    people = report.compared_people.pair_names if report.compared_people else {}
    if not report.numbers:
        counted = (("F", found(report)), ("N", not_found(report)))
        return {f.id: f"{sign}{n}" for sign, kept in counted for n, f in enumerate(kept, 1)}
    given = people | {n.subject: n.name for n in report.numbers}
    return {f.id: given.get(f.id, f.id) for f in report.findings}


def film_numbers(report: Report) -> dict[str, int]:
    """The number of every film by its key."""
    films = dict.fromkeys(
        [r.film for r in report.reels]
        + [e.digest for e in report.exhibits if e.is_footage]
        + [s.film for s in report.shots]
    )
    given = _given(report, NumberSeries.FILM)
    return {film: given.get(film, counted) for counted, film in enumerate(films, 1)}


def page_numbers(report: Report) -> dict[str, int]:
    """The number of every page that was read, by its digest."""
    given = _given(report, NumberSeries.PAGE)
    pages = [reading.article.exhibit for reading in report.readings]
    return {page: given.get(page, counted) for counted, page in enumerate(pages, 1)}


def _given(report: Report, series: NumberSeries) -> dict[str, int]:
    return {n.subject: n.number for n in report.numbers if n.series == series}


def _in_order(report: Report, kept: list[Finding]) -> tuple[Finding, ...]:
    given = {n.subject: n.number for n in report.numbers}
    return tuple(sorted(kept, key=lambda f: given.get(f.id, len(given))))
