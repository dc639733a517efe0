"""Signs that somebody looks at open films, and what they may do with the count."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from secondtake.model.enums import SeeingGrade
from secondtake.web.case_of import case_of
from secondtake.web.templating import session_of
from secondtake.web.viewing_time import ViewingTime

__all__ = ["ROUTES", "viewed"]


async def viewed(request: Request, grade: SeeingGrade) -> dict[str, Any]:
    """What a page that shows films tells whoever looks: nothing where something is covered."""
    if grade != SeeingGrade.OPEN:
        return {"viewed": None}
    name = session_of(request).name
    return {"viewed": await run_in_threadpool(_time(request).seen, name, _now())}


async def look(request: Request) -> Response:
    """A sign that open films are still looked at; how many minutes that makes today."""
    case_of(request)
    told = await run_in_threadpool(_time(request).seen, session_of(request).name, _now())
    return JSONResponse({"minutes": told.minutes, "break": told.offers_break})


async def change(request: Request) -> Response:
    """Erase the count, or begin it anew after a break."""
    case, name, what = case_of(request), session_of(request).name, request.path_params["what"]
    if what == "erase":
        await run_in_threadpool(_time(request).erase, name)
    elif what == "rested":
        await run_in_threadpool(_time(request).rested, name, _now())
    else:
        raise HTTPException(404)
    return RedirectResponse(f"/c/{case.id}", status_code=303)


def _time(request: Request) -> ViewingTime:
    held: ViewingTime = request.app.state.viewing_time
    return held


def _now() -> datetime:
    return datetime.now().astimezone()  # a day is the day of whoever looks


ROUTES = [
    Route("/c/{case}/viewed", look, methods=["POST"]),
    Route("/c/{case}/viewed/{what}", change, methods=["POST"]),
]
