"""Findings for a reviewer who does not know the claim: pictures and one question each."""

from __future__ import annotations

from pathlib import Path

from secondtake.export.atomic_write import write_whole
from secondtake.export.pages.sections.findings import findings
from secondtake.export.pages.sections.labels import Names
from secondtake.export.pages.sections.pictures import Pictures
from secondtake.export.pages.templating import environment, styled
from secondtake.model.report import Report

__all__ = ["blind_page", "write_blind"]


def blind_page(report: Report) -> str:
    """The page as text: no claim, no score, no check; the same report gives the same text."""
    style, digest = styled()
    names, pictures = Names(report), Pictures(report)
    shown = [view for view in findings(report, names, pictures).items if view.sides]
    page = environment().get_template("blind.html")
    return str(
        page.render(
            report=report,
            names=names,
            # In the order of their ids, which say nothing of how strong a finding is.
            views=sorted(shown, key=lambda view: view.finding.id),
            style=style,
            style_digest=digest,
        )
    )


def write_blind(destination: Path, page: str) -> Path:
    """Write the page to a file and give its path; raises ``CaseUnwritable`` when that fails."""
    return write_whole(destination.parent, destination.name, page.encode("utf-8"))
