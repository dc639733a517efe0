"""Two pages to print: the claim, what was found, pictures, limits and the custody line."""

from __future__ import annotations

from secondtake.export.outcomes import found
from secondtake.export.pages.sections import claims, findings, first_screen, summary
from secondtake.export.pages.sections.labels import Names
from secondtake.export.pages.sections.pictures import Pictures
from secondtake.export.pages.templating import environment, styled
from secondtake.model.report import Report

__all__ = ["brief_page"]

MOST_FINDINGS = 6
"""Findings in the table: with ``MOST_LETTERS`` of a sentence they fill a third of a page."""
MOST_LETTERS = 130
MOST_CLAIMS, MOST_LIMITS, MOST_UNEXAMINED, MOST_FILMS = 4, 6, 3, 4


def brief_page(report: Report) -> str:
    """The page as text: laid out for A4, cut to what two pages hold, which it says.

    The same report gives the same text.
    """
    style, digest = styled("report.css", "brief.css")
    names, pictures = Names(report), Pictures(report)
    read, views = claims.pages(report, names), findings.findings(report, names, pictures)
    first = first_screen.first_screen(report, read, views)
    limits = list(dict.fromkeys(limit for f in found(report) for limit in f.limits))
    return str(
        environment()
        .get_template("brief.html")
        .render(
            report=report,
            names=names,
            pages=read,
            first=first,
            headlines=summary.headlines(report),
            warnings=summary.warnings(report),
            sentences=summary.summary(report),
            views=views.items[:MOST_FINDINGS],
            more_findings=max(0, views.total - MOST_FINDINGS),
            others=first.others[:MOST_CLAIMS],
            more_claims=max(0, sum(len(p.bearing) for p in read) - 1 - MOST_CLAIMS),
            # What was not examined never gives way to what limits every finding.
            limits=(*report.not_examined[:MOST_UNEXAMINED], *limits)[:MOST_LIMITS],
            films=[e for e in report.exhibits if e.is_footage or e.is_page][:MOST_FILMS],
            more_films=max(0, len(report.exhibits) - MOST_FILMS),
            letters=MOST_LETTERS,
            style=style,
            style_digest=digest,
        )
    )
