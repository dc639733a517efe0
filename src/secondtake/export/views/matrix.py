"""Findings against explanations, and what would change each row: nothing is summed."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.export.limits import MOST_FINDINGS
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
    apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixTable:
    """Some findings against every explanation."""

    findings: tuple[Finding, ...]
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One file or fact, and the findings and claims (page, id) it would bear on."""

    what: str
    findings: tuple[str, ...]
    claims: tuple[tuple[str, str], ...]


def matrix(report: Report) -> tuple[MatrixTable, ...]:
    """Tables of at most ten findings; a row is ``apart`` unless it is equal all along."""
    chosen = report.findings[:MOST_FINDINGS]
    explanations = dict.fromkeys(a.explanation for f in chosen for a in f.alternatives)
    weights = {(f.id, a.explanation): a.expected for f in chosen for a in f.alternatives}
    tables = []
    for first in range(0, len(chosen), _COLUMNS):
        some = chosen[first : first + _COLUMNS]
        rows = []
        for explanation in explanations:
            cells = tuple(weights.get((f.id, explanation)) for f in some)
            apart = any(cell in ("more", "less") for cell in cells)
            rows.append(MatrixRow(explanation=explanation, cells=cells, apart=apart))
        tables.append(MatrixTable(findings=some, rows=tuple(rows)))
    return tuple(tables)


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
