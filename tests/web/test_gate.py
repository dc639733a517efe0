"""Who is let in: our own host, the browser that came through the link, forms of our own pages."""

from __future__ import annotations

import pytest
from starlette.routing import Route
from tests.web.desk import HOST, Told, bare_case, desk, inside

from secondtake.web.cases import Cases
from secondtake.web.gate import HEADERS


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Cases:
    return Told(bare_case(tmp_path_factory.mktemp("gate")))


def addresses(app: object, case: str) -> list[tuple[str, str]]:
    """Every route with each of its methods, its places filled."""
    routes: list[Route] = app._app.routes  # type: ignore[attr-defined]
    told = []
    for route in routes:
        path = route.path.replace("{case}", case)
        path = path.replace("{name}", "report.css")
        while "{" in path:
            path = path[: path.index("{")] + "x" + path[path.index("}") + 1 :]
        told += [(method, path) for method in sorted(route.methods or ())]
    return told


def test_the_link_opens_once_and_its_cookie_is_out_of_reach_of_scripts(cases: Cases) -> None:
    client, sessions = desk(cases)
    wrong = client.get("/enter/guess")
    first = client.get(f"/enter/{sessions.entrance}", follow_redirects=False)
    again = client.get(f"/enter/{sessions.entrance}", follow_redirects=False)

    assert (wrong.status_code, first.status_code, again.status_code) == (403, 303, 403)
    cookie = first.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert cookie.startswith("secondtake-8123=")


def test_every_route_refuses_a_rebound_host_a_stranger_and_a_foreign_page(cases: Cases) -> None:
    client, _ = inside(cases)
    stranger, _ = desk(cases)
    case = cases.listed()[0].id
    listed = addresses(client.app, case)
    answers = {
        "rebound": [
            client.request(m, p, headers={"host": "rebound.example:8123"}) for m, p in listed
        ],
        "stranger": [stranger.request(m, p) for m, p in listed if not p.startswith("/enter/")],
        "foreign": [
            client.request(m, p, headers={"sec-fetch-site": "cross-site"})
            for m, p in listed
            if not p.startswith("/enter/")
        ],
        "other port": [
            client.request(m, p, headers={"sec-fetch-site": "same-site"})
            for m, p in listed
            if not p.startswith("/enter/")
        ],
    }

    assert len(listed) > 10
    assert {r.status_code for r in answers["rebound"]} == {421}
    for who in ("stranger", "foreign", "other port"):
        assert {r.status_code for r in answers[who]} == {403}, who
    assert not any("case" in r.text.lower() for told in answers.values() for r in told)


def test_writing_needs_our_own_page_and_its_form(cases: Cases) -> None:
    client, token = inside(cases)
    home = f"/c/{cases.listed()[0].id}"
    without = client.post(home)
    guessed = client.post(f"{home}?form=guess")
    typed = client.post(f"{home}?form={token}", headers={"sec-fetch-site": "none"})
    del client.headers["sec-fetch-site"]
    silent = client.post(f"{home}?form={token}")
    foreign = client.post(f"{home}?form={token}", headers={"origin": "http://127.0.0.1:9"})
    own = client.post(f"{home}?form={token}", headers={"origin": HOST})

    assert [r.status_code for r in (without, guessed, typed, silent, foreign)] == [403] * 5
    assert own.status_code == 405  # let through, and the page is only read


def test_every_answer_carries_the_headers_that_keep_pages_to_themselves(cases: Cases) -> None:
    client, _ = inside(cases)
    case = cases.listed()[0].id
    answers = [client.request(m, p) for m, p in addresses(client.app, case)]
    answers.append(client.get("/nowhere"))

    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    assert not any("traceback" in answer.text.lower() for answer in answers)
