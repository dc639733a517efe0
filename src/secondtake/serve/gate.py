"""What every request to a desk passes: our host, a signed-in browser, a right in that very case.

Sources: as of the workbench for one person (``web/gate.py``). What is not named here is refused:
a page that is new is nobody's until this file says whose.
"""

from __future__ import annotations

import hmac
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from secondtake.errors import DeskUnusable
from secondtake.model.desk_enums import DeskRight
from secondtake.serve.desk import Desk
from secondtake.serve.pages import page
from secondtake.serve.roles import needed
from secondtake.serve.serve_words import word
from secondtake.serve.sessions import DeskSession
from secondtake.web.gate import HEADERS, READS, form_token
from secondtake.web.sessions import Session

__all__ = ["DeskGate"]

ANYBODY = ("static", "favicon.ico", "login", "join", "passkey", "provider")
"""Pages by which one comes in, by the first part of their address."""
UNTOKENED = ("login", "join", "passkey")
"""Forms that may have been laid out before this browser was signed in."""
MEMBERS = ("", "account", "logout")
ADMINISTRATORS = ("people", "cases")
LARGEST_FORM = 1 << 16
"""Bytes of what somebody sends who is not signed in: a name and a password, or a passkey."""
ONE_YEAR = "max-age=31536000"


class DeskGate:
    """Lets a request through with its session and rights in ``scope["state"]``, or refuses it."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app = app
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI; there are no web sockets here."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        site = self._desk.site

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if site.secure:
                    headers["Strict-Transport-Security"] = ONE_YEAR
            await send(message)

        if scope["type"] != "http":
            refused: Response | None = _refused(403, "refused.page")
        else:
            refused = await self._refusal(scope)
        answer = self._app if refused is None else refused
        await answer(scope, receive, with_headers)

    async def _refusal(self, scope: Scope) -> Response | None:
        """The answer to what is refused; None lets the request through."""
        headers, site = Headers(scope=scope), self._desk.site
        if headers.getlist("host") != [site.host]:
            return _refused(421, "refused.host")
        address = site.address(scope)
        if address is None:
            return _refused(403, "refused.proxy")
        reads = scope["method"] in READS
        from_us = headers.get("sec-fetch-site")
        if reads and from_us not in (None, "same-origin", "none"):
            if headers.get("sec-fetch-mode") != "navigate" or _is_framed(headers):
                return _refused(403, "refused.page")
            return _asked_again(scope, site.origin)
        by_origin = from_us is None and headers.get("origin") == site.origin
        if not reads and from_us != "same-origin" and not by_origin:
            return _refused(403, "refused.page")
        try:
            return await self._refusal_of_person(scope, headers, address, reads)
        except DeskUnusable as error:
            return PlainTextResponse(f"{error} {error.advice}", status_code=503)

    async def _refusal_of_person(
        self, scope: Scope, headers: Headers, address: str, reads: bool
    ) -> Response | None:
        first, case, part = _parts(scope["path"])
        session = await run_in_threadpool(self._session, headers)
        state = scope.setdefault("state", {})
        state["session"] = session or Session(form_token="")
        state["address"] = address
        if session is None:
            if first not in ANYBODY:
                return _to_sign_in(scope) if reads else _refused(401, "refused.signed_out")
            length = headers.get("content-length", "" if not reads else "0")
            if not length.isdecimal() or int(length) > LARGEST_FORM:
                return _refused(413, "refused.large")
            return None
        token = form_token(scope, headers)
        ours = reads or hmac.compare_digest(token, session.form_token.encode())
        if not ours and first not in UNTOKENED:
            return _refused(403, "refused.form")
        if first in ANYBODY or first in MEMBERS:
            return None
        if first in ADMINISTRATORS:
            return None if session.who.administrator else _not_there(scope)
        if first != "c":
            return _not_there(scope)
        rights = await run_in_threadpool(self._desk.roles.rights, session.who, case)
        if DeskRight.OPEN not in rights:  # it may have been taken away meanwhile
            session.opened = {one for one in session.opened if one[0] != case}
        state["rights"] = rights
        if not rights:
            return _not_there(scope)  # the same answer as for a case that is not there
        if needed(part, writes=not reads) not in rights:
            return _told(scope, 403, "error.right")
        return None

    def _session(self, headers: Headers) -> DeskSession | None:
        cookies = SimpleCookie()
        try:
            cookies.load(headers.get("cookie", ""))
        except CookieError:
            return None  # not to be read, so not ours
        ours = cookies.get(self._desk.site.cookie)
        return self._desk.sessions.of(ours.value) if ours else None


def _parts(path: str) -> tuple[str, str, str]:
    """The first part of an address, its case, and what follows that; empty where they are not.

    The first is empty for the start alone: an empty part elsewhere (``//c``) is no page of ours.
    """
    _, first, case, part = (*path.split("/"), "", "", "")[:4]
    return first if first or path == "/" else "/", case, part


def _is_framed(headers: Headers) -> bool:
    return headers.get("sec-fetch-dest") != "document"


def _asked_again(scope: Scope, origin: str) -> Response:
    """A link of another site led here: the browser asks once more, now from a page of ours.

    Only then does it send the cookie, so that nothing is ever answered to another site itself.
    """
    path = scope.get("raw_path", b"/").decode("latin-1")
    query = scope["query_string"].decode("latin-1")
    to = origin + quote(path, safe="/%:@!$&()*+,;=-._~") + (f"?{query}" if query else "")
    return page(Request(scope), "again_page.html", to=quote(to, safe="/%:@!$&()*+,;=-._~?"))


def _to_sign_in(scope: Scope) -> Response:
    query = scope["query_string"].decode("latin-1")
    to = scope["path"] + (f"?{query}" if query else "")
    return RedirectResponse(f"/login?to={quote(to, safe='')}", status_code=303)


def _refused(status: int, why: str) -> Response:
    return PlainTextResponse(word(why), status_code=status)


def _not_there(scope: Scope) -> Response:
    return _told(scope, 404, "error.not_there")


def _told(scope: Scope, status: int, why: str) -> Response:
    if Headers(scope=scope).get("sec-fetch-dest", "document") != "document":
        return PlainTextResponse(word(why), status_code=status)  # for a script
    told = {"sentence": word(why), "advice": word("advice.right")}
    return page(Request(scope), "error.html", code=status, **told)
