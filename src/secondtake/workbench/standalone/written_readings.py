"""What was read without a case, written as pages for people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from secondtake import __version__
from secondtake.export.pages.genealogy_page import genealogy_page
from secondtake.export.pages.reading_page import reading_page, write_reading
from secondtake.model.genealogy import Genealogy
from secondtake.model.text import Reading

__all__ = ["write_genealogy_page", "write_reading_page"]


def write_reading_page(found: Reading, destination: Path) -> Path:
    """Write a reading as one page for people and give its path; raises ``CaseUnwritable``."""
    return write_reading(destination, reading_page(found, version=__version__))


def write_genealogy_page(found: Genealogy, pages: Sequence[Reading], destination: Path) -> Path:
    """Write a genealogy as one page for people and give its path; raises ``CaseUnwritable``."""
    return write_reading(destination, genealogy_page(found, pages, version=__version__))
