"""Findings against explanations, and what would change each row: nothing is summed."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.export.outcomes import found
from secondtake.export.render.truncation import MOST_FINDINGS
from secondtake.model.enums import Expected
from secondtake.model.findings import Finding
from secondtake.model.report import Report

__all__ = ["MatrixTable", "Wanted", "matrix", "wanted"]

_COLUMNS = 10
"""Findings beside each other in one table; the next ones get a table of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One explanation: how expected each finding is under it (None: the finding lacks it)."""

    explanation: str
    cells: tuple[str | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixTable:
    """Some findings against every explanation.

    ``apart``: for each finding, whether it is not equally expected under all that were assessed.
    """

    findings: tuple[Finding, ...]
    rows: tuple[MatrixRow, ...]
    apart: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One file or fact, and the findings and claims (page, id) it would bear on."""

    what: str
    findings: tuple[str, ...]
    claims: tuple[tuple[str, str], ...]


def matrix(report: Report) -> tuple[MatrixTable, ...]:
    """Tables of at most ten findings each."""
    chosen = found(report)[:MOST_FINDINGS]
    explanations = dict.fromkeys(a.explanation for f in chosen for a in f.alternatives)
    weights = {(f.id, a.explanation): a.expected for f in chosen for a in f.alternatives}
    tables = []
    for first in range(0, len(chosen), _COLUMNS):
        some = chosen[first : first + _COLUMNS]
        rows = []
        for explanation in explanations:
            cells = tuple(weights.get((f.id, explanation)) for f in some)
            rows.append(MatrixRow(explanation=explanation, cells=cells))
        tables.append(
            MatrixTable(findings=some, rows=tuple(rows), apart=tuple(map(_tells_apart, some)))
        )
    return tuple(tables)


def _tells_apart(finding: Finding) -> bool:
    assessed = {a.expected for a in finding.alternatives} - {Expected.NOT_ASSESSED}
    return len(assessed) > 1


def wanted(report: Report) -> tuple[Wanted, ...]:
    """Every file or fact that would change or settle something, named once, most wanted first."""
    of_findings: dict[str, dict[str, None]] = {}
    of_claims: dict[str, dict[tuple[str, str], None]] = {}
    for finding in report.findings:
        for what in finding.would_change:
            of_findings.setdefault(what, {})[finding.id] = None
    for claimed in report.claimed:
        for what in claimed.would_settle:
            of_claims.setdefault(what, {})[(claimed.page, claimed.claim)] = None
    rows = [
        Wanted(
            what=what,
            findings=tuple(of_findings.get(what, ())),
            claims=tuple(of_claims.get(what, ())),
        )
        for what in dict.fromkeys((*of_findings, *of_claims))
    ]
    return tuple(sorted(rows, key=lambda row: -(len(row.findings) + len(row.claims))))
