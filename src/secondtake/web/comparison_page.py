"""The page that shows two stretches side by side, and the pictures it is made of."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from secondtake.errors import InputInvalid
from secondtake.model.enums import OverlayMode, SeeingGrade
from secondtake.model.findings import Finding, Relation
from secondtake.model.frame_table import FrameTable
from secondtake.model.membership import member
from secondtake.web.case_of import bench_of, case_of, film_of, grade_of, pictures_of, reader_of
from secondtake.web.cases import HeldCase, State
from secondtake.web.comparison import Audible, Comparison, Way, aligned, read
from secondtake.web.frame_notes import boxes_at, notes_of
from secondtake.web.messages import WORDS, word
from secondtake.web.templating import page, session_of
from secondtake.web.viewing_pages import viewed
from secondtake.workbench import seen_pictures
from secondtake.workbench.seen_pictures import Laid, Place

__all__ = ["ROUTES", "SIDE", "pair_of", "sides_of"]

SCRIPT_WORDS = (
    "ab.frame",
    "ab.at",
    "ab.play",
    "ab.pause",
    "ab.making",
    "ab.covering",
    "ab.not_covered",
    "ab.no_copy",
    "ab.exact",
    "ab.not_exact",
    "ab.stills_only",
    "ab.left_out",
    "ab.over_map",
    "ab.over_no_map",
    "ab.playing",
    "ab.offset",
    "ab.side",
)
"""Words that the page's script puts in."""
SIDE = 960
"""Long side in pixels of a still to compare: as a copy for playing has it at most."""


async def compare(request: Request) -> Response:
    """Two stretches; a finding or a pair of shots leads to the address of its alignment."""
    case = case_of(request)
    reader_of(request, case)
    state, asked = await run_in_threadpool(case.state), dict(request.query_params)
    if "a" not in asked:
        relation, finding = _asked_pair(state, asked)
        if relation is None:
            return page(request, "pairs_page.html", **_known(case, state), rows=_rows(state))
        chosen = await run_in_threadpool(pair_of, case, relation, finding)
        return RedirectResponse(f"/c/{case.id}/ab?{chosen.query()}", status_code=303)
    return await _shown(request, case, state, read(asked))


def pair_of(case: HeldCase, relation: Relation, finding: str = "") -> Comparison:
    """Where to begin with a pair of shots; raises ``InputInvalid`` for shots that are gone."""
    shots = {s.id: s for s in case.state().report.shots}
    if not {relation.left, relation.right} <= set(shots):
        raise InputInvalid(word("error.pair"), advice=word("ab.intro"))
    films = {shots[relation.left].film, shots[relation.right].film}
    return aligned(relation, shots, {film: film_of(case, film) for film in films}, finding)


def _known(case: HeldCase, state: State) -> dict[str, Any]:
    root = f"/c/{case.id}"
    return {"case": case, "root": root, "here": "ab", "report": state.report, "names": state.names}


def _asked_pair(state: State, asked: dict[str, str]) -> tuple[Relation | None, str]:
    """The pair that an address means by a finding or by two shots; None where it means none."""
    relations = {(r.left, r.right): r for r in state.report.relations}
    if "finding" in asked:
        found = next((f for f in state.report.findings if f.id == asked["finding"]), None)
        if found is None or not found.relations:
            raise InputInvalid(word("error.finding"), advice=word("ab.intro"))
        return relations[found.relations[0]], found.id
    if "left" in asked:
        pair = relations.get((asked["left"], asked.get("right", "")))
        if pair is None:
            raise InputInvalid(word("error.pair"), advice=word("ab.intro"))
        return pair, ""
    return None, ""


def _rows(state: State) -> list[Finding]:
    return [f for f in state.report.findings if f.relations]


async def _shown(request: Request, case: HeldCase, state: State, chosen: Comparison) -> Response:
    left = await run_in_threadpool(film_of, case, chosen.left.film)
    right = await run_in_threadpool(film_of, case, chosen.right.film)
    sides, grade = sides_of(request, case, state, chosen, (left, right))
    second = max(1, left.frame_at(min(1.0, left.seconds(len(left.pts) - 1))))
    finding = next((f for f in state.report.findings if f.id == chosen.finding), None)
    laid = None
    if chosen.way in (Way.BLEND, Way.DIFFERENCE):
        places = [Place(film=side["stretch"].film, pts=side["pts"]) for side in sides]
        mode = OverlayMode(chosen.way.value)
        laid = await _laid(request, case, places, mode, grade, chosen.mirrored)
    return page(
        request,
        "comparison_page.html",
        **_known(case, state),
        chosen=chosen,
        sides=sides,
        second=second,
        grade=grade,
        grades=list(SeeingGrade),
        ways=list(Way),
        audibles=list(Audible),
        notes=notes_of(state, chosen.left.film, chosen.right.film),
        boxes=[boxes_at(state, side["stretch"].film, side["pts"]) for side in sides],
        named=bool(session_of(request).name),
        finding=finding,
        laid=laid,
        is_open=_is_open(request, case, chosen),
        viewer=_viewer(case, chosen, grade),
        **await viewed(request, grade),
    )


def sides_of(
    request: Request,
    case: HeldCase,
    state: State,
    chosen: Comparison,
    tables: tuple[FrameTable, FrameTable],
) -> tuple[list[dict[str, Any]], SeeingGrade]:
    """What a page shows of both sides, and the grade in which its browser sees them.

    Raises ``InputInvalid`` for frames that the films do not have.
    """
    left, right = tables
    for stretch, table in ((chosen.left, left), (chosen.right, right)):
        table.require(stretch.last)
    frames = chosen.shown(left, right)
    grade = session_of(request).grade
    if grade == SeeingGrade.OPEN and not _is_open(request, case, chosen):
        grade = SeeingGrade.COVERED
    reels = {r.film: r for r in state.report.reels}
    sides: list[dict[str, Any]] = [
        {
            "letter": letter,
            "stretch": stretch,
            "frame": frame,
            "pts": table.pts[frame],
            "seconds": table.seconds(frame),
            "frames": len(table.pts),
            "within": stretch.first <= frame <= stretch.last,
            "still": f"/c/{case.id}/still/{stretch.film}/{table.pts[frame]}?grade={grade.value}",
            "offset": offset,
            "size": (reels[stretch.film].width, reels[stretch.film].height),
        }
        for letter, stretch, frame, table, offset in zip(
            "AB",
            (chosen.left, chosen.right),
            frames,
            (left, right),
            chosen.offsets,
            strict=True,
        )
    ]
    return sides, grade


def _viewer(case: HeldCase, chosen: Comparison, grade: SeeingGrade) -> dict[str, Any]:
    """What the page's script is given: the state, and its words."""
    return {
        "root": f"/c/{case.id}",
        "grade": grade.value,
        "state": chosen.asked(),
        "words": {name: WORDS[name] for name in SCRIPT_WORDS},
    }


def _is_open(request: Request, case: HeldCase, chosen: Comparison) -> bool:
    films = {(case.id, chosen.left.film), (case.id, chosen.right.film)}
    return films <= session_of(request).opened


async def still(request: Request) -> Response:
    """The exact frame that begins at a tick, as much covered as its browser sees it."""
    case = case_of(request)
    film, pts = request.path_params["film"], request.path_params["pts"]
    table = await run_in_threadpool(film_of, case, film)
    frame = table.frame_of(pts)
    grade = grade_of(request, case, film, request.query_params.get("grade", "covered"))
    pictures = pictures_of(request, grade)
    if grade == SeeingGrade.COVERED:  # to cover one takes longer than all that is spared
        place = Place(film=film, pts=pts)
        made = await pictures.made(seen_pictures.still, case.path, place, grade, SIDE)
    else:
        asked = (case.path, film, grade, SIDE)
        made = await request.app.state.steps.still(pictures, asked, table, frame)
    return Response(made, media_type="image/jpeg", headers={"X-Pts": str(pts)})


async def shot(request: Request) -> Response:
    """A veiled picture of a shot."""
    case = case_of(request)
    made = await pictures_of(request, SeeingGrade.VEILED).made(
        seen_pictures.shot_still, case.path, request.path_params["shot"]
    )
    return Response(made, media_type="image/jpeg")


async def play(request: Request) -> Response:
    """A copy for playing of a stretch; its time 0 is the beginning of its first frame."""
    case, asked = case_of(request), request.path_params
    table = await run_in_threadpool(film_of, case, asked["film"])
    table.require(asked["last"])
    grade = grade_of(request, case, asked["film"], request.query_params.get("grade", ""))
    frames, sound = (asked["first"], asked["last"]), request.query_params.get("sound") == "1"
    path = await request.app.state.copies.made(
        seen_pictures.playing_copy, case.path, asked["film"], frames, grade, sound
    )
    return FileResponse(path, media_type="video/mp4")


async def over(request: Request) -> Response:
    """Two frames laid over each other; ``X-Mapped`` says whether by a map between the pictures."""
    case, asked = case_of(request), request.query_params
    places = [_place(asked.get(name, "")) for name in ("a", "b")]
    for place in places:
        (await run_in_threadpool(film_of, case, place.film)).frame_of(place.pts)
        grade = grade_of(request, case, place.film, asked.get("grade", ""))
    mode = member(OverlayMode, asked.get("mode", ""), "mode")
    laid = await _laid(request, case, places, mode, grade, asked.get("mirror") == "1")
    mapped = "yes" if laid.mapped else "no"
    return Response(laid.picture, media_type="image/jpeg", headers={"X-Mapped": mapped})


async def _laid(request: Request, case: HeldCase, places: list[Place], *how: Any) -> Laid:
    """Two frames laid over each other: the mode, the grade, and whether one is mirrored."""
    # Laid by the pictures as filmed, which takes as long as covering them.
    workers = pictures_of(request, SeeingGrade.COVERED)
    return await workers.made(seen_pictures.over, case.path, tuple(places), *how)


def _place(text: str) -> Place:
    film, _, pts = text.rpartition(":")
    if not pts.isdecimal():
        raise InputInvalid(word("error.pair"), advice=word("ab.intro"))
    return Place(film=film, pts=int(pts))


def frames(request: Request) -> Response:
    """The frame table of a film."""
    table = film_of(case_of(request), request.path_params["film"])
    tick = [table.tick.numerator, table.tick.denominator]
    return JSONResponse({"tick": tick, "pts": table.pts, "keys": table.keys, "end": table.end})


async def see(request: Request) -> Response:
    """How much covered the browser is shown films; open needs a reason, which is logged first."""
    case, session = case_of(request), session_of(request)
    form = await request.form()
    chosen = read({name: str(value) for name, value in form.items()})
    grade = member(SeeingGrade, str(form.get("grade", "")), "grade")
    back = f"/c/{case.id}/ab?{chosen.query()}"
    films = tuple(dict.fromkeys((chosen.left.film, chosen.right.film)))
    unlogged = [film for film in films if (case.id, film) not in session.opened]
    if grade == SeeingGrade.OPEN and unlogged:
        reason = str(form.get("reason", ""))
        for film in unlogged:
            await run_in_threadpool(film_of, case, film)
        await run_in_threadpool(_log_opened, request, case, tuple(unlogged), reason)
        session.opened |= {(case.id, film) for film in unlogged}
    session.grade = grade
    return RedirectResponse(back, status_code=303)


def _log_opened(request: Request, case: HeldCase, films: tuple[str, ...], reason: str) -> None:
    with bench_of(request, case) as bench:
        seen_pictures.log_opened(bench, films, reason)


ROUTES = [
    Route("/c/{case}/ab", compare),
    Route("/c/{case}/frames/{film}", frames),
    Route("/c/{case}/still/{film}/{pts:int}", still),
    Route("/c/{case}/shot/{shot}", shot),
    Route("/c/{case}/over", over),
    Route("/c/{case}/play/{film}/{first:int}-{last:int}.mp4", play),
    Route("/c/{case}/see", see, methods=["POST"]),
]
