"""What several people share without getting at each other's: cases, films, uploads, blindness."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.serve.team import Team, two_cases

from secondtake.model.desk_enums import DeskRole
from secondtake.model.enums import SeeingGrade
from secondtake.serve.roles import RIGHTS
from secondtake.web.cases import Cases
from secondtake.workbench import open_view


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Cases:
    return two_cases(tmp_path_factory.mktemp("walls"))


@pytest.fixture
def team(cases: Cases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Team(cases, folder=tmp_path)


def member(team: Team, name: str, role: DeskRole) -> tuple[TestClient, str, str]:
    """A browser of somebody with a role in the first case, its token, and that case's address."""
    own = team.cases.listed()[0].id
    client, form = team.browser(team.person(name, role, own))
    return client, form, f"/c/{own}"


def test_a_case_of_others_is_as_if_it_were_not_there(team: Team) -> None:
    client, form, home = member(team, "Vi", DeskRole.VIEWER)
    other = team.cases.listed()[1]
    start = client.get("/")
    of_others, of_nobody = client.get(f"/c/{other.id}"), client.get("/c/no-such-case")
    made = client.post(f"/cases?form={form}", data={"name": "three"})

    assert client.get(home).status_code == 200
    assert "one" in start.text
    assert other.id not in start.text
    assert (of_others.status_code, of_others.text) == (404, of_nobody.text)
    assert made.status_code == 404
    assert not (team.cases.place / "three").exists()


def test_a_film_is_opened_only_by_whoever_may(team: Team) -> None:
    client, form, home = member(team, "Re", DeskRole.REVIEWER)
    asked = {"a": "f:0-1", "b": "f:0-1", "grade": "open", "reason": "To read it."}
    refused = client.post(f"{home}/see?form={form}", data=asked)
    with open_view(team.cases.listed()[0].path) as view:
        logged = [e.action for e in view.case.events()]

    assert refused.status_code == 403
    assert "unredacted" not in logged


def test_what_was_opened_is_covered_again_when_the_right_is_taken_away(team: Team) -> None:
    own = team.cases.listed()[0].id
    who = team.person("An", DeskRole.ANALYST, own)
    client, _ = team.browser(who)
    (session,) = team.desk.sessions._held.values()
    session.opened, session.grade = {(own, "film"), ("another", "film")}, SeeingGrade.OPEN
    team.desk.roles.give(own, who.id, DeskRole.REVIEWER, by="Ann")
    client.get(f"/c/{own}")

    assert session.opened == {("another", "film")}


def test_nobody_reads_or_ends_what_another_is_sending(team: Team) -> None:
    first, form, home = member(team, "An", DeskRole.ANALYST)
    second, other_form, _ = member(team, "Bo", DeskRole.ANALYST)
    upload = f"{home}/take/{'a' * 64}"
    asked = {"name": "film.mp4", "size": 6, "offset": 0, "role": "footage"}
    sent = first.post(upload, params=asked | {"form": form}, content=b"abc")
    ended = second.post(
        upload, params=asked | {"form": other_form, "size": 3, "offset": 3}, content=b""
    )

    assert sent.json() == {"have": 3}
    assert first.get(upload).json() == {"have": 3}
    assert second.get(upload).json() == {"have": 0}
    assert "job" not in ended.json()


def test_nobody_is_blind_again_in_another_browser_or_after_a_restart(
    team: Team, cases: Cases, tmp_path: Path
) -> None:
    client, _, home = member(team, "Re", DeskRole.REVIEWER)
    before = client.get(f"{home}/review").text
    client.get(f"{home}/claims")
    again = Team(cases, folder=tmp_path)
    who = again.desk.accounts.named("Re")
    assert who is not None
    texts = [
        browser.get(f"{home}/review").text for browser, _ in (team.browser(who), again.browser(who))
    ]

    assert "Nothing that tells" in before
    assert all("not blind" in text for text in texts)


def test_whoever_administers_a_case_gives_roles_in_it_and_no_accounts(team: Team) -> None:
    client, form, home = member(team, "Ad", DeskRole.ADMINISTRATOR)
    someone = team.person("So", DeskRole.VIEWER)
    page = client.get(f"{home}/access")
    client.post(f"{home}/access?form={form}", data={"person": someone.id, "role": "reviewer"})
    wrong = client.post(f"{home}/access?form={form}", data={"person": someone.id, "role": "king"})
    case = team.cases.listed()[0].id

    assert "So" in page.text
    assert team.desk.roles.rights(someone, case) == RIGHTS[DeskRole.REVIEWER]
    assert wrong.status_code == 400
    client.post(f"{home}/access?form={form}", data={"person": someone.id, "role": ""})
    assert team.desk.roles.rights(someone, case) == frozenset()
    assert client.get("/people").status_code == 404


@pytest.mark.parametrize("role", [DeskRole.VIEWER, DeskRole.ADMINISTRATOR])
def test_no_page_of_a_desk_fails(team: Team, role: DeskRole) -> None:
    client, _, home = member(team, "Al", role)
    pages = ["/", "/account", home, f"{home}/findings", f"{home}/access", f"{home}/review"]

    assert {client.get(path).status_code for path in pages} <= {200, 403}
    assert "Account" in client.get("/").text
