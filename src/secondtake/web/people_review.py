"""What a person says of a pair of tracks of people: the page's own form for it."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from secondtake import workbench
from secondtake.model.enums import PersonAnswer
from secondtake.model.membership import member
from secondtake.web.case_of import bench_of, case_of
from secondtake.web.cases import HeldCase
from secondtake.workbench import reviews

__all__ = ["ROUTES"]


async def decide(request: Request) -> Response:
    """Confirm a pair, reject it or leave it open, with why."""
    case = case_of(request)
    form = await request.form()
    await run_in_threadpool(_decide, request, case, form)
    return RedirectResponse(f"/c/{case.id}/people", status_code=303)


def _decide(request: Request, case: HeldCase, form: FormData) -> None:
    answer = member(PersonAnswer, str(form.get("answer", "")), "answer")
    with bench_of(request, case) as bench:
        reviews.require_name(bench)
        note = str(form.get("note", "")).strip()
        workbench.people_in_roles.review(bench, str(form.get("pair", "")), answer, note)


ROUTES = [Route("/c/{case}/people", decide, methods=["POST"])]
