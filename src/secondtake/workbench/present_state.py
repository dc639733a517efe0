"""What a case holds at this moment, as a report that nobody wrote down: for pages that show it."""

from __future__ import annotations

from secondtake.cluster.local_pool import LocalPool
from secondtake.cluster.progress import quiet
from secondtake.model.report import Report
from secondtake.workbench.case_view import CaseView
from secondtake.workbench.report import assembly
from secondtake.workbench.session import failure_records

__all__ = ["report"]


def report(view: CaseView) -> Report:
    """The report of the present state without pictures; the case is read and not written to."""
    return assembly.report(
        view.gathered(),
        LocalPool(),
        drawn_by=None,
        redacted=True,
        progress=quiet,
        fail=failure_records.failure_of,
    )
