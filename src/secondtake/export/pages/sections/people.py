"""The section of people: a row for each pair of tracks that may be one person, on the timeline."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.export.pages.sections.labels import Names
from secondtake.export.pages.sections.pictures import Pictures
from secondtake.export.render.truncation import MOST_PEOPLE, Shown
from secondtake.model.enums import PictureRole
from secondtake.model.people import PersonCandidate, PersonSeen
from secondtake.model.report import Picture, Report

__all__ = ["PairView", "PersonLane", "PersonSide", "people"]

WIDTH = 1000.0
_LEAST = 4.0
"""Width of a very short appearance, so that it can be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSide:
    """One of the two tracks: what was seen, its still, the film's number."""

    name: str
    person: PersonSeen
    still: Picture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLane:
    """A film's line of time with the appearances (x, width) of the pair, in units of ``WIDTH``."""

    film: str
    seconds: float
    appearances: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PairView:
    """A pair: ``finding`` is the id of the finding that tells of it, empty when none does."""

    anchor: str
    candidate: PersonCandidate
    finding: str
    sides: tuple[PersonSide, ...]
    lanes: tuple[PersonLane, ...]


def people(report: Report, names: Names, pictures: Pictures) -> Shown[PairView] | None:
    """The pairs, highest score first; None when people were not to be compared."""
    if report.compared_people is None:
        return None
    seen = {b.id: b for b in report.compared_people.seen}
    told = {f.id for f in report.findings}
    lengths = {r.film: max(r.decoded_seconds, 0.1) for r in report.reels}
    views = []
    for number, candidate in enumerate(report.compared_people.candidates[:MOST_PEOPLE], 1):
        two = (seen[candidate.left], seen[candidate.right])
        sides = tuple(
            PersonSide(
                name=name,
                person=person,
                still=next(
                    iter(pictures.of_finding(candidate.finding, PictureRole(f"body {name}"))), None
                ),
            )
            for name, person in zip(("left", "right"), two, strict=True)
        )
        views.append(
            PairView(
                anchor=f"pair-{number}",
                candidate=candidate,
                finding=candidate.finding if candidate.finding in told else "",
                sides=sides,
                lanes=_lanes(two, lengths, names),
            )
        )
    return Shown(views, MOST_PEOPLE, total=len(report.compared_people.candidates))


def _lanes(
    two: tuple[PersonSeen, PersonSeen], lengths: dict[str, float], names: Names
) -> tuple[PersonLane, ...]:
    films = sorted({b.film for b in two}, key=names.film_number)
    lanes = []
    for film in films:
        seconds = max([lengths.get(film, 0.1), *(b.end for b in two if b.film == film)])
        scale = WIDTH / seconds
        lanes.append(
            PersonLane(
                film=film,
                seconds=seconds,
                appearances=tuple(
                    (
                        round(min(b.start * scale, WIDTH - _LEAST), 1),
                        round(max((b.end - b.start) * scale, _LEAST), 1),
                        mark,
                    )
                    for mark, b in zip(("left", "right"), two, strict=True)
                    if b.film == film
                ),
            )
        )
    return tuple(lanes)
