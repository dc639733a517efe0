"""EXPORT: one case as a page for people and as JSON for programs; contract: ``Exporter``."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from secondtake.export.formats.json_schema import outputs_schema, report_schema
from secondtake.export.formats.reason_json import reason_shape, record_shape
from secondtake.export.formats.report_dict import FORMAT, VERSION, report_shape
from secondtake.export.messages.picture_words import NO_SHOTS, rate_note, told_of_picture
from secondtake.export.messages.reason_words import in_words
from secondtake.model.report import Report

__all__ = [
    "FORMAT",
    "NO_SHOTS",
    "VERSION",
    "Exporter",
    "in_words",
    "outputs_schema",
    "rate_note",
    "reason_shape",
    "record_shape",
    "report_schema",
    "report_shape",
    "told_of_picture",
]


class Exporter(Protocol):
    """Lays out a report as one file; the table of parts names every exporter."""

    def export(self, report: Report, destination: Path) -> Path:
        """Write the file into the folder ``destination`` and give its path.

        The same report gives the same bytes. Raises ``CaseUnwritable`` when the folder cannot be
        written; then no half-written file is left under the file's name.
        """
        ...
