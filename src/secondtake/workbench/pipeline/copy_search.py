"""Copies between the films of a case, however edited: each two films searched once, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from secondtake import store
from secondtake.archive.film_description import described
from secondtake.archive.film_observer import fingerprint_of
from secondtake.cluster.local_pool import Pool
from secondtake.cluster.progress import Stage
from secondtake.comparing import copies
from secondtake.errors import CannotLook, SecondTakeError
from secondtake.model.enums import EventAction, ProgressUnit
from secondtake.model.evidence import Maker
from secondtake.model.film_key import exhibit_of, stream_of
from secondtake.model.footage import CopyFingerprint
from secondtake.model.pair_results import FilmCopies
from secondtake.workbench.pipeline.kept_fingerprints import Fingerprints

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
    looked = Fingerprints(todo.case)
    looked.find(wanted)
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
        _keep(todo, told.result())
    looked.find(paths)
    ready = looked.in_blocks([pair for pair in pairs if all(film in looked for film in pair)])

    def searched(pair: Pair) -> FilmCopies:
        (left, own), (right, other) = (looked[film] for film in pair)
        return copies.film_copies((pair[0], left), (pair[1], right), indexed=(own, other))

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
