"""What the script about passkeys asks for, and the answers of browsers it sends."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from sqlalchemy import Connection
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from secondtake.errors import InputInvalid
from secondtake.model.desk_enums import DeskAction
from secondtake.serve.account_pages import holder, with_cookie
from secondtake.serve.accounts import Person
from secondtake.serve.database import log
from secondtake.serve.desk import desk_of, signed_in_at
from secondtake.serve.passkeys import Passkeys
from secondtake.serve.serve_words import word

__all__ = ["ROUTES"]

JSON = "application/json"


def _passkeys(request: Request) -> Passkeys:
    held: Passkeys = request.app.state.passkeys
    return held


@cache
def _code() -> bytes:
    return (resources.files("secondtake.serve") / "static" / "passkeys.js").read_bytes()


def script(request: Request) -> Response:
    """The script."""
    return Response(_code(), media_type="text/javascript; charset=utf-8")


def ask(request: Request) -> Response:
    """What is needed to sign in."""
    return Response(_passkeys(request).request(), media_type=JSON)


async def sign_in(request: Request) -> Response:
    """Let in whom the passkey names."""
    answer = await _answer(request)
    return await run_in_threadpool(_signed_in, request, answer)


def _signed_in(request: Request, answer: dict[str, Any]) -> Response:
    desk = desk_of(request)
    who = _passkeys(request).signed_in(answer)
    with desk.database.asked() as connection:
        return _let_in(request, connection, who)


def ask_joining(request: Request) -> Response:
    """What is needed to make a passkey, for whoever came by a one-time link."""
    return Response(_passkeys(request).creation(_joining(request)), media_type=JSON)


async def join(request: Request) -> Response:
    """Take in the passkey, and let its owner in; the link opens nothing more."""
    answer = await _answer(request)
    return await run_in_threadpool(_joined, request, answer)


def _joined(request: Request, answer: dict[str, Any]) -> Response:
    desk, who = desk_of(request), _joining(request)
    with desk.database.asked() as connection:
        desk.links.use(connection, request.path_params["key"])
        _passkeys(request).add(connection, who, answer)
        log(connection, who.name, DeskAction.JOINED, who.name)
        desk.sessions.end_all(connection, who)
        return _let_in(request, connection, who)


def _joining(request: Request) -> Person:
    who = holder(request, request.path_params["key"])
    if who is None:  # the first administrator has no name yet
        raise InputInvalid(word("error.passkey"), advice=word("join.first"))
    return who


def ask_more(request: Request) -> Response:
    """What is needed to make a passkey, for whoever is signed in."""
    return Response(_passkeys(request).creation(signed_in_at(request).who), media_type=JSON)


async def add(request: Request) -> Response:
    """Take in a passkey of whoever is signed in."""
    answer = await _answer(request)
    await run_in_threadpool(_added, request, answer)
    return JSONResponse({})


def _added(request: Request, answer: dict[str, Any]) -> None:
    with desk_of(request).database.asked() as connection:
        _passkeys(request).add(connection, signed_in_at(request).who, answer)


async def remove(request: Request) -> Response:
    """Take one of one's own passkeys away."""
    form, desk = await request.form(), desk_of(request)
    who = await run_in_threadpool(desk.accounts.of, signed_in_at(request).who.id)
    await run_in_threadpool(_passkeys(request).remove, who, str(form.get("key", "")))
    return RedirectResponse("/account", status_code=303)


def _let_in(request: Request, connection: Connection, who: Person) -> Response:
    desk = desk_of(request)
    cookie = desk.sessions.begin(connection, who, request.scope["state"]["address"])
    return with_cookie(desk, cookie, JSONResponse({}))


async def _answer(request: Request) -> dict[str, Any]:
    try:
        told = json.loads(await request.body())
    except ValueError as error:
        raise InputInvalid(word("error.passkey"), advice=word("advice.passkey")) from error
    if not isinstance(told, dict):
        raise InputInvalid(word("error.passkey"), advice=word("advice.passkey"))
    return told


ROUTES = [
    Route("/passkey/passkeys.js", script),
    Route("/passkey/ask", ask, methods=["POST"]),
    Route("/passkey/login", sign_in, methods=["POST"]),
    Route("/passkey/join/{key}", ask_joining, methods=["POST"]),
    Route("/passkey/joined/{key}", join, methods=["POST"]),
    Route("/account/passkey/ask", ask_more, methods=["POST"]),
    Route("/account/passkey/add", add, methods=["POST"]),
    Route("/account/passkey", remove, methods=["POST"]),
]
