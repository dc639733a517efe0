"""What ``status``, ``findings``, ``claims`` and ``films`` print with ``--json``."""

from __future__ import annotations

from typing import TypedDict

from secondtake.model.enums import ClaimState, FindingKind, FindingState

__all__ = [
    "NOT_YET",
    "CaseHolds",
    "FilmRow",
    "FindingRow",
    "FindingsShape",
    "NamedClaim",
    "OpenStep",
    "RetiredRow",
    "StatusShape",
]


NOT_YET = "not analysed yet"
"""Why a film that nobody has looked at has no length and no shots."""


class FindingRow(TypedDict):
    """A finding: its name for the life of the case, the record's ID and SHA-256, what it says.

    ``claims`` are names of claims; ``reviewers`` counts those who reviewed it.
    """

    name: str
    id: str
    digest: str
    kind: FindingKind
    state: FindingState
    sentence: str
    claims: list[str]
    reviewers: int


class RetiredRow(TypedDict):
    """A name that no finding has now, and why; ``within``: the finding that holds it, or empty."""

    name: str
    because: str
    within: str
    sentence: str


class FindingsShape(TypedDict):
    """Findings and negative results of a case in the order of their names."""

    findings: list[FindingRow]
    retired: list[RetiredRow]


class NamedClaim(TypedDict):
    """A claim and what became of it; ``page`` is the page's file name, ``findings`` their names.

    ``said_as``: how it is said where its source does not plainly say it: denied, negated, hedged.
    """

    name: str
    page: str
    page_digest: str
    quote: str
    source: str | None
    said_as: str
    state: ClaimState
    note: str
    findings: list[str]


class FilmRow(TypedDict):
    """A film of a case: ``shots`` are counted; None where it was not analysed, as ``why`` says.

    ``seconds`` is what was decoded; ``partial`` says what of it could not be seen, or is None.
    """

    name: str
    file: str
    digest: str
    role: str
    seconds: float | None
    shots: int | None
    partial: str | None
    why: str | None


class CaseHolds(TypedDict):
    """How many of each a case holds, and the bytes of what can be made again of its films.

    ``compared``: pairs of shots that were compared.
    ``description_bytes``: of closer looks at shots; ``picture_bytes``: of pictures of reports.
    """

    pages: int
    films: int
    shots: int
    claims: int
    compared: int
    findings: int
    failures: int
    withdrawn: int
    description_bytes: int
    picture_bytes: int


class OpenStep(TypedDict):
    """What is open, and the command that does it."""

    what: str
    command: str


class StatusShape(TypedDict):
    """What a case holds, what was found, and what is open with the command for each."""

    case: str
    holds: CaseHolds
    findings: list[FindingRow]
    retired: list[RetiredRow]
    open: list[OpenStep]
