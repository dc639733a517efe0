"""Findings that show something, and findings that something was looked for and not seen."""

from __future__ import annotations

from secondtake.model.enums import FindingState
from secondtake.model.findings import Finding
from secondtake.model.report import Report

__all__ = ["found", "not_found"]

_NOTHING = FindingState.NOTHING_FOUND


def found(report: Report) -> tuple[Finding, ...]:
    """Findings about stretches of footage, in their order."""
    return tuple(f for f in report.findings if f.state != _NOTHING)


def not_found(report: Report) -> tuple[Finding, ...]:
    """Negative results, in their order: kept, and shown apart."""
    return tuple(f for f in report.findings if f.state == _NOTHING)
