"""Each role in its case, nobody in another's, no stranger, no foreign page, no rebound host."""

from __future__ import annotations

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from tests.serve.team import Team, two_cases

from secondtake.model.desk_enums import DeskRight, DeskRole
from secondtake.serve.gate import DeskGate
from secondtake.serve.roles import RIGHTS
from secondtake.web.gate import HEADERS

THROUGH = "let through"
ROUTES: list[Route] = []
LOOKING = {"review", "blind", "take", "access"}
"""Parts of a case that somebody who only reads does not even see."""


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Team:
    """A desk whose gate stands before an application that lets everything be done."""
    made = Team(two_cases(tmp_path_factory.mktemp("rights")))
    real = made.gate._app
    ROUTES[:] = [r for r in real.routes if isinstance(r, Route)]  # type: ignore[attr-defined]
    made.gate = DeskGate(PlainTextResponse(THROUGH), made.desk)
    return made


def addresses(case: str) -> list[tuple[str, str]]:
    """Every route with each of its methods (HEAD is GET to the gate), its places filled."""
    told = set()
    for route in ROUTES:
        path = route.path.replace("{case}", case)
        while "{" in path:
            path = path[: path.index("{")] + "x" + path[path.index("}") + 1 :]
        told |= {(method, path) for method in route.methods or () if method != "HEAD"}
    return sorted(told)


def is_through(client: TestClient, method: str, path: str, form: str = "") -> bool:
    answer = client.request(method, f"{path}?form={form}", follow_redirects=False)
    through = bool(answer.text == THROUGH)
    assert through or answer.status_code in (303, 401, 403, 404, 413)
    return through


def test_a_role_opens_what_it_allows_in_its_case_and_nothing_in_another(team: Team) -> None:
    own, other = (held.id for held in team.cases.listed())
    for role in DeskRole:
        client, form = team.browser(team.person(f"a {role}", role, own))
        opened = {(m, p) for m, p in addresses(own) if is_through(client, m, p, form)}
        of_case = {(m, p.split("/")[3] if p.count("/") > 2 else "") for m, p in opened if own in p}
        foreign = [a for a in addresses(other) if other in a[1]]

        assert len(foreign) > 20
        assert [a for a in foreign if is_through(client, *a, form)] == []
        assert [p for _, p in opened if p.startswith(("/people", "/cases", "/who"))] == []
        read = {part for method, part in of_case if method == "GET"}
        written = {part for method, part in of_case if method == "POST"}
        rights = RIGHTS[role]
        assert (LOOKING & read == set()) == (role is DeskRole.VIEWER)
        assert ("blind" in written) == (DeskRight.REVIEW in rights)
        assert ({"do", "take"} <= written) == (role in (DeskRole.ANALYST, DeskRole.ADMINISTRATOR))
        assert ("access" in read | written) == (role is DeskRole.ADMINISTRATOR)
        if role is DeskRole.VIEWER:
            assert "see" in written
            assert written <= {"see", "viewed"}


def test_no_stranger_and_nobody_kept_out_gets_an_answer(team: Team) -> None:
    own = team.cases.listed()[0].id
    who = team.person("somebody kept out", DeskRole.ADMINISTRATOR, own)
    team.person("in charge")
    kept_out, form = team.browser(who)
    team.desk.accounts.set_disabled(who, True, "Ann")
    inside = [(m, p) for m, p in addresses(own) if p.split("/")[1] in ("c", "people", "")]

    assert len(inside) > 20
    for client in (team.stranger(), kept_out):
        assert [a for a in inside if is_through(client, *a, form)] == []


def test_a_rebound_host_and_a_foreign_page_get_no_answer(team: Team) -> None:
    own = team.cases.listed()[0].id
    client, form = team.browser(team.person("in charge too"))
    listed = addresses(own)
    foreign: list[tuple[int, dict[str, str]]] = [
        (421, {"host": "rebound.example:8123"}),
        (421, {"host": "127.0.0.1:8123"}),
        (403, {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}),
        (403, {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"}),
        (403, {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}),  # in a frame
    ]
    for status, headers in foreign:
        answers = [client.request(m, f"{p}?form={form}", headers=headers) for m, p in listed]

        assert {a.status_code for a in answers} == {status}, headers
        assert all(a.headers[name] == value for a in answers for name, value in HEADERS.items())


def test_a_link_from_elsewhere_is_asked_for_again_by_a_page_of_ours(team: Team) -> None:
    client, _ = team.browser(team.person("who follows links"))
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    link |= {"sec-fetch-dest": "document"}
    answer = client.get("/c/x/ab?a=1&b=\"'<", headers=link)
    away = client.get("http://localhost:8123//evil.example/x", headers=link)

    assert answer.status_code == 200
    assert THROUGH not in answer.text
    assert 'url=http://localhost:8123/c/x/ab?a=1&amp;b=%22%27%3C"' in answer.text
    assert "url=http://localhost:8123//evil.example/x" in away.text
    assert client.post("/c/x/do/read", headers=link).status_code == 403


def test_an_address_spelled_otherwise_opens_nothing(team: Team) -> None:
    own, other = (held.id for held in team.cases.listed())
    client, _ = team.browser(team.person("who spells", DeskRole.VIEWER, own))
    for path in (f"//c/{other}", f"/./c/{other}", f"/c//{other}"):
        address = f"{team.desk.site.origin}{path}"

        assert not is_through(client, "GET", address), path


def test_writing_needs_the_token_of_this_very_browser(team: Team) -> None:
    own = team.cases.listed()[0].id
    who = team.person("with two browsers", DeskRole.ANALYST, own)
    (first, form), (second, _) = team.browser(who), team.browser(who)
    path = f"/c/{own}/do/read"

    assert is_through(first, "POST", path, form)
    assert not is_through(second, "POST", path, form)
    assert not is_through(first, "POST", path)
    del first.headers["sec-fetch-site"]
    assert not is_through(first, "POST", path, form)
    first.headers["origin"] = "http://localhost:8123"
    assert is_through(first, "POST", path, form)
