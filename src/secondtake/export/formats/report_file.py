"""report.json: the whole report for programs, in the shape of ``report.schema.json``."""

from __future__ import annotations

import json
from pathlib import Path

from secondtake.export.atomic_write import write_whole
from secondtake.export.formats.report_dict import report_shape
from secondtake.model.report import Report

__all__ = ["JsonReport", "report_bytes"]


class JsonReport:
    """Exporter: ``report.json``."""

    def export(self, report: Report, destination: Path) -> Path:
        """Write ``report.json`` into the folder ``destination`` and give its path.

        Raises ``CaseUnwritable`` when the folder cannot be written.
        """
        return write_whole(destination, "report.json", report_bytes(report))


def report_bytes(report: Report) -> bytes:
    """The report as the bytes of ``report.json``."""
    text = json.dumps(report_shape(report), ensure_ascii=False, allow_nan=False, indent=1)
    # A file name that was not UTF-8 holds lone surrogates; JSON spells them \udcxx.
    return (text + "\n").encode("utf-8", "backslashreplace")
