"""The methods section of a report: who worked on the case, with thresholds and method pages."""

from __future__ import annotations

from secondtake import comparing, judging, reading, viewing
from secondtake.model.findings import Relation
from secondtake.model.report import Method
from secondtake.workbench.pipeline.capture_check import maker as capture_maker

__all__ = ["used"]


def used(
    relations: tuple[Relation, ...], *, pages: bool, films: bool, people: bool
) -> tuple[Method, ...]:
    """Every part that worked on a case with these relations; ``pages``, ``films``: that there are
    any; ``people``: that people were compared."""
    told = [Method(maker=judging.MAKER, page="docs/methods/gate.md")]
    if pages:
        told.append(Method(maker=reading.MAKER, page="docs/methods/reading.md"))
    if films:
        told.append(Method(maker=viewing.MAKER, page="docs/methods/decoding.md"))
        told += [
            Method(maker=maker, page=f"docs/methods/{viewing.METHOD_PAGES[name]}")
            for name, maker in viewing.makers().items()
        ]
    if people:
        told.append(
            Method(
                maker=comparing.people.maker(),
                page="docs/methods/people-in-roles.md",
                thresholds=(("score", comparing.people.THRESHOLD),),
            )
        )
    asked = {maker for r in relations for maker in r.made_by}
    told += [method for method in _engines() if method.maker in asked]
    return tuple(told)


def _engines() -> tuple[Method, ...]:
    """Those whose word a relation may rest on, in the order in which they are asked."""
    return (
        Method(
            maker=comparing.maker(),
            page="docs/methods/relations.md",
            thresholds=(("least score", comparing.LEAST_SCORE),),
        ),
        Method(
            maker=comparing.copies.maker(),
            page="docs/methods/copies.md",
            thresholds=(("score", comparing.copies.OPERATING_POINT),),
        ),
        Method(maker=capture_maker(), page="docs/methods/grain.md"),
    )
