"""Notes at frames: the list of them, the page on which one is written, and what changes one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from secondtake import workbench
from secondtake.errors import InputInvalid
from secondtake.model.by_hand import FilmFrame, Note
from secondtake.model.enums import SeeingGrade
from secondtake.model.findings import Box
from secondtake.web.case_of import bench_of, case_of, film_of, pictures_of, reader_of
from secondtake.web.cases import HeldCase, State
from secondtake.web.comparison import Comparison, Stretch, read
from secondtake.web.comparison_page import sides_of
from secondtake.web.messages import word
from secondtake.web.templating import page, session_of
from secondtake.web.viewing_pages import viewed
from secondtake.workbench import seen_pictures
from secondtake.workbench.seen_pictures import Place

__all__ = ["ROUTES"]

LETTERS = "ab"
PARTS = ("x", "y", "w", "h")
"""Of a box, in fields named after it: from the left, from the top, width, height, in percent."""
AROUND_S = 2.0
"""Seconds before and after a note's frame that its pair of stretches shows."""


async def notes(request: Request) -> Response:
    """Every note that stands, each with a link to its frames side by side."""
    case = case_of(request)
    reader_of(request, case)
    state = await run_in_threadpool(case.state)
    rows = [await run_in_threadpool(_row, case, note) for note in state.report.notes]
    return page(
        request,
        "notes_page.html",
        **_known(case, state),
        rows=rows,
        named=bool(session_of(request).name),
    )


async def writing(request: Request) -> Response:
    """Both pictures of a pair's frames, a box on one of them, and the partner it proposes."""
    case, asked = case_of(request), request.query_params
    reader_of(request, case)
    state, chosen = await run_in_threadpool(case.state), read(asked)
    left = await run_in_threadpool(film_of, case, chosen.left.film)
    right = await run_in_threadpool(film_of, case, chosen.right.film)
    sides, grade = sides_of(request, case, state, chosen, (left, right))
    on = _side(asked)
    box, partner = _box(asked, "b"), _box(asked, "p")
    looked = box is not None and partner is None
    if looked:
        order = sides if on == 0 else sides[::-1]
        places = tuple(Place(film=s["stretch"].film, pts=s["pts"]) for s in order)
        makers = pictures_of(request, SeeingGrade.COVERED)
        (partner,) = await makers.made(
            seen_pictures.aligned_box, case.path, places, box, chosen.mirrored
        )
    return page(
        request,
        "note_page.html",
        **_known(case, state),
        chosen=chosen,
        sides=sides,
        grade=grade,
        on=on,
        fields={"b": _percent(box), "p": _percent(partner)},
        boxes=(box, partner) if on == 0 else (partner, box),
        proposed=looked and partner is not None,
        sought=looked,
        text=asked.get("text", ""),
        **await viewed(request, grade),
        named=bool(session_of(request).name),
    )


async def write(request: Request) -> Response:
    """File a note; its partner only where a person confirmed it."""
    case = case_of(request)
    form = await request.form()
    chosen = read({name: str(value) for name, value in form.items()})
    tables = [await run_in_threadpool(film_of, case, s.film) for s in (chosen.left, chosen.right)]
    frames = chosen.shown(tables[0], tables[1])
    at = [
        (stretch.film, table.require(frame))
        for stretch, table, frame in zip((chosen.left, chosen.right), tables, frames, strict=True)
    ]
    await run_in_threadpool(_write, request, case, chosen, at, form)
    return RedirectResponse(f"/c/{case.id}/ab?{chosen.query()}", status_code=303)


def _write(
    request: Request, case: HeldCase, chosen: Comparison, at: list[tuple[str, int]], form: FormData
) -> None:
    asked = {name: str(value) for name, value in form.items()}
    on, confirmed = _side(asked), asked.get("confirm") == "yes"
    box = _box(asked, "b")
    with bench_of(request, case) as bench:
        workbench.notes.note(
            bench,
            asked.get("text", ""),
            at[on],
            box=box,
            partner=at[1 - on] if confirmed else None,
            partner_box=_box(asked, "p") if confirmed and box is not None else None,
            finding=chosen.finding,
        )


async def change(request: Request) -> Response:
    """Give a note another wording, or take it back."""
    case = case_of(request)
    form = await request.form()
    await run_in_threadpool(_change, request, case, form)
    return RedirectResponse(f"/c/{case.id}/notes", status_code=303)


def _change(request: Request, case: HeldCase, form: FormData) -> None:
    number = request.path_params["number"]
    with bench_of(request, case) as bench:
        if form.get("do") == "withdraw":
            workbench.notes.take_back(bench, number)
        elif form.get("do") == "reword":
            workbench.notes.reword(bench, number, str(form.get("text", "")))
        else:
            raise HTTPException(404)


def _row(case: HeldCase, note: Note) -> dict[str, Any]:
    return {
        "note": note,
        "frame": film_of(case, note.frame.film).frame_of(note.frame.pts) + 1,
        "ab": _pair(case, note),
    }


def _pair(case: HeldCase, note: Note) -> str:
    """The address at which a note's frames stand side by side; without a partner, its film does
    so beside itself."""
    stretches, frames = [], []
    for frame in (note.frame, note.partner or note.frame):
        first, at, last = _around(case, frame)
        stretches.append(Stretch(film=frame.film, first=first, last=last))
        frames.append(at)
    chosen = Comparison(left=stretches[0], right=stretches[1], at=frames[0], finding=note.finding)
    tables = [film_of(case, s.film) for s in stretches]
    shown = chosen.shown(tables[0], tables[1])
    return chosen.nudged(1, frames[1] - shown[1]).query()


def _around(case: HeldCase, frame: FilmFrame) -> tuple[int, int, int]:
    table = film_of(case, frame.film)
    at = table.frame_of(frame.pts)
    last = table.seconds(len(table.pts) - 1)
    first = table.frame_at(max(0.0, frame.seconds - AROUND_S))
    return first, at, table.frame_at(min(frame.seconds + AROUND_S, last))


def _known(case: HeldCase, state: State) -> dict[str, Any]:
    root = f"/c/{case.id}"
    return {
        "case": case,
        "root": root,
        "here": "notes",
        "report": state.report,
        "names": state.names,
    }


def _side(asked: Mapping[str, str]) -> int:
    """Which side a note is at: 0 for A, 1 for B."""
    on = asked.get("on", "a")
    if on not in ("a", "b"):
        raise HTTPException(404)
    return LETTERS.index(on)


def _box(asked: Mapping[str, str], name: str) -> Box | None:
    """A box of fields in percent; None where none of them is filled in.

    Raises ``InputInvalid`` where some are missing, or are no numbers.
    """
    told = [asked.get(f"{name}{part}", "").strip() for part in PARTS]
    if not any(told):
        return None
    try:
        x, y, width, height = (float(text) / 100 for text in told)
    except ValueError as error:
        raise InputInvalid(word("error.box"), advice=word("notes.box_help")) from error
    if not (0 <= x < 1 and 0 <= y < 1 and width > 0 and height > 0):
        raise InputInvalid(word("error.box"), advice=word("notes.box_help"))
    return x, y, min(width, 1 - x), min(height, 1 - y)


def _percent(box: Box | None) -> dict[str, str]:
    return {
        part: "" if box is None else f"{100 * side:.1f}"
        for part, side in zip(PARTS, box or (0.0,) * 4, strict=True)
    }


ROUTES = [
    Route("/c/{case}/notes", notes),
    Route("/c/{case}/notes/{number:int}", change, methods=["POST"]),
    Route("/c/{case}/note", writing),
    Route("/c/{case}/note", write, methods=["POST"]),
]
