"""The pages by which somebody comes in, and those of their own account."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from secondtake.errors import InputInvalid
from secondtake.model.desk_enums import DeskAction
from secondtake.serve import passwords
from secondtake.serve.accounts import Person
from secondtake.serve.database import log
from secondtake.serve.desk import Desk, desk_of, signed_in_at
from secondtake.serve.pages import page
from secondtake.serve.serve_words import word
from secondtake.serve.sessions import SIGNED_IN_SECONDS

__all__ = ["ROUTES", "holder", "let_in", "with_cookie"]


def sign_in_page(request: Request) -> Response:
    """Where one signs in."""
    return _sign_in(request, request.query_params.get("to", ""))


def _sign_in(request: Request, to: str, *, code: int = 200, why: str = "") -> Response:
    return page(request, "login_page.html", code=code, to=to, why=why, **_ways(request))


def _ways(request: Request) -> dict[str, Any]:
    """The ways to sign in that this desk has besides passwords."""
    state = request.app.state
    return {
        "provider": state.provider.label if state.provider else "",
        "has_passkeys": state.passkeys is not None,
    }


async def sign_in(request: Request) -> Response:
    """Name and password; whether the name or the password was wrong is not told."""
    form, desk = await request.form(), desk_of(request)
    name, password = str(form.get("name", "")), str(form.get("password", ""))
    to = str(form.get("to", ""))
    address = request.scope["state"]["address"]
    try:
        number = await run_in_threadpool(
            passwords.signed_in, desk.database, name, password, address
        )
    except passwords.TooManyTries as error:
        return _sign_in(request, to, code=429, why=f"{error} {error.advice}")
    if number is None:
        return _sign_in(request, to, code=403, why=word("login.wrong"))
    who = await run_in_threadpool(desk.accounts.of, number)
    return await run_in_threadpool(let_in, request, who, to)


def let_in(request: Request, who: Person, to: str = "") -> Response:
    """Begin a session, and go where somebody was going."""
    desk = desk_of(request)
    with desk.database.asked() as connection:
        cookie = desk.sessions.begin(connection, who, request.scope["state"]["address"])
    return _gone_on(desk, cookie, to)


def _gone_on(desk: Desk, cookie: str, to: str) -> Response:
    own = to.startswith("/") and not to.startswith(("//", "/\\")) and to.isprintable()
    return with_cookie(desk, cookie, RedirectResponse(to if own else "/", status_code=303))


def with_cookie(desk: Desk, cookie: str, answer: Response) -> Response:
    """An answer that brings a session's cookie; no script and no other site gets at that."""
    answer.set_cookie(
        desk.site.cookie,
        cookie,
        max_age=SIGNED_IN_SECONDS,
        path="/",
        secure=desk.site.secure,
        httponly=True,
        samesite="strict",
    )
    return answer


def join_page(request: Request) -> Response:
    """Who comes by a one-time link chooses how to sign in from now on."""
    who = holder(request, request.path_params["key"])
    return page(
        request,
        "join_page.html",
        key=request.path_params["key"],
        name=who.name if who else "",
        shortest=passwords.SHORTEST,
        **_ways(request),
    )


def holder(request: Request, key: str) -> Person | None:
    """Whose one-time link it is; None for the first administrator, who has no name yet.

    Raises ``InputInvalid`` for a key that opens nothing.
    """
    desk = desk_of(request)
    number = desk.links.person(key)
    return desk.accounts.of(number) if number is not None else None


async def join(request: Request) -> Response:
    """Take the password that was chosen, and let its owner in; the link opens nothing more."""
    form = await request.form()
    return await run_in_threadpool(
        _joined, request, str(form.get("name", "")), str(form.get("password", ""))
    )


def _joined(request: Request, name: str, password: str) -> Response:
    desk, key = desk_of(request), request.path_params["key"]
    who = holder(request, key)
    with desk.database.asked() as connection:
        desk.links.use(connection, key)
        if who is None:
            who = desk.accounts.add(connection, name, administrator=True)
        desk.accounts.set_password(connection, who, password)
        log(connection, who.name, DeskAction.JOINED, who.name)
        desk.sessions.end_all(connection, who)
        cookie = desk.sessions.begin(connection, who, request.scope["state"]["address"])
    return _gone_on(desk, cookie, "")


def account(request: Request) -> Response:
    """One's own account: how one signs in, and where one is signed in."""
    desk, session = desk_of(request), signed_in_at(request)
    return page(
        request,
        "account_page.html",
        here="account",
        who=desk.accounts.of(session.who.id),
        sessions=desk.sessions.listed(session.who),
        own=session.key,
        keys=request.app.state.passkeys.of(session.who) if request.app.state.passkeys else (),
        shortest=passwords.SHORTEST,
        **_ways(request),
    )


async def change_password(request: Request) -> Response:
    """A new password, for whoever knows the old one; every other session ends."""
    form, desk, session = await request.form(), desk_of(request), signed_in_at(request)
    old, new = str(form.get("old", "")), str(form.get("password", ""))
    address = request.scope["state"]["address"]
    who = await run_in_threadpool(desk.accounts.of, session.who.id)
    if "way.password" in who.ways and who.id != await run_in_threadpool(
        passwords.signed_in, desk.database, who.name, old, address
    ):
        raise InputInvalid(word("error.old_password"), advice=word("advice.old_password"))
    await run_in_threadpool(_changed, request, who, new)
    return RedirectResponse("/account", status_code=303)


def _changed(request: Request, who: Person, password: str) -> None:
    desk = desk_of(request)
    with desk.database.asked() as connection:
        desk.accounts.set_password(connection, who, password)
        desk.sessions.end_all(connection, who, but=signed_in_at(request).key)


async def end_session(request: Request) -> Response:
    """End one of one's sessions, or all others."""
    form, desk, session = await request.form(), desk_of(request), signed_in_at(request)
    keys = [str(key) for key in form.getlist("key")]
    await run_in_threadpool(desk.sessions.end, session.who, keys)
    return RedirectResponse("/account", status_code=303)


def sign_out(request: Request) -> Response:
    """End this session."""
    desk, session = desk_of(request), signed_in_at(request)
    desk.sessions.end(session.who, [session.key])
    answer = RedirectResponse("/login", status_code=303)
    site = desk.site
    answer.delete_cookie(
        site.cookie, path="/", secure=site.secure, httponly=True, samesite="strict"
    )
    return answer


ROUTES = [
    Route("/login", sign_in_page),
    Route("/login", sign_in, methods=["POST"]),
    Route("/join/{key}", join_page),
    Route("/join/{key}", join, methods=["POST"]),
    Route("/account", account),
    Route("/account/password", change_password, methods=["POST"]),
    Route("/account/end", end_session, methods=["POST"]),
    Route("/logout", sign_out, methods=["POST"]),
]
