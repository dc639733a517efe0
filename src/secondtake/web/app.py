"""The application: which address gives what, and how errors are told."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from secondtake.errors import (
    CaseBusy,
    InputInvalid,
    InputMissing,
    InvalidRecord,
    SecondTakeError,
)
from secondtake.export.escaping import Html
from secondtake.model.names import one_spelling
from secondtake.web import (
    blind_review,
    camera_pages,
    case_pages,
    comparison_page,
    hand_tie_pages,
    note_pages,
    people_review,
    viewing_pages,
    work_pages,
)
from secondtake.web.case_of import cases_of
from secondtake.web.cases import Cases
from secondtake.web.frame_steps import FrameSteps
from secondtake.web.gate import ENTRANCE, Gate, cookie_name
from secondtake.web.jobs import Jobs
from secondtake.web.messages import word
from secondtake.web.picture_worker import Pictures
from secondtake.web.sessions import Sessions
from secondtake.web.templating import page, session_of, sheet
from secondtake.web.viewing_time import ViewingTime
from secondtake.workbench import seen_pictures

__all__ = ["application", "workbench_pages"]

STATUS: tuple[tuple[type[SecondTakeError], int], ...] = (
    (InputMissing, 404),
    (CaseBusy, 409),
    (InputInvalid, 400),
    (InvalidRecord, 400),
)
"""What an error of ours is in HTTP; any other is 500."""
TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}


def application(
    cases: Cases, *, sessions: Sessions, port: int, by: str, pictures: Pictures | None = None
) -> Gate:
    """All pages of the cases at hand, for browsers that came through the one-time link.

    ``by``: who works, as far as the command line said. ``pictures``: who makes pictures.
    """

    def enter(request: Request) -> Response:
        cookie = sessions.enter(request.path_params["key"])
        if cookie is None:
            return PlainTextResponse(word("refused.used"), status_code=403)
        session = sessions.of(cookie)
        if session is not None:
            session.name = by
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(cookie_name(port), cookie, httponly=True, samesite="strict", path="/")
        return answer

    own = [Route(ENTRANCE + "{key}", enter), Route("/who", _who, methods=["POST"])]
    app = workbench_pages(cases, own, pictures=pictures)
    # Outermost, so that even the answer to a fault of ours carries its headers.
    return Gate(app, port=port, sessions=sessions)


def workbench_pages(
    cases: Cases, before: Sequence[Route], *, pictures: Pictures | None = None
) -> Starlette:
    """The pages, behind no gate. ``before``: further pages, found ahead of those of the workbench.

    Whoever serves them puts a ``Session`` into the ``scope["state"]`` of every request.
    """
    jobs = Jobs()
    # Each of its own: a copy takes long, and to cover a still too; what is veiled comes at once.
    veiled, covered = pictures or Pictures(), pictures or Pictures()
    copies = Pictures(most=0)  # the case keeps them
    steps = FrameSteps()

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        veiled.begin(seen_pictures.ready)
        ready = asyncio.create_task(asyncio.to_thread(_read_ahead, cases))
        yield
        await ready
        steps.close()
        for worker in (veiled, covered, copies):
            worker.close()
        await jobs.close()

    app = Starlette(
        lifespan=lifespan,
        routes=[
            *before,
            Route("/static/{name}", _static),
            Route("/favicon.ico", lambda _: Response(status_code=204)),
            *case_pages.ROUTES,
            *comparison_page.ROUTES,
            *blind_review.ROUTES,
            *work_pages.ROUTES,
            *note_pages.ROUTES,
            *hand_tie_pages.ROUTES,
            *camera_pages.ROUTES,
            *people_review.ROUTES,
            *viewing_pages.ROUTES,
        ],
        exception_handlers={
            SecondTakeError: _told,
            HTTPException: _not_there,
            Exception: _fault,
        },
    )
    app.state.cases = cases
    app.state.veiled, app.state.covered, app.state.copies = veiled, covered, copies
    app.state.steps, app.state.jobs = steps, jobs
    app.state.viewing_time = ViewingTime()
    return app


def _read_ahead(cases: Cases) -> None:
    """Gather the case that is served while its browser starts: the first page comes the sooner."""
    with contextlib.suppress(SecondTakeError):  # told by the page that asks for it
        if cases.single:
            cases.listed()[0].state()


def _static(request: Request) -> Response:
    name = request.path_params["name"]
    content = sheet(name)
    if content is None:
        raise HTTPException(404)
    return Response(content, media_type=TYPES[name.rpartition(".")[2]])


async def _who(request: Request) -> Response:
    """Who works at this browser, from now on."""
    form = await request.form()
    name = str(form.get("name", "")).strip()
    if not one_spelling(name):
        raise InputInvalid(word("error.name"), advice=word("who.why"))
    session_of(request).name = name
    case = str(form.get("case", ""))
    return RedirectResponse(f"/c/{cases_of(request).at(case).id}/review", status_code=303)


Handler = Callable[[Request, Exception], Response | Awaitable[Response]]


def _told(request: Request, error: Exception) -> Response:
    """An error of ours: its sentence and its advice."""
    status = next((code for kind, code in STATUS if isinstance(error, kind)), 500)
    advice = error.advice if isinstance(error, SecondTakeError) else ""
    if request.headers.get("sec-fetch-dest", "document") != "document":
        return PlainTextResponse(f"{error} {advice}".strip(), status_code=status)  # for a script
    return page(request, "error.html", code=status, sentence=str(error), advice=advice)


def _not_there(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    if "session" not in request.scope.get("state", {}):
        return PlainTextResponse(word("error.not_there"), status_code=status)
    told = word("error.not_there" if status == 404 else "error.method")
    if status == 403 and isinstance(error, HTTPException):
        told = Html(error.detail)
    return page(request, "error.html", code=status, sentence=told, advice=word("advice.start"))


def _fault(request: Request, error: Exception) -> Response:
    """A fault of ours: no traceback reaches a page."""
    return page(
        request,
        "error.html",
        code=500,
        sentence=word("error.fault", kind=type(error).__name__),
        advice=word("advice.fault"),
    )
