"""JSON: the whole report in the shape of the published schema."""

from __future__ import annotations

from secondtake.export.formats.format_contract import Exported
from secondtake.export.formats.report_file import report_bytes
from secondtake.model.report import Report

__all__ = ["WholeReport"]


class WholeReport:
    """Format: ``report.json``, as the case holds it, without the list of pictures."""

    def files(self, report: Report) -> Exported:
        """The report as ``report.schema.json`` describes it."""
        return Exported(files=(("report.json", report_bytes(report)),))
