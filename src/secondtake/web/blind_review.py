"""Reviewing: a pair is shown without what it is about, answered, and only then told."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from secondtake import workbench
from secondtake.errors import InputInvalid
from secondtake.model.enums import Expected, FindingKind, FindingState, ReviewDecision, SeeingGrade
from secondtake.model.findings import Finding, Review
from secondtake.model.names import one_spelling
from secondtake.web.case_of import bench_of, case_of, film_of, pictures_of, reader_of
from secondtake.web.cases import HeldCase, State
from secondtake.web.comparison_page import SIDE, pair_of
from secondtake.web.looks import PICTURES, Look, places
from secondtake.web.messages import word
from secondtake.web.templating import page, session_of
from secondtake.workbench.seen_pictures import Place

__all__ = ["ROUTES"]

WIDTH = 480
"""In which boxes are drawn; the picture itself is as large as the page has room."""
CHECKS = (8, 9)
"""Checks of the gate that reviews close (docs/methods/gate.md)."""


def waiting(request: Request) -> Response:
    """How many pairs wait for whoever works here, and those that they reviewed."""
    case = case_of(request)
    state, name = case.state(), session_of(request).name
    return page(
        request,
        "review_page.html",
        **_known(case),
        blind=case.id not in session_of(request).told,
        waiting=len(_waiting(state, name)),
        filed=[f for f in _about_pairs(state) if _of(state, f, name)] if name else [],
        finding_name=state.names.finding_name,
        assigned=[
            f for f in _waiting(state, name) if one_spelling(state.assigned_to(f.id)) == meant
        ]
        if (meant := one_spelling(name))
        else [],
    )


async def begin(request: Request) -> Response:
    """The next pair under a name that says nothing; which one, and what stands left, is chance."""
    case, session = case_of(request), session_of(request)
    if not session.name:
        raise InputInvalid(word("error.name"), advice=word("who.why"))
    state = await run_in_threadpool(case.state)
    left = _waiting(state, session.name)
    wanted = request.path_params.get("finding")
    if wanted is not None:
        left = [f for f in _about_pairs(state) if f.id == wanted]
    if not left:
        return RedirectResponse(f"/c/{case.id}/review", status_code=303)
    name = secrets.token_urlsafe(9)
    session.looks[name] = Look(
        case=case.id,
        finding=secrets.choice(left).id,
        swapped=secrets.choice((False, True)),
        blind=case.id not in session.told,
    )
    return RedirectResponse(f"/c/{case.id}/blind/{name}", status_code=303)


def look(request: Request) -> Response:
    """The pair before its reviewer: pictures and questions, no claim, no score, no name."""
    case = case_of(request)
    state = case.state()
    begun, finding = _begun(request, case, state)
    step = _step(request.query_params.get("step", "1"))
    return page(
        request,
        "look_page.html",
        **_known(case),
        look=begun,
        name=request.path_params["look"],
        number=list(session_of(request).looks).index(request.path_params["look"]) + 1,
        step=step,
        of=PICTURES,
        ask=f"blind.ask.{finding.kind}",
        sides=_sides(state, finding, begun),
        explanations=_explanations(finding),
        decisions=list(ReviewDecision),
        weights=list(Expected),
    )


async def picture(request: Request) -> Response:
    """One picture of one side, heads covered; its address names neither film nor time."""
    case = case_of(request)
    state = await run_in_threadpool(case.state)
    begun, finding = _begun(request, case, state)
    relations = {(r.left, r.right): r for r in state.report.relations}
    chosen = await run_in_threadpool(pair_of, case, relations[finding.relations[0]])
    stretches = (chosen.left, chosen.right)
    left, right = (film_of(case, s.film) for s in stretches)
    at = places(chosen, left, right)[_step(request.path_params["step"]) - 1]
    side = ("left", "right").index(request.path_params["side"]) ^ begun.swapped
    film, table, frame = stretches[side].film, (left, right)[side], at[side]
    made = await pictures_of(request, SeeingGrade.COVERED).made(
        workbench.seen_pictures.still,
        case.path,
        Place(film=film, pts=table.pts[frame]),
        SeeingGrade.COVERED,
        SIDE,
    )
    return Response(made, media_type="image/jpeg")


async def file(request: Request) -> Response:
    """Record the review by the verb of the command line, then tell what it is about."""
    case, session = case_of(request), session_of(request)
    state = await run_in_threadpool(case.state)
    begun, finding = _begun(request, case, state)
    form = await request.form()
    blind = begun.blind and case.id not in session.told and form.get("declared") == "yes"
    await run_in_threadpool(_file, request, case, finding, form, blind)
    del session.looks[request.path_params["look"]]
    return RedirectResponse(f"/c/{case.id}/review/{finding.id}?filed=1", status_code=303)


def _file(request: Request, case: HeldCase, finding: Finding, form: FormData, blind: bool) -> None:
    told = list(enumerate(_explanations(finding)))
    weights = [
        (name, str(form.get(f"weight-{number}", Expected.NOT_ASSESSED))) for number, name in told
    ]
    own = str(form.get("own", "")), str(form.get("weight-own", Expected.NOT_ASSESSED))
    with bench_of(request, case) as bench:
        workbench.reviews.review(
            bench,
            finding.id,
            str(form.get("decision", "")),
            note=str(form.get("note", "")).strip(),
            blind=blind,
            weights=[(name, weight) for name, weight in weights if weight != Expected.NOT_ASSESSED],
            because=[(name, str(form.get(f"because-{number}", ""))) for number, name in told],
            own=own,
        )


def told(request: Request) -> Response:
    """What a finding is about, and its reviews: to those who filed theirs, or say they will not
    be blind."""
    case = case_of(request)
    state, name = case.state(), session_of(request).name
    finding = next((f for f in _about_pairs(state) if f.id == request.path_params["finding"]), None)
    if finding is None:
        raise InputInvalid(word("error.finding"), advice=word("advice.start"))
    reader_of(request, case)
    reviews = [r for r in state.report.reviews if r.finding == finding.id]
    own = _of(state, finding, name)
    newest = {one_spelling(r.reviewer): r for r in reviews}.values()
    return page(
        request,
        "told_page.html",
        **_known(case),
        names=state.names,
        finding=finding,
        claims=state.names.claims_of(finding),
        own=own,
        others=[r for r in reviews if own and r not in own],
        hidden=bool(reviews) and not own,
        apart=bool(own) and len({r.decision for r in newest}) > 1,
        checks=[c for c in finding.checks if c.number in CHECKS],
        comments=[c for c in state.comments if c.finding == finding.id] if own else [],
        assigned=state.assigned.get(finding.id),
        named=bool(name),
        filed="filed" in request.query_params,
    )


async def talk(request: Request) -> Response:
    """Comment on a finding, or say who is to look at it."""
    case, finding = case_of(request), request.path_params["finding"]
    form = await request.form()
    await run_in_threadpool(_talk, request, case, finding, form)
    return RedirectResponse(f"/c/{case.id}/review/{finding}", status_code=303)


def _talk(request: Request, case: HeldCase, finding: str, form: FormData) -> None:
    with bench_of(request, case) as bench:
        if form.get("do") == "assign":
            workbench.discussion.assign(bench, finding, str(form.get("to", "")))
        else:
            workbench.discussion.comment(bench, finding, str(form.get("text", "")))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """One side of a look: its height where it is ``WIDTH`` wide, and what differs in it, if that
    is what is asked: number, x, y, width, height."""

    name: str
    height: int
    boxes: tuple[tuple[int, float, float, float, float], ...]


def _sides(state: State, finding: Finding, begun: Look) -> list[_Side]:
    shots = {s.id: s for s in state.report.shots}
    reels = {r.film: r for r in state.report.reels}
    relation = next(r for r in state.report.relations if (r.left, r.right) == finding.relations[0])
    asked = relation.differences if finding.kind == FindingKind.DIFFERENCE else ()
    sides = []
    for place, name in enumerate(("left", "right")):
        is_right = bool(place) ^ begun.swapped
        reel = reels[shots[relation.right if is_right else relation.left].film]
        height = round(WIDTH * reel.height / max(reel.width, 1))
        boxes = [d.right_box if is_right else d.left_box for d in asked]
        sides.append(
            _Side(
                name=name,
                height=height,
                boxes=tuple(
                    (number, x * WIDTH, y * height, w * WIDTH, h * height)
                    for number, (x, y, w, h) in enumerate(boxes, 1)
                ),
            )
        )
    return sides


def _explanations(finding: Finding) -> list[str]:
    """Those that every finding has: one that a reviewer added tells that there was a review."""
    return [a.explanation for a in finding.alternatives if not a.explanation.startswith("“")]


def _known(case: HeldCase) -> dict[str, Any]:
    return {"case": case, "root": f"/c/{case.id}", "here": "review"}


def _begun(request: Request, case: HeldCase, state: State) -> tuple[Look, Finding]:
    begun = session_of(request).looks.get(request.path_params["look"])
    if begun is None or begun.case != case.id:
        raise HTTPException(404)
    finding = next((f for f in _about_pairs(state) if f.id == begun.finding), None)
    if finding is None:
        raise HTTPException(404)
    return begun, finding


def _step(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= PICTURES:
        raise HTTPException(404)
    return int(text)


def _about_pairs(state: State) -> list[Finding]:
    return [
        f for f in state.report.findings if f.relations and f.state != FindingState.NOTHING_FOUND
    ]


def _of(state: State, finding: Finding, name: str) -> Sequence[Review]:
    """What somebody said of a finding; two spellings of a name are one person."""
    meant = one_spelling(name)
    return [
        r
        for r in state.report.reviews
        if r.finding == finding.id and one_spelling(r.reviewer) == meant
    ]


def _waiting(state: State, name: str) -> list[Finding]:
    """What somebody has not reviewed: the second look is never by who had the first."""
    return [f for f in _about_pairs(state) if not _of(state, f, name)]


ROUTES = [
    Route("/c/{case}/review", waiting),
    Route("/c/{case}/review", begin, methods=["POST"]),
    Route("/c/{case}/review/{finding}", told),
    Route("/c/{case}/review/{finding}", begin, methods=["POST"]),
    Route("/c/{case}/review/{finding}/talk", talk, methods=["POST"]),
    Route("/c/{case}/blind/{look}", look),
    Route("/c/{case}/blind/{look}", file, methods=["POST"]),
    Route("/c/{case}/blind/{look}/{side}/{step}", picture),
]
