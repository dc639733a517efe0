"""The templates of a desk's own pages, in the frame of the workbench's."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse

from secondtake.export.escaping import Html
from secondtake.export.render.number_format import when
from secondtake.serve.serve_words import word
from secondtake.web.sessions import Session
from secondtake.web.templating import templates

__all__ = ["page"]


@cache
def _templates() -> Any:
    known = templates()
    made = known.overlay(loader=ChoiceLoader([PackageLoader("secondtake.serve"), known.loader]))
    made.globals = known.globals | {"word": word}
    made.filters = known.filters | {"moment": _moment}
    return made


def _moment(seconds: int) -> Html:
    return when(datetime.fromtimestamp(seconds, UTC))


def page(request: Request, template: str, *, code: int = 200, **content: Any) -> HTMLResponse:
    """A page made of a template; every form on it carries the browser's own token."""
    session: Session = request.scope.get("state", {}).get("session", Session(form_token=""))
    made = _templates().get_template(template)
    known = {"case": None, "root": "", "here": "", "session": session, "form": session.form_token}
    return HTMLResponse(made.render(**known | content), status_code=code)
