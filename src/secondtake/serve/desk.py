"""What the pages of a desk share: where it is reached, who has accounts, how they come in."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Scope

from secondtake.serve.accounts import Accounts, Person
from secondtake.serve.database import Database
from secondtake.serve.links import Links
from secondtake.serve.roles import Roles
from secondtake.serve.sessions import DeskSession, DeskSessions

__all__ = ["Desk", "Site", "desk_of", "signed_in_at"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where browsers reach the desk. ``host``: with its port unless that is the scheme's own.

    ``proxy``: the one address that requests come from, where a proxy stands before the desk.
    """

    host: str
    secure: bool
    proxy: str | None = None

    @property
    def origin(self) -> str:
        """Scheme and host, as browsers name them."""
        return f"{'https' if self.secure else 'http'}://{self.host}"

    @property
    def name(self) -> str:
        """The host without its port."""
        return self.host.partition(":")[0]

    @property
    def has_name(self) -> bool:
        """Whether it is reached by a name: passkeys are bound to one, not to figures."""
        return not self.name.replace(".", "").isdigit()

    @property
    def cookie(self) -> str:
        """Bound to this very host by its prefix (RFC 6265bis, 4.1.3); without TLS, by its port."""
        return "__Host-secondtake" if self.secure else f"secondtake-{self.host.partition(':')[2]}"

    def address(self, scope: Scope) -> str | None:
        """Whence a request comes; None where it passed by the proxy, or came to it without TLS.

        Of what the proxy says, the last address counts: the others are the browser's own words.
        """
        peer = str((scope.get("client") or ("",))[0])
        if self.proxy is None:
            return peer
        headers = Headers(scope=scope)
        if not _same(peer, self.proxy) or headers.get("x-forwarded-proto") != "https":
            return None
        return headers.get("x-forwarded-for", peer).rpartition(",")[2].strip()[:100]


class Desk:
    """The accounts of one desk."""

    def __init__(self, database: Database, site: Site) -> None:
        self.database = database
        self.site = site
        self.accounts = Accounts(database)
        self.roles = Roles(database)
        self.links = Links(database)
        self.sessions = DeskSessions(database)

    def link_for(self, who: Person | None, *, by: str) -> str:
        """The whole address of a new one-time link."""
        with self.database.asked() as connection:
            key = self.links.make(connection, who, by=by)
        return f"{self.site.origin}/join/{key}"


def desk_of(request: Request) -> Desk:
    """The desk that is served."""
    desk: Desk = request.app.state.desk
    return desk


def signed_in_at(request: Request) -> DeskSession:
    """The session of a request that the gate let through as somebody's."""
    session: DeskSession = request.scope["state"]["session"]
    return session


def _same(peer: str, named: str) -> bool:
    try:
        seen, meant = ipaddress.ip_address(peer), ipaddress.ip_address(named)
    except ValueError:
        return False
    return (getattr(seen, "ipv4_mapped", None) or seen) == meant
