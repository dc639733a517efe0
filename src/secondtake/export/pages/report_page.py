"""report.html: one page for people, without scripts or anything fetched, for screen and paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from secondtake.export.atomic_write import write_whole
from secondtake.export.messages.glossary import GLOSSARY
from secondtake.export.outcomes import not_found, page_numbers
from secondtake.export.pages.beside import Beside
from secondtake.export.pages.sections import (
    claims,
    exhibits,
    findings,
    first_screen,
    hypotheses,
    people,
    summary,
    takes,
    timeline,
    timeline_tables,
)
from secondtake.export.pages.sections.dated_events import world
from secondtake.export.pages.sections.expected_questions import challenges
from secondtake.export.pages.sections.genealogy import kinship
from secondtake.export.pages.sections.labels import Names
from secondtake.export.pages.sections.pictures import Pictures
from secondtake.export.pages.templating import environment, styled
from secondtake.export.render.truncation import MOST_ROWS, Shown
from secondtake.model.report import Report

__all__ = ["HtmlReport"]

SECTIONS = (
    "summary",
    "claims",
    "material",
    "timeline",
    "findings",
    "people",
    "notes",
    "matrix",
    "wanted",
    "absent",
    "challenges",
    "methods",
    "custody",
    "terms",
)


class HtmlReport:
    """Exporter: ``report.html``."""

    def export(self, report: Report, destination: Path, beside: Beside | None = None) -> Path:
        """Write ``report.html`` into the folder ``destination`` and give its path.

        ``beside``: as for ``page``. Raises ``CaseUnwritable`` when the folder cannot be written.
        """
        return write_whole(destination, "report.html", self.page(report, beside).encode("utf-8"))

    def page(self, report: Report, beside: Beside | None = None) -> str:
        """The whole page as text; the same report gives the same text.

        ``beside``: films that lie in the folder the page is written to, to which it leads.
        """
        content = _content(report, beside or Beside())
        return str(environment().get_template("page.html").render(**content))


def _content(report: Report, beside: Beside) -> dict[str, Any]:
    names, pictures = Names(report), Pictures(report)
    read, views = claims.pages(report, names), findings.findings(report, names, pictures)
    style, style_digest = styled()
    return {
        "report": report,
        "beside": beside,
        "sections": tuple(name for name in SECTIONS if name != "notes" or _has_notes(report)),
        "names": names,
        "pictures": pictures,
        "style": style,
        "style_digest": style_digest,
        "headlines": summary.headlines(report),
        "warnings": summary.warnings(report),
        "sentences": summary.summary(report),
        "pages": read,
        "first": first_screen.first_screen(report, read, views),
        "kin": kinship(report.genealogy, report.readings, page_numbers(report))
        if report.genealogy
        else None,
        "items": exhibits.material(report),
        "drawing": timeline.drawing(report, names),
        "set_ups": takes.set_ups(report, names, pictures),
        "take_of": takes.numbers(report, names),
        "world": world(report, names),
        "film_tables": timeline_tables.film_tables(report, names, pictures),
        "related": timeline_tables.related(report),
        "set_aside": timeline_tables.set_aside(report),
        "undecided_pairs": timeline_tables.undecided_pairs(report),
        "kind_counts": timeline_tables.kind_counts(report),
        "findings": views,
        "people": people.people(report, names, pictures),
        "notes": Shown(report.notes, MOST_ROWS),
        "sync_points": Shown(report.sync_points, MOST_ROWS),
        "matrices": hypotheses.matrix(report),
        "wanted": hypotheses.wanted(report),
        "negatives": not_found(report),
        "failures": Shown(report.failures, MOST_ROWS),
        "seals": Shown(report.seals, MOST_ROWS),
        "events": Shown(report.events, MOST_ROWS),
        "earlier": Shown([e for e in report.events if e.action == "reported"], MOST_ROWS),
        "contact": report.contact,
        "challenges": challenges(report, names),
        "glossary": GLOSSARY,
    }


def _has_notes(report: Report) -> bool:
    return bool(report.notes or report.sync_points)
