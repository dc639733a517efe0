"""What writes a report as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from secondtake.model.report import Report

__all__ = ["Exporter"]


class Exporter(Protocol):
    """Lays out a report as one file; the table of parts names every exporter."""

    def export(self, report: Report, destination: Path) -> Path:
        """Write the file into the folder ``destination`` and give its path.

        The same report gives the same bytes. Raises ``CaseUnwritable`` when the folder cannot be
        written; then no half-written file is left under the file's name.
        """
        ...
