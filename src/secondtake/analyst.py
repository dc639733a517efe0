"""What ``import secondtake`` gives an analyst: cases to read and to write, and verbs without one.

``secondtake/__init__.py`` loads this module when one of its names is asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, overload

from secondtake import archive, workbench
from secondtake.analyst_cases import (
    NOBODY,
    CaseReader,
    CaseWriter,
    one_of,
)
from secondtake.analyst_records import ClaimInCase, Film, RelatedShots, ShotInFilm
from secondtake.errors import (
    CaseUnusable,
    InputInvalid,
    InputMissing,
    SecondTakeError,
)
from secondtake.model.footage import Shot
from secondtake.model.genealogy import Genealogy
from secondtake.model.reasons import Reason
from secondtake.model.text import Reading
from secondtake.workbench import (
    Bundled,
    FilmsRelated,
    Followed,
    Progress,
    Rerun,
    Verified,
)

__all__ = [
    "CaseReader",
    "CaseWriter",
    "ClaimInCase",
    "Film",
    "RelatedShots",
    "SecondTakeError",
    "ShotInFilm",
    "archive",
    "genealogy",
    "in_words",
    "open",
    "people",
    "read",
    "relate",
    "rerun",
    "shots",
    "verify",
    "verify_bundle",
]


@overload
def open(case: str | Path, mode: Literal["r"] = "r") -> CaseReader: ...


@overload
def open(
    case: str | Path,
    mode: Literal["w", "x"],
    *,
    by: str = NOBODY,
    progress: Progress = workbench.quiet,
    on: str | None = None,
    results: str | Path | None = None,
) -> CaseWriter: ...


def open(
    case: str | Path,
    mode: str = "r",
    *,
    by: str = NOBODY,
    progress: Progress = workbench.quiet,
    on: str | None = None,
    results: str | Path | None = None,
) -> CaseReader:
    """Open a case: ``r`` reads it, ``w`` works on it or makes a new one, ``x`` makes a new one.

    ``by`` is who works, as the custody log will say. ``progress`` is called with what is being
    done, how much of it is done, and how much there is (None: unknown). ``on``, ``results``: who
    watches and compares, and where they hand over, as for ``archive.add``. What is read is the
    case as it was when it was opened. Raises ``InputMissing`` where there is none to read,
    ``CaseUnusable`` where ``x`` finds one or the folder holds something else, and ``CaseBusy``
    where another process writes.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     open(folder, "w", by="A. Desk").close()
    ...     with open(folder) as case:
    ...         case.films()
    ()
    """
    path = Path(case)
    one_of("mode", mode, ("r", "w", "x"))
    there = workbench.is_case(path)
    if mode == "r":
        if by != NOBODY:
            raise InputInvalid(
                "A case that is only read has nobody who works on it.",
                advice='Leave `by` out, or open the case with mode "w" to work on it.',
            )
        if not there:
            raise InputMissing(
                f"There is no case at {path}.",
                advice='Name the folder of a case; mode "w" makes a new one.',
            )
        return CaseReader(workbench.open_view(path))
    if mode == "x" and there:
        raise CaseUnusable(
            f"There is a case at {path} already.",
            advice='Open it with mode "w", or name another folder.',
        )
    shared = Path(results) if results is not None else None
    return CaseWriter(workbench.open_bench(path, by=by, progress=progress, on=on, results=shared))


def read(page: bytes) -> Reading:
    """What a page says: its story, its claims as exact quotes, and who says them.

    ``page``: HTML or text, as bytes. Raises ``PageUnreadable``.

    >>> read(b"The agency said that the film shows the pier.").claims[0].source.text
    'The agency'
    """
    return workbench.read(page)


def shots(film: str | Path) -> tuple[Shot, ...]:
    """The shots of a file's moving pictures, in order; ``stream`` of a shot says of which.

    Raises ``Unreadable`` when it holds none, and ``CannotLook`` when one of them cannot be seen.
    """
    return workbench.shots(Path(film))


def relate(left: str | Path, right: str | Path) -> FilmsRelated:
    """How the shots of two films are related; ``closest`` is the pair most closely related."""
    return workbench.relate(Path(left), Path(right))


def genealogy(*pages: bytes) -> Genealogy:
    """What two pages or more have in common, and which took from which.

    ``pages``: HTML or text, as bytes. Raises ``InputInvalid`` for fewer than two.

    >>> page = b"The agency said that the film shows the pier, where two boats lay."
    >>> [shared.kind.value for shared in genealogy(page, page + b" It rained.").shared]
    ['same words']
    """
    return workbench.genealogy(tuple(workbench.read(page) for page in pages))


def in_words(reason: Reason) -> str:
    """A reason of a relation, what it lacks or what differs, in words, as the report says it.

    >>> from secondtake.model.enums import ReasonCode
    >>> in_words(Reason(code=ReasonCode.SOUND_IN_BOTH))
    'sound in both shots'
    """
    return workbench.in_words(reason)


def people(*films: str | Path, reason: str) -> Followed:
    """Which tracks may show one person, without a case, without names, never without a reason."""
    return workbench.follow([Path(film) for film in films], reason)


def verify(case: str | Path) -> Verified:
    """Hash everything in a case again; ``problems`` are sentences, none when all matches.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     open(folder, "w", by="A. Desk").close()
    ...     verify(folder).problems
    ()
    """
    return workbench.verify(Path(case))


def verify_bundle(bundle: str | Path, *, head: str | None = None) -> Bundled:
    """The same of a bundle; ``head`` is the one that it must have."""
    return workbench.verify_bundle(Path(bundle), head=head)


def rerun(bundle: str | Path, *, evidence: str | Path | None = None) -> Rerun:
    """Every finding of a bundle made again: PASS, DIFF or CANNOT, each with reasons.

    ``evidence``: a folder that holds the exhibits when the bundle does not.
    """
    return workbench.rerun(Path(bundle), evidence=Path(evidence) if evidence else None)
