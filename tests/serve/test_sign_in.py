"""Coming in: the first link, passwords, too many tries, sessions that end."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.serve.team import PASSWORD, Team, two_cases

from secondtake.errors import InputInvalid
from secondtake.model.desk_enums import DeskRole
from secondtake.serve import passwords
from secondtake.serve.desk import Site
from secondtake.web.cases import Cases


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Cases:
    return two_cases(tmp_path_factory.mktemp("cases"))


@pytest.fixture
def team(cases: Cases, tmp_path: Path) -> Team:
    return Team(cases, folder=tmp_path)


def test_the_first_link_makes_one_administrator_who_lets_others_in(team: Team) -> None:
    link = team.desk.link_for(None, by="Ann")
    client, late = team.stranger(), team.stranger()
    short = client.post(link, data={"name": "Ann", "password": "too short"})
    first = client.post(link, data={"name": "Ann", "password": PASSWORD}, follow_redirects=False)
    again = late.post(link, data={"name": "Eve", "password": PASSWORD})
    people = client.get("/people")
    form = people.text.partition("/people?form=")[2].partition('"')[0]
    invited = client.post(f"/people?form={form}", data={"name": "Bob"})
    key = invited.text.partition("/join/")[2].partition("<")[0]
    bob = team.stranger()
    taken = client.post(f"/people?form={form}", data={"name": "B O B"})
    spelled = client.post(f"/people?form={form}", data={"name": "ＢＯＢ"})
    joined = bob.post(f"/join/{key}", data={"name": "Eve", "password": PASSWORD})

    assert (short.status_code, first.status_code, again.status_code) == (400, 303, 400)
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert [one.name for one in team.desk.accounts.listed()] == ["Ann", "B O B", "Bob"]
    assert (taken.status_code, spelled.status_code) == (200, 400)
    assert "no case here in which you have a role" in joined.text
    assert "Bob" in joined.text
    assert bob.get("/people").status_code == 404


def test_a_name_and_its_password_let_in_and_guessing_is_bounded(team: Team) -> None:
    team.set_password(team.person("Ann"))
    client = team.stranger()
    told = [
        client.post("/login", data={"name": name, "password": "wrong"}).status_code
        for name in ("Ann", "nobody")
    ]
    right = client.post(
        "/login", data={"name": " ann ", "password": PASSWORD, "to": "//evil.example"}
    )
    most = passwords.TRIES_OF_ONE_AT_AN_ACCOUNT
    for _ in range(most):
        passwords._counted(team.desk.database, "ann", "testclient")
    refused = client.post("/login", data={"name": "Ann", "password": PASSWORD})

    assert told == [403, 403]
    assert right.url.path == "/"
    assert refused.status_code == 429
    assert passwords.signed_in(team.desk.database, "Ann", PASSWORD, "elsewhere") is not None


@pytest.mark.parametrize("weak", ["short", "a" * 20, "Annabel Smith 12", "x" * 1001])
def test_a_password_that_is_easily_guessed_is_refused(weak: str) -> None:
    with pytest.raises(InputInvalid):
        passwords.hashed(weak, "Annabel Smith")


def test_sessions_are_ended_by_their_owner_and_by_a_new_link(team: Team) -> None:
    who = team.person("Ann")
    (here, form), (there, _), (third, _) = (team.browser(who) for _ in range(3))
    page = here.get("/account")
    key = page.text.partition('name="key" value="')[2].partition('"')[0]
    here.post(f"/account/end?form={form}", data={"key": key})
    left = [c.get("/account", follow_redirects=False).status_code for c in (here, there, third)]
    out = here.post(f"/logout?form={form}", follow_redirects=False)
    link = team.desk.link_for(who, by="Ann")
    team.stranger().post(link, data={"password": PASSWORD})
    after = [c.get("/account", follow_redirects=False).status_code for c in (here, there, third)]

    assert sorted(left) == [200, 200, 303]
    assert out.headers["location"] == "/login"
    assert after == [303, 303, 303]


def test_nobody_signed_in_sends_more_than_a_form(team: Team) -> None:
    answer = team.stranger().post("/login", content=b"x" * (1 << 17))
    in_parts = team.stranger().post("/login", content=iter([b"x"]))

    assert (answer.status_code, in_parts.status_code) == (413, 413)


def test_the_last_administrator_stays_one(team: Team) -> None:
    ann, bob = team.person("Ann"), team.person("Bob", DeskRole.VIEWER)

    for change in (team.desk.accounts.set_disabled, team.desk.accounts.set_administrator):
        with pytest.raises(InputInvalid):
            change(ann, change == team.desk.accounts.set_disabled, "Ann")
    team.desk.accounts.set_administrator(bob, True, "Ann")
    team.desk.accounts.set_disabled(ann, True, "Bob")

    assert team.desk.accounts.has_administrator()


def test_behind_a_proxy_only_the_proxy_is_answered_and_only_what_came_by_tls(
    cases: Cases, tmp_path: Path
) -> None:
    site = Site(host="desk.example.org", secure=True, proxy="192.0.2.7")
    scope = {"type": "http", "client": ("192.0.2.7", 1)}
    named = [(b"x-forwarded-proto", b"https"), (b"x-forwarded-for", b"1.1.1.1, 198.51.100.4")]

    assert site.address(scope | {"headers": named}) == "198.51.100.4"
    assert site.address(scope | {"headers": named[1:]}) is None
    assert site.address(scope | {"headers": named, "client": ("192.0.2.8", 1)}) is None
    assert site.address(scope | {"headers": named, "client": ("::ffff:192.0.2.7", 1)}) is not None
    team = Team(cases, site=site, folder=tmp_path)
    direct, proxied = team.stranger(), team.stranger(("192.0.2.7", 1))
    proxied.headers |= {"x-forwarded-proto": "https", "x-forwarded-for": "198.51.100.4"}
    link = team.desk.link_for(None, by="Ann")
    answer = proxied.post(link, data={"name": "Ann", "password": PASSWORD}, follow_redirects=False)
    page = proxied.get("/account")

    assert direct.get("/login").status_code == 403
    assert answer.headers["set-cookie"].startswith("__Host-secondtake=")
    assert "; Secure" in answer.headers["set-cookie"]
    assert answer.headers["strict-transport-security"]
    assert "198.51.100.4" in page.text
