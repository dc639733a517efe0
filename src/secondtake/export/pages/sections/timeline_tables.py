"""The timeline as tables: shots of each film, relations worth a look, and how many of each kind."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.export.pages.sections.labels import Names
from secondtake.export.pages.sections.pictures import Pictures
from secondtake.export.pages.sections.takes import numbers
from secondtake.export.render.truncation import MOST_ROWS, Shown
from secondtake.model.enums import RelationKind
from secondtake.model.findings import Dismissal, Relation
from secondtake.model.footage import Shot
from secondtake.model.report import Picture, Report

__all__ = [
    "FilmTable",
    "ShotRow",
    "film_tables",
    "kind_counts",
    "related",
    "set_aside",
    "undecided_pairs",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShotRow:
    """One shot with its still, and the set-up and number of the take it shows, if any."""

    shot: Shot
    still: Picture | None
    take: tuple[str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmTable:
    """The shots of one film."""

    film: str
    rows: Shown[ShotRow]


def film_tables(report: Report, names: Names, pictures: Pictures) -> tuple[FilmTable, ...]:
    """A table for each film that has shots."""
    of_film: dict[str, list[ShotRow]] = {}
    takes = numbers(report, names)
    for shot in report.shots:
        row = ShotRow(shot=shot, still=pictures.of_shot(shot.id), take=takes.get(shot.id))
        of_film.setdefault(shot.film, []).append(row)
    return tuple(
        FilmTable(film=film, rows=Shown(of_film[film], MOST_ROWS))
        for film in sorted(of_film, key=names.film_number)
    )


def related(report: Report) -> Shown[Relation]:
    """Relations other than different and undecided, kinds in their order, strongest first."""
    worth = [
        r
        for r in report.relations
        if r.kind not in (RelationKind.DIFFERENT, RelationKind.UNDECIDED)
    ]
    kinds = list(RelationKind)
    worth.sort(key=lambda r: (kinds.index(r.kind), -r.best))
    return Shown(worth, MOST_ROWS)


def undecided_pairs(report: Report) -> Shown[Relation]:
    """Pairs nobody could tell, each with what is missing."""
    return Shown([r for r in report.relations if r.kind == RelationKind.UNDECIDED], MOST_ROWS)


def set_aside(report: Report) -> Shown[Dismissal]:
    """Pairs that people set aside, in the order they did."""
    return Shown(list(report.dismissals), MOST_ROWS)


def kind_counts(report: Report) -> tuple[tuple[RelationKind, int], ...]:
    """How many pairs are of each kind."""
    return tuple((kind, sum(r.kind == kind for r in report.relations)) for kind in RelationKind)
