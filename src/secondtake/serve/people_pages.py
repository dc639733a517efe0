"""The pages of administrators: who has an account, and who may do what in a case."""

from __future__ import annotations

from sqlalchemy import select
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from secondtake.errors import InputInvalid
from secondtake.model.desk_enums import DeskRole
from secondtake.model.membership import member
from secondtake.serve.accounts import Person
from secondtake.serve.desk import desk_of, signed_in_at
from secondtake.serve.pages import page
from secondtake.serve.schema import desk_log
from secondtake.serve.serve_words import word
from secondtake.web.case_of import case_of, cases_of

__all__ = ["ROUTES"]

SHOWN = 200
"""Lines of the desk's log on the page, newest first; the database has all."""


def people(request: Request) -> Response:
    """Everybody, and the desk's log."""
    return _people(request)


def _people(request: Request, *, link: str = "", to: str = "") -> Response:
    desk = desk_of(request)
    with desk.database.asked() as connection:
        newest = select(desk_log).order_by(desk_log.c.id.desc()).limit(SHOWN)
        lines = connection.execute(newest).all()
    return page(
        request,
        "accounts_page.html",
        here="accounts",
        people=desk.accounts.listed(),
        own=signed_in_at(request).who.id,
        lines=lines,
        link=link,
        to=to,
    )


async def invite(request: Request) -> Response:
    """Make an account and the one-time link by which its owner opens it."""
    form = await request.form()
    return await run_in_threadpool(
        _invited, request, str(form.get("name", "")), form.get("administrator") == "yes"
    )


def _invited(request: Request, name: str, administrator: bool) -> Response:
    desk, by = desk_of(request), signed_in_at(request).who.name
    with desk.database.asked() as connection:
        who = desk.accounts.add(connection, name, administrator=administrator)
    return _people(request, link=desk.link_for(who, by=by), to=who.name)


def link(request: Request) -> Response:
    """A new one-time link for somebody who cannot sign in any more."""
    desk, who = desk_of(request), _person(request)
    if who.disabled:
        raise InputInvalid(word("error.disabled"), advice=word("advice.disabled"))
    made = desk.link_for(who, by=signed_in_at(request).who.name)
    return _people(request, link=made, to=who.name)


async def change(request: Request) -> Response:
    """Keep somebody out or let them in again; make them an administrator or not."""
    form = await request.form()
    desk, by = desk_of(request), signed_in_at(request).who.name
    who = await run_in_threadpool(_person, request)
    done = (
        desk.accounts.set_administrator if "administrator" in form else desk.accounts.set_disabled
    )
    value = str(form.get("administrator", form.get("disabled", ""))) == "yes"
    await run_in_threadpool(done, who, value, by)
    return RedirectResponse("/people", status_code=303)


def access(request: Request) -> Response:
    """Who has which role in a case."""
    desk, case = desk_of(request), case_of(request)
    return page(
        request,
        "access_page.html",
        case=case,
        root=f"/c/{case.id}",
        here="access",
        people=[one for one in desk.accounts.listed() if not one.disabled],
        roles=desk.roles.people(case.id),
        choices=list(DeskRole),
    )


async def give(request: Request) -> Response:
    """Give somebody a role in a case, or take it away."""
    form, desk, case = await request.form(), desk_of(request), case_of(request)
    number = str(form.get("person", ""))
    who = await run_in_threadpool(desk.accounts.of, int(number) if number.isdecimal() else 0)
    asked = str(form.get("role", ""))
    given = member(DeskRole, asked, "role") if asked else None
    by = signed_in_at(request).who.name
    await run_in_threadpool(lambda: desk.roles.give(case.id, who.id, given, by=by))
    return RedirectResponse(f"/c/{case.id}/access", status_code=303)


def start(request: Request) -> Response:
    """The cases in which somebody has a role; administrators see all, and what is unreadable."""
    desk, cases, who = desk_of(request), cases_of(request), signed_in_at(request).who
    given = desk.roles.cases(who)
    listed = [one for one in cases.listed() if who.administrator or one.id in given]
    return page(
        request,
        "desk_page.html",
        here="cases",
        cases=[(one, given.get(one.id)) for one in listed],
        unread=cases.unread if who.administrator else {},
        makes=who.administrator and not cases.single,
    )


def _person(request: Request) -> Person:
    return desk_of(request).accounts.of(request.path_params["person"])


ROUTES = [
    Route("/", start),
    Route("/people", people),
    Route("/people", invite, methods=["POST"]),
    Route("/people/{person:int}", change, methods=["POST"]),
    Route("/people/{person:int}/link", link, methods=["POST"]),
    Route("/c/{case}/access", access),
    Route("/c/{case}/access", give, methods=["POST"]),
]
