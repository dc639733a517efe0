"""The desk database in a real PostgreSQL server that the tests start themselves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from tests.serve import postgresql
from tests.serve.team import PASSWORD, Team, two_cases

from secondtake.errors import DeskUnusable, InputInvalid
from secondtake.model.desk_enums import DeskRole
from secondtake.serve import passwords
from secondtake.serve.backup import back_up, restore
from secondtake.serve.database import FILE_NAME, Database
from secondtake.serve.roles import RIGHTS
from secondtake.serve.schema import metadata

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(postgresql.PROGRAMS is None, reason="there is no PostgreSQL here"),
]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with postgresql.running() as told:
        yield told


def test_accounts_made_in_sqlite_go_on_in_postgresql(address: str, tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    cases = two_cases(tmp_path / "cases")
    case = cases.listed()[0].id
    small = Team(cases, folder=tmp_path)
    bob = small.person("Bob", DeskRole.REVIEWER, case)
    small.set_password(bob)
    back_up(small.desk.database, tmp_path / "backup.json")

    team = Team(cases, database=address)
    restore(team.desk.database, tmp_path / "backup.json")
    link = team.desk.link_for(None, by="Ann")
    ann, late = team.stranger(), team.stranger()
    first = ann.post(link, data={"name": "Ann", "password": PASSWORD})
    again = late.post(link, data={"name": "Eve", "password": PASSWORD})
    wrong = late.post("/login", data={"name": "bob", "password": "wrong"})
    client = team.stranger()
    client.post("/login", data={"name": "bob", "password": PASSWORD})
    client.get(f"/c/{case}/claims")
    browser, _ = team.browser(bob)
    told = browser.get(f"/c/{case}/review").text
    with pytest.raises(InputInvalid), team.desk.database.asked() as connection:
        team.desk.accounts.add(connection, "ＡＮＮ", administrator=False)
    for _ in range(passwords.TRIES_OF_ONE_AT_AN_ACCOUNT):
        passwords._counted(team.desk.database, "bob", "testclient")
    refused = late.post("/login", data={"name": "bob", "password": PASSWORD})

    assert not (cases.place / FILE_NAME).exists()
    assert "People of the desk" in first.text
    assert (again.status_code, wrong.status_code, refused.status_code) == (400, 403, 429)
    assert "not blind" in told
    assert team.desk.roles.rights(bob, case) == RIGHTS[DeskRole.REVIEWER]
    assert back_up(team.desk.database, tmp_path / "second.json") == 2
    with team.desk.database.asked() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_wrong_password_of_the_database_is_told_without_it(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert os.environ["PGPASSWORD"]
    monkeypatch.setenv("PGPASSWORD", "a wrong one")

    with pytest.raises(DeskUnusable) as told:
        Database(tmp_path, address)
    assert "a wrong one" not in str(told.value)
