"""Every still picture of a case against its films and other pictures; each pair once, and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

from secondtake.cluster.progress import Stage
from secondtake.comparing import still_pictures
from secondtake.errors import CannotLook, SecondTakeError
from secondtake.model.enums import ProgressUnit
from secondtake.model.evidence import Maker
from secondtake.model.film_key import exhibit_of
from secondtake.model.footage import Reel
from secondtake.model.still_pictures import PictureMatch
from secondtake.store import Case
from secondtake.workbench.pipeline.still_pictures import PictureSearch

__all__ = ["compare", "current"]


def current(case: Case, reels: Sequence[Reel]) -> tuple[PictureMatch, ...]:
    """What is held of the pairs that the case asks for now, by the engine of today."""
    asked = set(_pairs(reels))
    found = {
        (m.picture, m.other): m
        for m in case.fetch(PictureMatch)
        if m.made_by == still_pictures.maker() and (m.picture, m.other) in asked
    }
    return tuple(found[pair] for pair in sorted(found))


def compare(
    case: Case,
    reels: Sequence[Reel],
    *,
    progress: Callable[[str, float, float | None], None],
    fail: Callable[[str, Maker, SecondTakeError], None],
    record: Callable[[list[Any], list[Maker]], None],
) -> None:
    """Compare the pairs that have not been compared; what cannot be is a failure."""
    held = {(m.picture, m.other) for m in current(case, reels)}
    todo = [pair for pair in _pairs(reels) if pair not in held]
    stills = {reel.exhibit for reel in reels if reel.still}
    search = PictureSearch()
    for number, (picture, other) in enumerate(todo, 1):
        progress(Stage("Comparing still pictures", ProgressUnit.PAIR), number, len(todo))
        left, right = ((key, case.evidence_path(exhibit_of(key))) for key in (picture, other))
        try:
            ask = search.with_picture if other in stills else search.in_film
            record([ask(left, right)], [still_pictures.maker()])
        except CannotLook as error:
            fail(f"{picture} and {other}", still_pictures.maker(), error)


def _pairs(reels: Sequence[Reel]) -> list[tuple[str, str]]:
    """Each picture with each film, then with each later picture, by their keys."""
    stills = sorted({reel.exhibit for reel in reels if reel.still})
    films = sorted({reel.film for reel in reels if reel.has_picture and not reel.still})
    return [(s, f) for s in stills for f in films] + list(combinations(stills, 2))
