"""The pages that start work on a case and follow it, and that take in pages and films."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from secondtake import workbench
from secondtake.errors import InputInvalid
from secondtake.model.enums import ExhibitRole
from secondtake.model.membership import member
from secondtake.web import incoming
from secondtake.web.case_of import case_of, cases_of
from secondtake.web.jobs import VERBS, Job, Jobs
from secondtake.web.messages import word
from secondtake.web.templating import page, session_of

__all__ = ["ROUTES"]

FOLDER_NAME = re.compile(r"[^\W_][\w .-]{0,99}")
"""A new case's folder: letters, digits, spaces, full stops and dashes, beginning with a letter or
digit."""


def jobs_of(request: Request) -> Jobs:
    """The jobs of this run."""
    held: Jobs = request.app.state.jobs
    return held


async def do(request: Request) -> Response:
    """Start a verb."""
    case, verb = case_of(request), request.path_params["verb"]
    if verb not in VERBS:
        raise HTTPException(404)
    job = await jobs_of(request).start(case, verb, by=session_of(request).name)
    return RedirectResponse(f"/c/{case.id}/job/{job.id}", status_code=303)


def follow(request: Request) -> Response:
    """What a job said until now; a script adds what follows."""
    case, job = case_of(request), _job(request)
    root = f"/c/{case.id}"
    return page(request, "job_page.html", case=case, root=root, here="case", job=job)


async def stop(request: Request) -> Response:
    """Stop a job."""
    job = _job(request)
    jobs_of(request).stop(job)
    return RedirectResponse(f"/c/{job.case}/job/{job.id}", status_code=303)


async def events(request: Request) -> Response:
    """A job's lines as server-sent events; ``Last-Event-ID`` says up to which they were had."""
    job = _job(request)
    last = request.headers.get("last-event-id", request.query_params.get("from", ""))
    first = int(last) + 1 if last.isdecimal() else 0

    async def told() -> AsyncIterator[str]:
        async for number, line in job.told_from(first):
            yield f"id: {number}\ndata: {json.dumps(line)}\n\n"
        yield f"event: ended\ndata: {job.code}\n\n"

    return StreamingResponse(told(), media_type="text/event-stream")


async def take(request: Request) -> Response:
    """Take in the files of a form, at once."""
    case = case_of(request)
    async with request.form(max_files=200) as form:
        taken_as = _taken_as(str(form.get("role", "")))
        files = [f for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
        if not files:
            raise InputInvalid(word("error.no_files"), advice=word("take.intro"))
        kept: list[Path] = []
        for file in files:
            kept.append(await run_in_threadpool(incoming.whole, file.filename or "", file.file))
    folders = [path.parent for path in kept]
    job = await jobs_of(request).start(
        case,
        "keep",
        *(*map(str, kept), *taken_as),
        by=session_of(request).name,
        left=folders,
    )
    return RedirectResponse(f"/c/{case.id}/job/{job.id}", status_code=303)


def taken(request: Request) -> Response:
    """How much of a file has come."""
    return JSONResponse({"have": incoming.have(request.path_params["upload"])})


async def part(request: Request) -> Response:
    """Take in the next part of a file; with the last one, the file goes into the case."""
    case, asked = case_of(request), request.query_params
    taken_as = _taken_as(asked.get("role", ""))
    size, offset = (_number(asked.get(name, "")) for name in ("size", "offset"))
    body = await request.body()
    upload = request.path_params["upload"]
    have = await run_in_threadpool(incoming.add, upload, body, offset, size)
    if have < size:
        return JSONResponse({"have": have})
    path = await run_in_threadpool(incoming.named, upload, asked.get("name", ""))
    job = await jobs_of(request).start(
        case,
        "keep",
        *(str(path), *taken_as),
        by=session_of(request).name,
        left=[path.parent],
    )
    return JSONResponse({"have": have, "job": f"/c/{case.id}/job/{job.id}"})


async def make(request: Request) -> Response:
    """Make a new case in the folder of cases."""
    cases = cases_of(request)
    form = await request.form()
    name = str(form.get("name", "")).strip()
    if cases.single or not FOLDER_NAME.fullmatch(name) or (cases.place / name).exists():
        raise InputInvalid(word("error.case_name"), advice=word("advice.case_name"))
    held = await run_in_threadpool(_made, request, cases.place / name)
    return RedirectResponse(f"/c/{held}", status_code=303)


def _made(request: Request, path: Path) -> str:
    by = session_of(request).name or "not given"
    with workbench.open_bench(path, by=by) as bench:
        return bench.case.id


def _job(request: Request) -> Job:
    job = jobs_of(request).held.get(request.path_params["job"])
    if job is None or job.case != case_of(request).id:
        raise HTTPException(404)
    return job


def _taken_as(role: str) -> tuple[str, ...]:
    """The options of ``keep`` for what a form calls a role; ``also`` is one more page."""
    if role == "also":
        return ("--as", ExhibitRole.PAGE.value, "--same-story")
    return ("--as", member(ExhibitRole, role, "role").value)


def _number(text: str) -> int:
    if not text.isdecimal():
        raise InputInvalid(word("error.part"), advice=word("take.intro"))
    return int(text)


ROUTES = [
    Route("/cases", make, methods=["POST"]),
    Route("/c/{case}/do/{verb}", do, methods=["POST"]),
    Route("/c/{case}/job/{job}", follow),
    Route("/c/{case}/job/{job}", stop, methods=["POST"]),
    Route("/c/{case}/events/{job}", events),
    Route("/c/{case}/take", take, methods=["POST"]),
    Route("/c/{case}/take/{upload}", taken),
    Route("/c/{case}/take/{upload}", part, methods=["POST"]),
]
