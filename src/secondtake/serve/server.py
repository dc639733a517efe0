"""Listen by TLS, behind a named proxy or on loopback only; let people in; serve until stopped."""

from __future__ import annotations

import ipaddress
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from secondtake.errors import InputInvalid, InputMissing
from secondtake.serve import account_pages, backup, case_walls, passkey_pages, people_pages
from secondtake.serve.database import BY_THE_MACHINE, Database
from secondtake.serve.desk import Desk, Site
from secondtake.serve.gate import DeskGate
from secondtake.serve.passkeys import Passkeys
from secondtake.serve.provider import Provider, read_settings
from secondtake.web.app import workbench_pages
from secondtake.web.cases import Cases
from secondtake.web.picture_worker import Pictures
from secondtake.web.server import listening

__all__ = ["Settings", "back_up", "desk_application", "restore", "serve"]

LOOPBACK = "127.0.0.1"
HOST_NAME = re.compile(r"(?=.{1,253}(:\d{1,5})?$)[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a desk is reached. ``name``: the host that browsers ask for, with a port unless 443.

    ``proxy``: the address of the proxy that ends TLS. ``administrator``: who is given a new
    one-time link, as an administrator.
    """

    address: str = LOOPBACK
    port: int = 0
    name: str | None = None
    certificate: Path | None = None
    key: Path | None = None
    proxy: str | None = None
    database: str | None = None
    oidc: Path | None = None
    administrator: str | None = None

    def site(self, port: int) -> Site:
        """Where browsers reach it; raises ``InputInvalid`` for what would be reached in the
        clear."""
        encrypted = self.certificate is not None
        if (self.key is None) == encrypted:
            raise InputInvalid(
                "A certificate is of no use without its key, nor a key without its certificate.",
                advice="Give both --tls-cert and --tls-key.",
            )
        if encrypted and self.proxy is not None:
            raise InputInvalid(
                "Either this server ends TLS or the proxy before it does.",
                advice="Leave out --proxy, or --tls-cert and --tls-key.",
            )
        if not encrypted and self.proxy is None:
            if not _is_loopback(self.address):
                raise InputInvalid(
                    f"Without TLS, {self.address} would be served in the clear.",
                    advice="Give --tls-cert and --tls-key, or name the proxy before it by "
                    "--proxy; without them it serves this machine only.",
                )
            return Site(host=f"localhost:{port}", secure=False)
        if self.name is None or not HOST_NAME.fullmatch(self.name.lower()):
            raise InputInvalid(
                "The desk's own host name is needed: requests to any other are refused.",
                advice="Give it as browsers are to ask for it, as in --name desk.example.org.",
            )
        if self.proxy is not None:
            _ip(self.proxy)
        host = self.name.lower()
        if encrypted and ":" not in host and port != 443:
            host = f"{host}:{port}"
        return Site(host=host.removesuffix(":443"), secure=True, proxy=self.proxy)


def serve(folder: Path, settings: Settings, *, announce: Callable[[str, str], None]) -> None:
    """Serve the cases in ``folder`` to a team, until interrupted.

    ``announce`` is given the address as soon as the server listens, and a one-time link where
    one was made, else an empty text. Raises ``InputInvalid`` for settings that cannot be,
    ``InputMissing`` where there is no such folder, ``DeskUnusable`` for the desk's database.
    """
    settings.site(settings.port or 1)  # what cannot be is told before anything is touched
    told = read_settings(settings.oidc) if settings.oidc else None
    cases = Cases(folder)
    with listening(settings.port, settings.address) as listener:
        site = settings.site(int(listener.getsockname()[1]))
        tls = _tls(settings)
        database = Database(folder, settings.database)
        try:
            desk = Desk(database, site)
            provider = Provider(told, site) if told else None
            app = desk_application(cases, desk, provider=provider)
            announce(f"{site.origin}/", _link(desk, settings.administrator))
            config = uvicorn.Config(
                app,
                log_level="critical",  # the cases and the desk's log write down what is done
                access_log=False,
                server_header=False,
                date_header=False,
                proxy_headers=False,
                ws="none",
                timeout_graceful_shutdown=2,
            )
            config.load()
            config.ssl = tls
            uvicorn.Server(config).run(sockets=[listener])
        finally:
            database.close()


def back_up(folder: Path, database: str | None, to: Path) -> int:
    """Write the accounts of the desk in ``folder`` to a file; how many people they are of."""
    return _kept(folder, database, lambda opened: backup.back_up(opened, to))


def restore(folder: Path, database: str | None, source: Path) -> int:
    """Read the accounts of a backup into a new desk in ``folder``; how many people they are of."""
    return _kept(folder, database, lambda opened: backup.restore(opened, source))


def _kept(folder: Path, address: str | None, done: Callable[[Database], int]) -> int:
    Cases(folder)  # a mistyped folder gets no database
    opened = Database(folder, address)
    try:
        return done(opened)
    finally:
        opened.close()


def desk_application(
    cases: Cases,
    desk: Desk,
    *,
    provider: Provider | None = None,
    pictures: Pictures | None = None,
) -> DeskGate:
    """All pages of a desk behind its gate. ``pictures``: who makes pictures."""
    own = [*account_pages.ROUTES, *people_pages.ROUTES, *case_walls.ROUTES]
    passkeys = Passkeys(desk.database, desk.site) if desk.site.has_name else None
    own += passkey_pages.ROUTES if passkeys else []
    own += provider.routes if provider else []
    app = workbench_pages(cases, own, pictures=pictures)
    app.state.desk, app.state.provider, app.state.passkeys = desk, provider, passkeys
    return DeskGate(app, desk)


def _link(desk: Desk, administrator: str | None) -> str:
    """A one-time link where one was asked for, or where nobody could let others in."""
    if administrator is not None:
        who = desk.accounts.named(administrator)
        if who is None:
            with desk.database.asked() as connection:
                who = desk.accounts.add(connection, administrator, administrator=True)
        if who.disabled:
            desk.accounts.set_disabled(who, False, BY_THE_MACHINE)
        if not who.administrator:
            desk.accounts.set_administrator(who, True, BY_THE_MACHINE)
        return desk.link_for(who, by=BY_THE_MACHINE)
    if not desk.accounts.has_administrator():
        return desk.link_for(None, by=BY_THE_MACHINE)
    return ""


def _tls(settings: Settings) -> ssl.SSLContext | None:
    if settings.certificate is None or settings.key is None:
        return None
    for path in (settings.certificate, settings.key):
        if not path.is_file():
            raise InputMissing(
                f"There is no file {path}.", advice="Check --tls-cert and --tls-key."
            )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(settings.certificate, settings.key)
    except (ssl.SSLError, OSError) as error:
        raise InputInvalid(
            f"The certificate and its key cannot be used: {error.strerror or error}.",
            advice="Give both as PEM, the certificate with those between it and its authority, "
            "the key without a passphrase.",
        ) from error
    return context


def _is_loopback(address: str) -> bool:
    return _ip(address).is_loopback


def _ip(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    try:
        return ipaddress.ip_address(text)
    except ValueError as error:
        raise InputInvalid(
            f"{text} is no IP address.", advice="Give it in figures, as in 192.0.2.10 or ::1."
        ) from error
