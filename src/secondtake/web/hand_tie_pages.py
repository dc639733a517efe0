"""The page on which a person ties a finding to a claim, or unties it, with a reason."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from secondtake import workbench
from secondtake.model.enums import FindingState, TieDecision
from secondtake.web.case_of import bench_of, case_of, reader_of
from secondtake.web.cases import HeldCase
from secondtake.web.templating import page, session_of

__all__ = ["ROUTES"]


def ties(request: Request) -> Response:
    """What was tied by hand, and the form for it; ``finding`` and ``claim`` choose beforehand."""
    case = case_of(request)
    state = case.state()
    reader_of(request, case)
    report = state.report
    return page(
        request,
        "ties_page.html",
        case=case,
        root=f"/c/{case.id}",
        here="claims",
        names=state.names,
        hand_ties=report.hand_ties,
        findings=[
            f for f in report.findings if f.relations and f.state != FindingState.NOTHING_FOUND
        ],
        claims=[(r.article.exhibit, claim) for r in report.readings for claim in r.claims],
        decisions=list(TieDecision),
        chosen=(request.query_params.get("finding", ""), request.query_params.get("claim", "")),
        named=bool(session_of(request).name),
    )


async def tie(request: Request) -> Response:
    """Record the word of a person by the verb of the workbench."""
    case = case_of(request)
    form = await request.form()
    await run_in_threadpool(_tie, request, case, form)
    return RedirectResponse(f"/c/{case.id}/ties", status_code=303)


def _tie(request: Request, case: HeldCase, form: FormData) -> None:
    # A claim is named by its page's digest and its own id: ids of several pages are alike.
    digest, _, claim = str(form.get("claim", "")).partition(" ")
    with bench_of(request, case) as bench:
        workbench.hand_ties.tie(
            bench,
            str(form.get("finding", "")),
            claim,
            str(form.get("decision", "")),
            reason=str(form.get("reason", "")),
            page=digest,
        )


ROUTES = [
    Route("/c/{case}/ties", ties),
    Route("/c/{case}/ties", tie, methods=["POST"]),
]
