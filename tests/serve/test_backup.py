"""A desk database that is lost takes no evidence along, and comes back from its backup."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from tests.serve.team import PASSWORD, Team, two_cases

from secondtake.errors import DeskUnusable, InputInvalid, InputMissing
from secondtake.model.desk_enums import DeskRole
from secondtake.serve import passwords
from secondtake.serve.backup import back_up, restore
from secondtake.serve.database import Database
from secondtake.serve.roles import RIGHTS
from secondtake.serve.schema import metadata


@pytest.mark.slow
def test_a_backup_brings_accounts_and_roles_back_and_no_session(tmp_path: Path) -> None:
    cases = two_cases(tmp_path)
    case = cases.listed()[0].id
    team = Team(cases)
    who = team.person("Bob", DeskRole.REVIEWER, case)
    team.set_password(who)
    client, _ = team.browser(who)
    client.get(f"/c/{case}/claims")
    link = team.desk.link_for(who, by="Ann")
    people = back_up(team.desk.database, tmp_path / "backup.json")
    with pytest.raises(InputInvalid):  # nothing is overwritten
        back_up(team.desk.database, tmp_path / "backup.json")
    team.desk.database.close()
    (tmp_path / "desk.sqlite3").unlink()

    fresh = Team(cases)
    restored = restore(fresh.desk.database, tmp_path / "backup.json")
    fresh.person("Cy")
    with pytest.raises(InputInvalid):  # somebody is there
        restore(fresh.desk.database, tmp_path / "backup.json")
    old = fresh.stranger()
    old.cookies = client.cookies

    assert people == restored == 1
    assert (tmp_path / "backup.json").stat().st_mode & 0o077 == 0
    assert passwords.signed_in(fresh.desk.database, "Bob", PASSWORD, "here") == who.id
    assert fresh.desk.roles.rights(who, case) == RIGHTS[DeskRole.REVIEWER]
    assert old.get("/", follow_redirects=False).status_code == 303
    assert old.get(link).status_code == 400
    browser, _ = fresh.browser(who)
    assert "not blind" in browser.get(f"/c/{case}/review").text


@pytest.mark.parametrize("told", ["", "[]", '{"kind": "secondtake desk", "version": 2}', "{"])
def test_what_is_no_backup_is_refused_whole(tmp_path: Path, told: str) -> None:
    database = Database(tmp_path)
    (tmp_path / "backup.json").write_text(told)

    with pytest.raises(InputInvalid):
        restore(database, tmp_path / "backup.json")
    with pytest.raises(InputMissing):
        restore(database, tmp_path / "nowhere.json")
    half = {"kind": "secondtake desk", "version": 1, "tables": {"person": [{"id": 1}]}}
    (tmp_path / "backup.json").write_text(json.dumps(half))
    with pytest.raises(InputInvalid):
        restore(database, tmp_path / "backup.json")


def test_the_steps_lead_to_the_tables_that_are_used(tmp_path: Path) -> None:
    with Database(tmp_path).asked() as connection:
        left = compare_metadata(MigrationContext.configure(connection), metadata)

    assert left == []


def test_a_database_of_a_newer_second_take_or_none_at_all_is_told(tmp_path: Path) -> None:
    database = Database(tmp_path)
    with database.asked() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'v99'")
    with pytest.raises(DeskUnusable, match="newer"):
        Database(tmp_path)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "desk.sqlite3").write_text("no database, " * 100)
    with pytest.raises(DeskUnusable):
        Database(tmp_path / "other")
    with pytest.raises(InputInvalid):
        Database(tmp_path, "mysql://somewhere/desk")
    with pytest.raises(DeskUnusable):
        Database(tmp_path, "postgresql://nobody@127.0.0.1:1/desk")
