"""Signing in through a provider of the house: OpenID Connect, by code, with PKCE, state and nonce.

Sources: OpenID Connect Core 1.0, 3.1; RFC 9700 (best current practice). Who signs in is told by
issuer and subject alone, and was tied to an account here by that account's one-time link: a name
or an address that a provider lets people choose opens nothing.
"""

from __future__ import annotations

import secrets
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.integrations.starlette_client import OAuth, OAuthError
from joserfc.errors import JoseError
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from secondtake.errors import InputInvalid, InputMissing
from secondtake.model.desk_enums import DeskAction
from secondtake.serve.account_pages import holder, let_in
from secondtake.serve.database import log
from secondtake.serve.desk import Site, desk_of
from secondtake.serve.serve_words import word

__all__ = ["Provider", "ProviderSettings", "read_settings"]

LOOPBACK = ("localhost", "127.0.0.1", "::1")
TIMEOUT_SECONDS = 10
ON_THE_WAY_SECONDS = 600
"""How long somebody may take to sign in at the provider."""
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""Signatures by a key that only the provider has: never ``none``, nor one made with our secret."""
BACK = "/provider/back"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSettings:
    """A provider, and who we are to it. ``label``: how people call it."""

    issuer: str
    client_id: str
    client_secret: str
    label: str


def read_settings(path: Path) -> ProviderSettings:
    """The settings in a TOML file: issuer, client_id, client_secret, label.

    Raises ``InputMissing`` where it cannot be read, ``InputInvalid`` for what cannot be used.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputMissing(
            f"{path} cannot be read: {error.strerror}.", advice="Check --oidc."
        ) from error
    except ValueError as error:
        raise _unfit(path, "it is no TOML") from error
    names = ("issuer", "client_id", "client_secret", "label")
    if set(told) != set(names) or not all(isinstance(told[name], str) for name in names):
        raise _unfit(path, f"it holds texts of other names than {', '.join(names)}")
    settings = ProviderSettings(**told)
    address = urlsplit(settings.issuer)
    if address.scheme != "https" and not (
        address.scheme == "http" and address.hostname in LOOPBACK
    ):
        raise _unfit(path, "its issuer is not an address by https")
    return settings


class Provider:
    """One provider; ``routes`` lead to it and back."""

    def __init__(self, settings: ProviderSettings, site: Site) -> None:
        self.label = settings.label
        self._issuer = settings.issuer
        self._back = site.origin + BACK
        self._client = OAuth().register(
            "provider",
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            server_metadata_url=f"{settings.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid",
                "code_challenge_method": "S256",
                "timeout": TIMEOUT_SECONDS,
            },
        )
        self._claims = {
            "iss": {"essential": True, "values": [settings.issuer]},
            "aud": {"essential": True, "value": settings.client_id},
        }
        # What must come back with the answer lies in a cookie of its own, signed with a key of
        # this run: the way there and back is this browser's, or it ends nowhere.
        on_the_way = Middleware(
            SessionMiddleware,
            secret_key=secrets.token_urlsafe(32),
            session_cookie=f"{site.cookie}-on-the-way",
            max_age=ON_THE_WAY_SECONDS,
            same_site="strict",
            https_only=site.secure,
        )
        self.routes = [
            Route("/provider", self.leave, middleware=[on_the_way]),
            Route(BACK, self.come_back, middleware=[on_the_way]),
        ]

    async def leave(self, request: Request) -> Response:
        """Go to the provider; ``join``: the one-time link of whoever ties an account to it."""
        key = request.query_params.get("join", "")
        if key:
            await run_in_threadpool(holder, request, key)
        request.session.clear()
        request.session["join"] = key
        try:
            await self._known()
            answer: Response = await self._client.authorize_redirect(request, self._back)
        except (OAuthError, JoseError, httpx2.HTTPError, RuntimeError, ValueError) as error:
            raise _not_said() from error
        return answer

    async def come_back(self, request: Request) -> Response:
        """Let in whom the provider names, if they are tied to an account here."""
        key = str(request.session.get("join", ""))
        try:
            await self._known()
            token = await self._client.authorize_access_token(request, claims_options=self._claims)
        except (OAuthError, JoseError, httpx2.HTTPError, RuntimeError, ValueError) as error:
            raise _not_said() from error
        finally:
            request.session.clear()
        subject = str((token.get("userinfo") or {}).get("sub", ""))
        if not subject or len(subject) > 255:  # Core 1.0, 2: at most 255 ASCII characters
            raise _not_said()
        return await run_in_threadpool(self._let_in, request, subject, key)

    async def _known(self) -> None:
        """What the provider says of itself; raises ``ValueError`` where it is another."""
        told: dict[str, Any] = await self._client.load_server_metadata()
        if told.get("issuer") != self._issuer:
            raise ValueError("another issuer answers there")
        offered = told.get("id_token_signing_alg_values_supported") or ["RS256"]
        taken = [name for name in ALGORITHMS if name in offered]
        told["id_token_signing_alg_values_supported"] = taken or ["RS256"]

    def _let_in(self, request: Request, subject: str, key: str) -> Response:
        desk = desk_of(request)
        if key:
            who = holder(request, key)
            if who is None:
                raise InputInvalid(word("error.link"), advice=word("advice.link"))
            with desk.database.asked() as connection:
                desk.links.use(connection, key)
                desk.accounts.bind(connection, who, self._issuer, subject)
                log(connection, who.name, DeskAction.PROVIDER_TIED, f"{who.name}: {self.label}")
            return let_in(request, who)
        who = desk.accounts.of_provider(self._issuer, subject)
        if who is None:
            raise InputInvalid(
                word("error.provider_stranger"), advice=word("advice.provider_stranger")
            )
        return let_in(request, who)


def _not_said() -> InputInvalid:
    return InputInvalid(word("error.provider"), advice=word("advice.provider"))


def _unfit(path: Path, why: str) -> InputInvalid:
    return InputInvalid(
        f"{path} does not name a provider: {why}.",
        advice="Give issuer, client_id, client_secret and label, each a text, as docs/serve.md "
        "shows.",
    )
