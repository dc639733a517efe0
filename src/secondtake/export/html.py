"""report.html: one page for people, without scripts or anything fetched, for screen and paper."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources
from pathlib import Path
from typing import Any

from secondtake.export import display, wording
from secondtake.export.limits import MOST_ROWS, Shown
from secondtake.export.safe import Html, flat, outside
from secondtake.export.views import (
    claims,
    findings,
    material,
    matrix,
    people,
    summary,
    tables,
    timeline,
)
from secondtake.export.views.challenges import challenges
from secondtake.export.views.names import Names
from secondtake.export.views.outcomes import not_found
from secondtake.export.views.pictures import Pictures, spelled
from secondtake.export.written import write_whole
from secondtake.model.report import Report

__all__ = ["HtmlReport"]

SECTIONS = (
    "summary",
    "claims",
    "material",
    "timeline",
    "findings",
    "people",
    "matrix",
    "wanted",
    "absent",
    "challenges",
    "methods",
    "custody",
)
QUOTES = "\"“„«‹‘'"
"""A quote that opens with one of these brings its own marks."""
SIGNS = {"more": "+", "equally": "=", "less": "−", "not assessed": "?"}


class HtmlReport:
    """Exporter: ``report.html``."""

    def export(self, report: Report, destination: Path) -> Path:
        """Write ``report.html`` into the folder ``destination`` and give its path.

        Raises ``CaseUnwritable`` when the folder cannot be written.
        """
        return write_whole(destination, "report.html", self.page(report).encode("utf-8"))

    def page(self, report: Report) -> str:
        """The whole page as text; the same report gives the same text."""
        return str(_environment().get_template("page.html").render(**_content(report)))


def _environment() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("secondtake.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        outside=outside,
        flat=flat,
        spelled=spelled,
        when=display.when,
        published=display.published,
        clock=display.clock,
        long=display.length,
        figure=display.figure,
        share=display.share,
        size=display.size,
        number=display.number,
    )
    environment.globals.update(
        say=wording.say,
        say_state=wording.say_state,
        count=wording.count,
        signs=SIGNS,
        sections=SECTIONS,
        quotes=QUOTES,
    )
    return environment


def _content(report: Report) -> dict[str, Any]:
    names, pictures = Names(report), Pictures(report)
    style = (resources.files("secondtake.export") / "templates" / "report.css").read_text("utf-8")
    return {
        "report": report,
        "names": names,
        "pictures": pictures,
        "style": Html(style),
        "style_digest": base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        "warnings": summary.warnings(report),
        "sentences": summary.summary(report),
        "pages": claims.pages(report, names),
        "items": material.material(report),
        "drawing": timeline.drawing(report, names),
        "film_tables": tables.film_tables(report, names, pictures),
        "related": tables.related(report),
        "undecided": tables.undecided(report),
        "kind_counts": tables.kind_counts(report),
        "findings": findings.findings(report, names, pictures),
        "people": people.people(report, names, pictures),
        "matrices": matrix.matrix(report),
        "wanted": matrix.wanted(report),
        "negatives": not_found(report),
        "failures": Shown(report.failures, MOST_ROWS),
        "events": Shown(report.events, MOST_ROWS),
        "challenges": challenges(report, names),
    }
