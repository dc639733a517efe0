"""Copies between the films of a case, however edited: each two films searched once, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from secondtake import store
from secondtake.archive.film_description import described
from secondtake.archive.film_observer import CopyFingerprints, descriptors_of, fingerprint_of
from secondtake.cluster.local_pool import Pool
from secondtake.cluster.progress import Stage
from secondtake.comparing import copies
from secondtake.comparing.copies import FilmDescriptors
from secondtake.errors import CannotLook, EvidenceDamaged, SecondTakeError
from secondtake.model.enums import EventAction, ProgressUnit
from secondtake.model.evidence import Maker
from secondtake.model.film_key import exhibit_of, stream_of
from secondtake.model.footage import CopyFingerprint
from secondtake.model.pair_results import FilmCopies

__all__ = ["OBSERVER", "copies_between"]

OBSERVER = "copies"
"""The name of who fingerprints a film while it is looked at."""

FINGERPRINTING = Stage("Fingerprinting films for the copy search", ProgressUnit.FILM)
SEARCHING = Stage("Searching films for copies", ProgressUnit.PAIR)

Pair = tuple[str, str]
"""Two films by their keys, the lesser first."""


class Search(Protocol):
    """What is needed of a comparison of a case's films."""

    @property
    def case(self) -> store.Case: ...

    @property
    def pool(self) -> Pool: ...

    @property
    def progress(self) -> Callable[[str, float, float | None], None]: ...

    @property
    def fail(self) -> Callable[[str, Maker, SecondTakeError], None]: ...

    @property
    def by(self) -> str: ...


def copies_between(pairs: Sequence[Pair], todo: Search) -> Iterator[FilmCopies]:
    """What each pair of films has in common, as it is found.

    Films have their fingerprints from when they were looked at. One that has none, as an earlier
    version looked at it, is decoded once more, and the fingerprint is kept. A film that cannot be
    described is a failure, and its pairs are left out.
    """
    wanted = sorted({film for pair in pairs for film in pair})
    looked = {film: held for film in wanted if (held := _held(todo.case, film)) is not None}
    paths = {f: todo.case.evidence_path(exhibit_of(f)) for f in wanted if f not in looked}

    def described_again(film: str) -> CopyFingerprint:
        stream = stream_of(film)
        found = described(paths[film], stream=stream)
        return fingerprint_of(found, exhibit_of(film), stream, lambda data, _: todo.case.keep(data))

    if paths:
        todo.progress(FINGERPRINTING, 0, len(paths))
    for number, told in enumerate(todo.pool.map(described_again, paths), 1):
        todo.progress(FINGERPRINTING, number, len(paths))
        if isinstance(told.error, CannotLook):
            todo.fail(told.item, copies.maker(), told.error)
            continue
        made = told.result()
        _keep(todo, made)
        looked[told.item] = descriptors_of(made, todo.case.derivative)
    ready = [pair for pair in pairs if set(pair) <= looked.keys()]
    indexes = {film: copies.own_index(looked[film]) for film in {f for pair in ready for f in pair}}

    def searched(pair: Pair) -> FilmCopies:
        left, right = ((film, looked[film]) for film in pair)
        return copies.film_copies(left, right, indexed=(indexes[pair[0]], indexes[pair[1]]))

    if ready:
        todo.progress(SEARCHING, 0, len(ready))
    for number, outcome in enumerate(todo.pool.map(searched, ready), 1):
        todo.progress(SEARCHING, number, len(ready))
        yield outcome.result()


def _keep(todo: Search, made: CopyFingerprint) -> None:
    todo.case.record(
        EventAction.DERIVED,
        actor=todo.by,
        subject=made.film,
        exhibit=made.exhibit,
        makers=[made.made_by],
        records=[made],
    )


def _held(case: store.Case, film: str) -> FilmDescriptors | None:
    """A film by the fingerprint that is kept of it; None where there is none of today's maker."""
    if not case.made(film, CopyFingerprints.MAKER):
        return None
    try:
        kept = case.fetch_latest(CopyFingerprint, film)
        mine = [one for one in kept if one.made_by == CopyFingerprints.MAKER]
        return descriptors_of(mine[0], case.derivative) if mine else None
    except EvidenceDamaged:
        return None  # its file is gone, and the film is still there
