"""Copies between the films of a case, however edited: each two films searched once, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from secondtake.archive.film_description import described
from secondtake.comparing import copies
from secondtake.comparing.copies import FilmDescriptors
from secondtake.errors import CannotLook
from secondtake.model.film_key import stream_of
from secondtake.model.pair_results import FilmCopies
from secondtake.workbench.session.pool import Pool

__all__ = ["copies_between"]

Pair = tuple[str, str]
"""Two films by their keys, the lesser first."""


def copies_between(
    pairs: Sequence[Pair],
    films: Mapping[str, Path],
    pool: Pool,
    progress: Callable[[str, float, float | None], None],
    fail: Callable[[str, CannotLook], None],
) -> Iterator[FilmCopies]:
    """What each pair of films has in common, as it is found; each film is decoded once more.

    A film that cannot be described is a failure, and its pairs are left out.
    """
    wanted = sorted({film for pair in pairs for film in pair})
    looked: dict[str, FilmDescriptors] = {}
    for number, film in enumerate(wanted, 1):
        progress("Fingerprinting films for the copy search", number, len(wanted))
        try:
            looked[film] = described(films[film], stream=stream_of(film))
        except CannotLook as error:
            fail(film, error)
    ready = [pair for pair in pairs if set(pair) <= looked.keys()]

    def searched(pair: Pair) -> FilmCopies:
        left, right = pair
        return copies.film_copies((left, looked[left]), (right, looked[right]))

    for number, outcome in enumerate(pool.map(searched, ready), 1):
        progress("Searching films for copies", number, len(ready))
        yield outcome.result()
