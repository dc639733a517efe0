"""The recordings of one moment on one clock: stills of one instant, sound lines, the edit list."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from secondtake import workbench
from secondtake.errors import InputInvalid, InputMissing
from secondtake.export.formats.moments import MOST_CAMERAS, Camera, Moment, moments
from secondtake.model.enums import SeeingGrade
from secondtake.model.frame_table import FrameTable
from secondtake.web.case_of import bench_of, case_of, film_of, pictures_of, reader_of
from secondtake.web.cases import HeldCase, State
from secondtake.web.comparison import Comparison, Stretch, read
from secondtake.web.messages import word
from secondtake.web.sound_lines import drawn, timed
from secondtake.web.templating import page, session_of
from secondtake.web.viewing_pages import viewed
from secondtake.workbench import seen_pictures

__all__ = ["ROUTES"]

STEPS = (-10.0, -1.0, -0.1, -0.04, 0.04, 0.1, 1.0, 10.0)
"""Seconds by which the clock is moved; 0.04 s is a frame of 25 a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One recording at an instant of the common clock; ``frame`` counts from 0, None: not there."""

    camera: Camera
    frame: int | None
    pts: int
    seconds: float
    grade: SeeingGrade
    still: str
    line: str


async def cameras(request: Request) -> Response:
    """Every moment, and the form that puts two films on one clock."""
    case = case_of(request)
    reader_of(request, case)
    state = await run_in_threadpool(case.state)
    return page(
        request,
        "cameras_page.html",
        **_known(request, case, state),
        moments=moments(state.report),
        films=[r.film for r in state.report.reels if r.has_picture and not r.still],
        points=state.report.sync_points,
    )


async def moment(request: Request) -> Response:
    """One moment at one instant; ``at``: seconds of the common clock."""
    case = case_of(request)
    reader_of(request, case)
    state = await run_in_threadpool(case.state)
    held = _moment(request, state)
    at = _at(request, held)
    shown = [await run_in_threadpool(_shown, request, case, held, c, at) for c in held.cameras]
    return page(
        request,
        "moment_page.html",
        **_known(request, case, state),
        moment=held,
        at=at,
        shown=shown[:MOST_CAMERAS],
        left_out=max(0, len(shown) - MOST_CAMERAS),
        steps=[(step, min(max(at + step, 0.0), held.length)) for step in STEPS],
        **await viewed(request, _grade(shown)),
        pairs=_pairs(case, [one for one in shown if one.frame is not None]),
    )


async def line(request: Request) -> Response:
    """How loud one recording is along the common clock, as a picture."""
    case = case_of(request)
    state = await run_in_threadpool(case.state)
    held = _moment(request, state)
    name = request.path_params["shot"]
    camera = next((c for c in held.cameras if c.shot.id == name), None)
    if camera is None:
        raise InputMissing(word("error.not_there"), advice=word("advice.start"))
    makers = pictures_of(request, SeeingGrade.COVERED)
    values = await makers.made(seen_pictures.sound_line, case.path, name)
    told = drawn(values, camera.seconds, held.length, _at(request, held), word("cameras.silent"))
    return Response(told, media_type="image/svg+xml")


async def sync(request: Request) -> Response:
    """Record that two frames show one instant: those side by side, or at named times."""
    case = case_of(request)
    form = await request.form()
    await run_in_threadpool(_sync, request, case, form)
    return RedirectResponse(f"/c/{case.id}/cameras", status_code=303)


def _sync(request: Request, case: HeldCase, form: FormData) -> None:
    asked = {name: str(value) for name, value in form.items()}
    left, right = _side_by_side(case, asked) if "a" in asked else _named(case, asked)
    reason = asked.get("reason", "")
    with bench_of(request, case) as bench:
        if asked.get("do") == "withdraw":
            workbench.sync_points.take_back(bench, left, right, reason=reason)
        else:
            workbench.sync_points.sync(bench, left, right, reason=reason)


def _side_by_side(case: HeldCase, asked: dict[str, str]) -> tuple[tuple[str, int], tuple[str, int]]:
    chosen = read(asked)
    left, right = film_of(case, chosen.left.film), film_of(case, chosen.right.film)
    one, other = chosen.shown(left, right)
    return (chosen.left.film, left.require(one)), (chosen.right.film, right.require(other))


def _named(case: HeldCase, asked: dict[str, str]) -> tuple[tuple[str, int], tuple[str, int]]:
    places = []
    for name in ("left", "right"):
        film = asked.get(name, "")
        table, seconds = film_of(case, film), _seconds(asked.get(f"{name}_time", ""))
        places.append((film, table.pts[table.frame_at(seconds)]))
    return places[0], places[1]


async def edit_list(request: Request) -> Response:
    """One moment as an OpenTimelineIO file; that it was handed out is logged first."""
    case = case_of(request)
    number = request.path_params["number"]
    name, data = await run_in_threadpool(_handed_out, request, case, number)
    told = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(data, media_type="application/json", headers=told)


def _handed_out(request: Request, case: HeldCase, number: int) -> tuple[str, bytes]:
    with bench_of(request, case) as bench:
        return workbench.moment_export.hand_out(bench, number)


def _known(request: Request, case: HeldCase, state: State) -> dict[str, Any]:
    return {
        "case": case,
        "root": f"/c/{case.id}",
        "here": "cameras",
        "report": state.report,
        "names": state.names,
        "named": bool(session_of(request).name),
    }


def _moment(request: Request, state: State) -> Moment:
    number = request.path_params["number"]
    found = next((m for m in moments(state.report) if m.number == number), None)
    if found is None:
        raise InputMissing(word("error.moment"), advice=word("cameras.none"))
    return found


def _at(request: Request, held: Moment) -> float:
    return min(max(_seconds(request.query_params.get("at", "0")), 0.0), held.length)


def _seconds(text: str) -> float:
    try:
        seconds = float(text.replace(",", "."))
    except ValueError:
        seconds = math.nan
    if not math.isfinite(seconds):
        raise InputInvalid(word("error.seconds"), advice=word("advice.seconds"))
    return seconds


def _shown(request: Request, case: HeldCase, held: Moment, camera: Camera, at: float) -> Shown:
    film = camera.shot.film
    table, (start, end) = film_of(case, film), camera.seconds
    frame = _frame(table, at - camera.zero) if start <= at <= end else None
    session = session_of(request)
    grade = session.grade
    if grade == SeeingGrade.OPEN and (case.id, film) not in session.opened:
        grade = SeeingGrade.COVERED
    pts = table.pts[frame] if frame is not None else 0
    root, name = f"/c/{case.id}", timed(at)
    return Shown(
        camera=camera,
        frame=frame,
        pts=pts,
        seconds=table.seconds(frame) if frame is not None else 0.0,
        grade=grade,
        still=f"{root}/still/{film}/{pts}?grade={grade.value}",
        line=f"{root}/cameras/{held.number}/{camera.shot.id}.svg?at={name}",
    )


def _grade(shown: list[Shown]) -> SeeingGrade:
    """Open where anything is."""
    grades = {one.grade for one in shown if one.frame is not None}
    return SeeingGrade.OPEN if SeeingGrade.OPEN in grades else SeeingGrade.COVERED


def _frame(table: FrameTable, seconds: float) -> int:
    last = table.seconds(len(table.pts) - 1)
    return table.frame_at(min(max(seconds, 0.0), last))


def _pairs(case: HeldCase, shown: list[Shown]) -> list[tuple[Shown, Shown, str]]:
    """The first of the recordings beside each other one, at the instant that is shown."""
    made = []
    for other in shown[1:]:
        sides = [_stretch(case, one) for one in (shown[0], other)]
        chosen = Comparison(left=sides[0], right=sides[1], at=shown[0].frame or 0)
        tables = [film_of(case, side.film) for side in sides]
        moved = (other.frame or 0) - chosen.shown(tables[0], tables[1])[1]
        made.append((shown[0], other, chosen.nudged(1, moved).query()))
    return made


def _stretch(case: HeldCase, one: Shown) -> Stretch:
    table = film_of(case, one.camera.shot.film)
    start, end = one.camera.shot.span.seconds
    first = _frame(table, start)
    return Stretch(
        film=one.camera.shot.film, first=first, last=max(first, _frame(table, end - 1e-3))
    )


ROUTES = [
    Route("/c/{case}/cameras", cameras),
    Route("/c/{case}/cameras/{number:int}", moment),
    Route("/c/{case}/cameras/{number:int}/{shot}.svg", line),
    Route("/c/{case}/cameras/{number:int}/otio", edit_list, methods=["POST"]),
    Route("/c/{case}/sync", sync, methods=["POST"]),
]
