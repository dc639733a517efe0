"""Pages of the workbench that several people need walls within: opening films, sending files."""

from __future__ import annotations

import hashlib

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from secondtake.model.desk_enums import DeskRight
from secondtake.model.enums import SeeingGrade
from secondtake.serve.desk import signed_in_at
from secondtake.serve.serve_words import word
from secondtake.web import comparison_page, work_pages

__all__ = ["ROUTES"]


async def see(request: Request) -> Response:
    """As in the workbench; films are opened only by those who may."""
    form = await request.form()
    opens = form.get("grade") == SeeingGrade.OPEN
    if opens and DeskRight.OPEN not in request.scope["state"]["rights"]:
        raise HTTPException(403, detail=word("error.open"))
    return await comparison_page.see(request)


def taken(request: Request) -> Response:
    """How much of a file has come from this person, for this case."""
    _make_own(request)
    return work_pages.taken(request)


async def part(request: Request) -> Response:
    """The next part of a file of this person, for this case."""
    _make_own(request)
    return await work_pages.part(request)


def _make_own(request: Request) -> None:
    """Of two people who send a file of one name, size and date, neither gets at the other's."""
    asked = request.path_params
    owner = f"{asked['case']}\n{signed_in_at(request).who.id}\n{asked['upload']}"
    request.path_params["upload"] = hashlib.sha256(owner.encode("utf-8", "replace")).hexdigest()


ROUTES = [
    Route("/c/{case}/see", see, methods=["POST"]),
    Route("/c/{case}/take/{upload}", taken),
    Route("/c/{case}/take/{upload}", part, methods=["POST"]),
]
