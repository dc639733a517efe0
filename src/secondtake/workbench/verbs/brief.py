"""The brief: two printed pages of a case, as a page and on paper, with an event in the log."""

from __future__ import annotations

from pathlib import Path

from secondtake import browser
from secondtake.export.atomic_write import write_whole
from secondtake.export.pages.brief_page import brief_page
from secondtake.model.enums import EventAction
from secondtake.model.report import Report
from secondtake.store import blobs
from secondtake.workbench.bench import Bench
from secondtake.workbench.handover.format_export import Exports, require_outside
from secondtake.workbench.verbs.report_folder import handed_out

__all__ = ["write"]


def write(bench: Bench, report: Report, destination: Path, *, pdf: bool = False) -> Exports:
    """Write the brief of a report to ``destination``; ``pdf``: beside it as PDF too.

    Faces are as in ``report``; where they are not blurred, the log says so first. Raises
    ``InputInvalid`` for a file in the case, ``PluginUnavailable`` where no Chromium is.
    """
    folder = destination.parent
    require_outside(bench.case, folder)
    made = handed_out(bench, report)
    if not made.redacted:
        detail = [("brief", destination.name)]
        bench.case.record(EventAction.UNREDACTED, actor=bench.by, detail=detail)
    page = brief_page(made).encode("utf-8")
    written = [(destination.name, page)]
    if pdf:
        written.append((destination.with_suffix(".pdf").name, browser.pdf(page)))
    with blobs.unwritable(folder):
        files = tuple(
            (name, blobs.file_digest(write_whole(folder, name, data))) for name, data in written
        )
    bench.case.record(EventAction.EXPORTED, actor=bench.by, detail=files)
    return Exports(folder=str(folder), files=files, left_out=())
