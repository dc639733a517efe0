"""Every film of a case looked at once, several at a time; what was done is not done again."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, cast

from secondtake import viewing
from secondtake.cluster import Workers
from secondtake.cluster.local_pool import Outcome, Pool
from secondtake.cluster.progress import Progress, Stage
from secondtake.errors import CannotLook, SecondTakeError
from secondtake.model.enums import ExhibitRole, ProgressUnit
from secondtake.model.evidence import Exhibit, Maker
from secondtake.model.film_key import film_key, picture_name
from secondtake.model.footage import Reel
from secondtake.store import Case, lost_derivatives
from secondtake.workbench.pipeline import copy_search
from secondtake.workbench.pipeline.watch_tasks import (
    Seen,
    WatchOrder,
    restored,
    watch_film,
    watching_version,
)
from secondtake.workbench.session import guard_notes

__all__ = ["watch"]


class OnBench(Protocol):
    """What of a bench is needed here."""

    @property
    def case(self) -> Case: ...

    @property
    def pool(self) -> Pool: ...

    @property
    def workers(self) -> Workers | None: ...

    @property
    def progress(self) -> Progress: ...

    def with_role(self, role: str) -> tuple[Exhibit, ...]: ...

    def fail(self, subject: str, maker: Maker, error: SecondTakeError) -> None: ...

    def derived(
        self,
        subject: str,
        makers: Sequence[Maker],
        records: Sequence[object],
        *,
        detail: Sequence[tuple[str, str]] = (),
    ) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """One moving picture that is to be looked at, and by whom."""

    exhibit: Exhibit
    stream: int
    observers: tuple[str, ...]

    @property
    def film(self) -> str:
        return film_key(self.exhibit.digest, self.stream)


def watch(bench: OnBench) -> None:
    """Look at every moving picture of the films that has not been looked at by all of today.

    How many a file holds is known once its first was looked at, so the others follow then. A film
    whose derivatives are no longer in the case is looked at again.
    """
    lost = lost_derivatives(bench.case)
    films = bench.with_role(ExhibitRole.FOOTAGE)
    files = {e.digest: e for e in (*films, *bench.with_role(ExhibitRole.CONTROL))}
    footage = {film.digest for film in films}

    def todo(exhibit: Exhibit, streams: Sequence[int]) -> Iterator[_Look]:
        for stream in streams:
            film = film_key(exhibit.digest, stream)
            wanted = tuple(
                name
                for name, maker in viewing.makers().items()
                if (film in lost or not bench.case.made(film, maker))
                # Copies are sought in footage alone, and not in control footage.
                and (exhibit.digest in footage or name != copy_search.OBSERVER)
            )
            if wanted or not bench.case.made(film, viewing.MAKER):
                yield _Look(exhibit=exhibit, stream=stream, observers=wanted)

    _look_at(bench, [look for e in files.values() for look in todo(e, [1])])
    _look_at(bench, [look for e in files.values() for look in todo(e, _further(bench.case, e))])


def _further(case: Case, film: Exhibit) -> list[int]:
    """The numbers of the moving pictures of a file beside the one that players show."""
    held = case.fetch_latest(Reel, film.digest)
    if held:
        return list(range(2, 1 + len(held[0].moving_pictures)))
    numbers = viewing.picture_numbers(case.evidence_path(film.digest))
    return [number for number in numbers if number > 1]


def _look_at(bench: OnBench, looks: Sequence[_Look]) -> None:
    if not looks:
        return
    told = _Told(bench.progress, looks)
    watched = _watched_here if bench.workers is None else _watched_by_workers
    for outcome in watched(bench, looks, told):
        film = outcome.item.film
        if isinstance(outcome.error, CannotLook):
            bench.fail(film, viewing.MAKER, outcome.error)
            continue
        seen = outcome.result()
        bench.derived(film, seen.makers, seen.records, detail=guard_notes.noted(seen.guards))
        for maker, reason, advice in seen.failures:
            bench.fail(film, maker, CannotLook(reason, advice=advice))


def _watched_here(
    bench: OnBench, looks: Sequence[_Look], told: _Told
) -> Iterator[Outcome[_Look, Seen]]:
    case = bench.case

    def seen(look: _Look) -> Seen:
        return Seen.of(
            viewing.watch(
                case.evidence_path(look.exhibit.digest),
                look.exhibit.digest,
                stream=look.stream,
                name=look.exhibit.name,
                observers=look.observers,
                keep=lambda data, _: case.keep(data),
                progress=partial(told.of, look.film),
            )
        )

    yield from bench.pool.map(seen, looks)


def _watched_by_workers(
    bench: OnBench, looks: Sequence[_Look], told: _Told
) -> Iterator[Outcome[WatchOrder, Seen]]:
    orders = [
        WatchOrder(
            path=str(bench.case.evidence_path(look.exhibit.digest).absolute()),
            exhibit=look.exhibit.digest,
            stream=look.stream,
            name=look.exhibit.name,
            observers=look.observers,
            decode_minutes=viewing.decode_minutes(),
        )
        for look in looks
    ]
    workers = cast(Workers, bench.workers)
    for outcome in workers.map(watch_film, orders, version=watching_version()):
        if outcome.error is not None:
            yield Outcome(outcome.item, None, outcome.error)
        else:
            yield Outcome(outcome.item, restored(outcome.result(), bench.case.keep), None)
        told.whole(outcome.item.film)


class _Told:
    """Tells of several films at once: of one its seconds, of more how many are done, by shares."""

    def __init__(self, progress: Progress, looks: Sequence[_Look]) -> None:
        self._progress, self._count = progress, len(looks)
        self._guard = threading.Lock()
        self._shares: dict[str, float] = {}
        if self._count == 1:
            name = picture_name(looks[0].exhibit.name, looks[0].stream)
            self._stage = Stage(f"Analysing {name}", ProgressUnit.FILM_SECOND)
        else:
            self._stage = Stage(f"Analysing {self._count} films", ProgressUnit.FILM)
        progress(self._stage, 0, None)

    def of(self, film: str, seconds: float, length: float | None) -> None:
        """So many seconds of a film of this length, or of an unknown one, have been seen."""
        with self._guard:
            if self._count == 1:
                self._progress(self._stage, seconds, length)
                return
            self._shares[film] = min(1.0, seconds / length) if length else 0.0
            self._progress(self._stage, sum(self._shares.values()), self._count)

    def whole(self, film: str) -> None:
        """One of several films is done, of which nothing was told while it was worked on."""
        if self._count > 1:
            self.of(film, 1.0, 1.0)
