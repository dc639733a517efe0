"""The templates of the pages: the report's own parts, and the frame around them."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from jinja2 import ChoiceLoader, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse

from secondtake.export.pages.templating import environment
from secondtake.web.messages import counted, word
from secondtake.web.sessions import Session

__all__ = ["page", "session_of", "sheet", "templates"]

SHEETS = {
    "report.css": ("secondtake.export", "templates"),
    "workbench.css": ("secondtake.web", "static"),
    "comparison.js": ("secondtake.web", "static"),
    "keys.js": ("secondtake.web", "static"),
    "players.js": ("secondtake.web", "static"),
    "moment.js": ("secondtake.web", "static"),
    "note.js": ("secondtake.web", "static"),
    "viewed.js": ("secondtake.web", "static"),
    "jobs.js": ("secondtake.web", "static"),
    "intake.js": ("secondtake.web", "static"),
}
"""Everything that a page loads beside itself, by the name it is asked by."""


@cache
def templates() -> Any:
    """The environment of the workbench's pages."""
    made = environment()
    made.loader = ChoiceLoader([PackageLoader("secondtake.web"), made.loader])
    made.globals.update(word=word, counted=counted)
    return made


@cache
def sheet(name: str) -> bytes | None:
    """A style sheet or script of ours; None for any other name."""
    if name not in SHEETS:
        return None
    package, folder = SHEETS[name]
    return (resources.files(package) / folder / name).read_bytes()


def session_of(request: Request) -> Session:
    """The browser that asks, as the gate let it in."""
    session: Session = request.scope["state"]["session"]
    return session


def page(request: Request, template: str, *, code: int = 200, **content: Any) -> HTMLResponse:
    """A page made of a template; every form on it carries the browser's own token."""
    session = session_of(request)
    made = templates().get_template(template)
    known = {"case": None, "root": "", "here": "", "session": session, "form": session.form_token}
    return HTMLResponse(made.render(**known | content), status_code=code)
