"""A desk in tests: its application without a network, people with and without roles."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from starlette.testclient import TestClient

from secondtake.model.desk_enums import DeskRole
from secondtake.serve.accounts import Person
from secondtake.serve.database import Database
from secondtake.serve.desk import Desk, Site
from secondtake.serve.provider import Provider
from secondtake.serve.server import desk_application
from secondtake.web.cases import Cases
from secondtake.web.picture_worker import Pictures
from secondtake.web.sessions import Session
from secondtake.workbench import open_bench

__all__ = ["PASSWORD", "SITE", "Team", "two_cases"]

SITE = Site(host="localhost:8123", secure=False)
PASSWORD = "four quite ordinary words"


class Team:
    """The people of a desk, and browsers of theirs."""

    def __init__(
        self,
        cases: Cases,
        *,
        site: Site = SITE,
        folder: Path | None = None,
        database: str | None = None,
        provider: Provider | None = None,
    ) -> None:
        self.cases = cases
        self.desk = Desk(Database(folder or cases.place, database), site)
        pictures = Pictures(lambda: ThreadPoolExecutor(1))
        self.gate = desk_application(cases, self.desk, provider=provider, pictures=pictures)

    def person(self, name: str, role: DeskRole | None = None, case: str = "") -> Person:
        """Somebody with an account, and with a role in a case."""
        with self.desk.database.asked() as connection:
            who = self.desk.accounts.add(connection, name, administrator=role is None)
        if role is not None and case:
            self.desk.roles.give(case, who.id, role, by="Ann")
        return who

    def stranger(self, address: tuple[str, int] = ("testclient", 1)) -> TestClient:
        """A browser that is not signed in, and asks as pages of ours ask."""
        client = TestClient(
            self.gate,
            base_url=self.desk.site.origin,
            raise_server_exceptions=False,
            client=address,
        )
        client.headers["sec-fetch-site"] = "same-origin"
        return client

    def browser(self, who: Person) -> tuple[TestClient, str]:
        """A browser that is signed in, and the token of its forms."""
        with self.desk.database.asked() as connection:
            cookie = self.desk.sessions.begin(connection, who, "testclient")
        client = self.stranger()
        client.cookies.set(self.desk.site.cookie, cookie)
        session: Session | None = self.desk.sessions.of(cookie)
        assert session is not None
        return client, session.form_token

    def set_password(self, who: Person, password: str = PASSWORD) -> None:
        """Let somebody sign in with a password."""
        with self.desk.database.asked() as connection:
            self.desk.accounts.set_password(connection, who, password)


def two_cases(folder: Path) -> Cases:
    """A folder with two cases in which nothing is yet."""
    for name in ("one", "two"):
        with open_bench(folder / name, by="Ann"):
            pass
    return Cases(folder)
