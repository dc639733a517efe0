"""The pages that tell what a case holds, in the report's own words; they work without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from secondtake.export.messages.glossary import GLOSSARY
from secondtake.export.outcomes import found, not_found, page_numbers
from secondtake.export.pages.sections import claims, exhibits, findings, people, takes, timeline
from secondtake.export.pages.sections import timeline_tables as tables
from secondtake.export.pages.sections.dated_events import world
from secondtake.export.pages.sections.genealogy import kinship
from secondtake.export.pages.sections.pictures import Pictures
from secondtake.export.render.truncation import MOST_ROWS, Shown
from secondtake.model.enums import EventAction
from secondtake.web.case_of import case_of, cases_of, reader_of
from secondtake.web.cases import State
from secondtake.web.jobs import VERBS
from secondtake.web.templating import page

__all__ = ["ROUTES"]

COMMANDS = (
    ("report", "secondtake report --case CASE"),
    ("formats", "secondtake export --to FOLDER --as all --case CASE"),
    ("clips", "secondtake clip F1 --to FOLDER --case CASE"),
    ("bundle", "secondtake bundle --to FOLDER --case CASE"),
    ("wacz", "secondtake wacz --to FILE.wacz --case CASE"),
    ("verify", "secondtake verify --case CASE"),
)
"""What can be handed out, and how."""
Content = Callable[[State], dict[str, Any]]


def start(request: Request) -> Response:
    """The one case, or the list of cases."""
    cases = cases_of(request)
    listed = cases.listed()
    if cases.single:
        return RedirectResponse(f"/c/{listed[0].id}", status_code=303)
    return page(request, "cases.html", here="cases", cases=listed, unread=cases.unread)


def _page(name: str, content: Content, *, tells: bool = True) -> Route:
    """A page of a case. ``tells``: it holds claims or findings, so that whoever was sent it is
    not blind to them any more."""

    def show(request: Request) -> Response:
        case = case_of(request)
        state = case.state()
        if tells:
            reader_of(request, case)
        root = f"/c/{case.id}"
        return page(
            request,
            f"{name}_page.html",
            case=case,
            root=root,
            here=name,
            report=state.report,
            names=state.names,
            verbs=VERBS,
            jobs=request.app.state.jobs.of(case),
            **content(state),
        )

    return Route(f"/c/{{case}}/{name}" if name != "case" else "/c/{case}", show, name=name)


def _case(state: State) -> dict[str, Any]:
    return {"status": state.status, "negatives": len(not_found(state.report))}


def _export(state: State) -> dict[str, Any]:
    return {"commands": COMMANDS}


def _claims(state: State) -> dict[str, Any]:
    report, names = state.report, state.names
    return {
        "sections": ("claims",),
        "pages": claims.pages(report, names),
        "items": exhibits.material(report),
        "kin": kinship(report.genealogy, report.readings, page_numbers(report))
        if report.genealogy
        else None,
    }


def _findings(state: State) -> dict[str, Any]:
    report, names = state.report, state.names
    return {
        "sections": ("findings", "absent", "methods"),
        "findings": findings.findings(report, names, Pictures(report)),
        "negatives": not_found(report),
        "failures": Shown(report.failures, MOST_ROWS),
        "take_of": takes.numbers(report, names),
        "total": len(found(report)),
    }


def _timeline(state: State) -> dict[str, Any]:
    report, names, pictures = state.report, state.names, Pictures(state.report)
    return {
        "sections": ("timeline",),
        "drawing": timeline.drawing(report, names),
        "set_ups": takes.set_ups(report, names, pictures),
        "world": world(report, names),
        "film_tables": tables.film_tables(report, names, pictures),
        "related": tables.related(report),
        "set_aside": tables.set_aside(report),
        "undecided_pairs": tables.undecided_pairs(report),
        "kind_counts": tables.kind_counts(report),
    }


def _people(state: State) -> dict[str, Any]:
    pictures = Pictures(state.report)
    return {
        "sections": ("people",),
        "people": people.people(state.report, state.names, pictures),
        "glossary": GLOSSARY,
    }


def _activity(state: State) -> dict[str, Any]:
    events = state.report.events[::-1]
    return {
        "sections": ("custody",),
        "seals": Shown(state.report.seals, MOST_ROWS),
        "events": Shown(events, MOST_ROWS),
        "earlier": Shown([e for e in events if e.action == EventAction.REPORTED], MOST_ROWS),
    }


ROUTES = [
    Route("/", start),
    _page("case", _case, tells=False),
    _page("claims", _claims),
    _page("findings", _findings),
    _page("timeline", _timeline),
    _page("people", _people),
    _page("activity", _activity),
    _page("export", _export, tells=False),
]
