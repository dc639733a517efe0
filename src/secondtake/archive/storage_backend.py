"""The door to where an archive's films are kept: what a shelf does, whatever it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from numpy.typing import NDArray

from secondtake.errors import CaseUnusable, CaseUnwritable, EvidenceDamaged, InputMissing

__all__ = ["FORMAT", "Parts", "Shelf", "Shelved"]

FORMAT = "secondtake-archive-3"
"""Another table of words is another format: words of two tables never match."""

Parts = dict[str, NDArray[Any]]
"""What is kept of a film, by name; ``secondtake.archive.film_columns`` says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """What an archive says of one film; ``path`` is where the original was when it was added.

    ``digest``: the film's key, the digest of its file, and of further moving pictures their number.
    """

    digest: str
    name: str
    path: str
    seconds: float
    width: int
    height: int
    frames: int
    features: int


class Shelf(Protocol):
    """Films by digest. Any number of processes may read and add at the same time.

    A film is there whole or not at all, also after a writer was killed; two writers of one film
    write the same. Errors: ``EvidenceDamaged`` for a film that cannot be read as it was written,
    ``CaseUnusable`` for a shelf out of reach, ``CaseUnwritable`` where nothing can be put.
    """

    place: str
    cache: Path
    """A folder for what can be made again from the films; it need not be there."""

    def digests(self) -> tuple[str, ...]:
        """Every film's digest, sorted."""
        ...

    def holds(self, digest: str) -> bool:
        """Whether the film is there."""
        ...

    def put(self, shelved: Shelved, parts: Parts) -> None:
        """Shelve a film; one that is there is replaced."""
        ...

    def shelved(self, digests: Sequence[str]) -> Iterator[Shelved]:
        """What is said of each of the films, in the order asked."""
        ...

    def read(self, digests: Sequence[str], names: Sequence[str]) -> Iterator[Parts]:
        """The named parts of each of the films, in the order asked."""
        ...

    def size(self) -> int:
        """Bytes the films take."""
        ...

    def sweep(self) -> None:
        """Put in order what earlier writers left."""
        ...

    def dismiss(self, query: str, reference: str) -> None:
        """Note that two digests are no evidence together."""
        ...

    def dismissed(self) -> frozenset[tuple[str, str]]:
        """Pairs of digests, query and film, that somebody noted as no evidence."""
        ...


def refused(said: object) -> CaseUnusable:
    """The error for an archive of another format."""
    return CaseUnusable(
        f"The archive is of the format {said!r}, not {FORMAT!r}.",
        advice="Add the films to a new archive with this version.",
    )


def missing(place: str) -> InputMissing:
    """The error for a place where no archive is."""
    return InputMissing(
        f"{place} is not an archive.", advice="Make one with: secondtake archive add."
    )


def occupied(place: str) -> CaseUnusable:
    """The error for a new archive in a folder that holds something else."""
    return CaseUnusable(f"{place} holds other files.", advice="Give a new or an empty folder.")


def damaged(digest: str, advice: str) -> EvidenceDamaged:
    """The error for a film that is not as it was written."""
    return EvidenceDamaged(f"The archive's record of film {digest[:12]} is damaged.", advice=advice)


def unwritable(place: str) -> CaseUnwritable:
    """The error for an archive where nothing can be put."""
    return CaseUnwritable(
        f"The archive {place} cannot be written.", advice="Check permission and free space."
    )
