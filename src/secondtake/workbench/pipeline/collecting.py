"""Sources into the case: each is copied, hashed and logged, or becomes a failure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from secondtake import preserve, proofs
from secondtake.cluster.progress import Progress, Stage
from secondtake.errors import CannotLook, PluginUnavailable, SecondTakeError
from secondtake.model.enums import EventAction, ExhibitRole, ProgressUnit, SourceKind
from secondtake.model.evidence import Exhibit, Maker
from secondtake.store import Case
from secondtake.workbench.session.film_numbers import FilmNumbers

__all__ = ["collect"]


class OnBench(Protocol):
    """What of a Bench is needed here."""

    by: str
    progress: Progress

    @property
    def case(self) -> Case: ...

    def fail(self, subject: str, maker: Maker, error: SecondTakeError) -> None: ...


def collect(
    bench: OnBench, sources: Sequence[str | Path], role: str, *, allow_private: bool
) -> tuple[Exhibit, ...]:
    """Take in files, folders, URLs or ``-`` (stdin) in a role; give what was kept in it.

    What cannot be had becomes a Failure; an input that is not there raises ``InputMissing``.
    """
    kept = []
    numbers = FilmNumbers(bench.case)
    for source in preserve.sources(sources, leave_out=bench.case.path):
        stage = Stage(f"Collecting {source.name}", ProgressUnit.BYTE)
        bench.progress(stage, 0, None)
        try:
            taken = preserve.intake(
                source,
                bench.case.evidence,
                role=role,
                allow_private=allow_private,
                progress=partial(bench.progress, stage),
            )
        except CannotLook as error:
            bench.fail(source.origin, preserve.MAKER, error)
            continue
        page = source.kind == SourceKind.URL and taken.exhibit.media_type == "text/html"
        if page and role != ExhibitRole.PAGE:
            # What plays a film is a page: it is kept beside the film.
            _record(bench, numbers, source, taken, ExhibitRole.BESIDE)
            kept += _from_platform(bench, numbers, source, role, allow_private=allow_private)
            continue
        _record(bench, numbers, source, taken, role)
        if taken.archive is not None:
            way = preserve.archived(source, taken, bench.case.evidence)
            _record(bench, numbers, source, way, ExhibitRole.ARCHIVE)
        kept.append(taken.exhibit)
    return tuple(kept)


def _from_platform(
    bench: OnBench,
    numbers: FilmNumbers,
    source: preserve.Source,
    role: str,
    *,
    allow_private: bool,
) -> list[Exhibit]:
    bench.progress(f"Fetching the film of {source.name}", 0, None)
    try:
        found = preserve.from_platform(source, bench.case.evidence, allow_private=allow_private)
    except (CannotLook, PluginUnavailable) as error:
        bench.fail(source.origin, preserve.MAKER, error)
        return []
    _record(bench, numbers, source, found.film, role)
    _record(bench, numbers, source, found.info, ExhibitRole.ARCHIVE)
    return [found.film.exhibit]


def _record(
    bench: OnBench,
    numbers: FilmNumbers,
    source: preserve.Source,
    taken: preserve.Intake,
    role: str,
) -> None:
    beside = role != ExhibitRole.PAGE and _is_beside(source, taken.exhibit)
    digest = taken.exhibit.digest
    try:
        bench.case.record(
            EventAction.COLLECTED,
            actor=bench.by,
            subject=digest,
            exhibit=digest,
            detail=(("role", ExhibitRole.BESIDE if beside else role), *taken.detail),
            records=[taken.exhibit, *numbers.of_new(taken.exhibit)],
        )
    except BaseException:
        # Bytes the log does not know would look as if someone had put them there.
        if all(e.digest != digest for e in bench.case.exhibits()):
            bench.case.discard_evidence(digest)
        raise


def _is_beside(source: preserve.Source, exhibit: Exhibit) -> bool:
    if proofs.named(source.name):
        return not exhibit.is_footage
    found = source.within is not None
    return found and not exhibit.is_footage and not preserve.named_as_footage(source.name)
