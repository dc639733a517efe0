"""What every request passes: our own host, a known browser, writing only from our own pages.

Sources: OWASP, Cross-Site Request Forgery Prevention (fetch metadata, tokens); RFC 9110, 15.5.20
(421 Misdirected Request), which stops DNS rebinding: its requests name the attacker's host.
"""

from __future__ import annotations

import hmac
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from secondtake.web.messages import word
from secondtake.web.sessions import Session, Sessions

__all__ = ["ENTRANCE", "HEADERS", "READS", "Gate", "cookie_name", "form_token"]

ENTRANCE = "/enter/"
READS = ("GET", "HEAD")
POLICY = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""On every answer. The resource policy matters: pages of other ports of this machine are of the
same site, so that the browser sends them our cookie."""


def cookie_name(port: int) -> str:
    """One for each port: browsers keep the cookies of all ports of a host together."""
    return f"secondtake-{port}"


class Gate:
    """Lets a request through with its ``Session`` in ``scope["state"]``, or refuses it."""

    def __init__(self, app: ASGIApp, *, port: int, sessions: Sessions) -> None:
        self._app = app
        self._host = f"127.0.0.1:{port}"
        self._cookie = cookie_name(port)
        self._sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI; there are no web sockets here."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refused = self._refusal(scope) if scope["type"] == "http" else (403, "refused.page")
        if refused is not None:
            status, why = refused
            answer = PlainTextResponse(word(why), status_code=status)
            await answer(scope, receive, with_headers)
            return
        await self._app(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        """The status and the word for why not; None lets the request through."""
        headers = Headers(scope=scope)
        if headers.getlist("host") != [self._host]:
            return 421, "refused.host"
        if scope["path"].startswith(ENTRANCE):
            return None if scope["method"] == "GET" else (405, "refused.page")
        session = self._session(headers)
        if session is None:
            return 403, "refused.cookie"
        if (site := headers.get("sec-fetch-site")) not in (None, "same-origin", "none"):
            return 403, "refused.page"
        if scope["method"] not in READS:
            own = f"http://{self._host}"
            if site != "same-origin" and not (site is None and headers.get("origin") == own):
                return 403, "refused.page"
            if not hmac.compare_digest(form_token(scope, headers), session.form_token.encode()):
                return 403, "refused.form"
        scope.setdefault("state", {})["session"] = session
        return None

    def _session(self, headers: Headers) -> Session | None:
        cookies = SimpleCookie()
        try:
            cookies.load(headers.get("cookie", ""))
        except CookieError:
            return None  # not to be read, so not ours
        ours = cookies.get(self._cookie)
        return self._sessions.of(ours.value) if ours else None


def form_token(scope: Scope, headers: Headers) -> bytes:
    """The token that came: in the address of a form, which works without scripts, or in a
    script's own header."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("form", [""])
    token: str = headers.get("x-form-token", asked[0])
    return token.encode("utf-8", "replace")
