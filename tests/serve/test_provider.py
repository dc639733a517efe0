"""Signing in through a small OpenID provider on loopback, and what a false one gets."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey
from starlette.testclient import TestClient
from tests.serve.team import SITE, Team, two_cases

from secondtake.errors import InputInvalid
from secondtake.serve.provider import Provider, ProviderSettings, read_settings

US, SECRET = "the-desk", "known to both"
KEY, FOREIGN_KEY = (ECKey.generate_key("P-256", {"kid": "one"}) for _ in range(2))


class SmallProvider(ThreadingHTTPServer):
    """Tells what a test laid into it: ``claims`` differ from what is right, ``key`` signs."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.named: str | None = None
        self.claims: dict[str, Any] = {}
        self.key = KEY
        self.algorithm = "ES256"
        self.asked: dict[str, str] = {}

    def token(self, told: dict[str, list[str]]) -> dict[str, Any] | None:
        """The answer to a code; None where the code's owner did not begin here (RFC 7636)."""
        verifier = hashlib.sha256(told["code_verifier"][0].encode()).digest()
        proof = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if told["code"] != ["a code"] or proof != self.asked["code_challenge"]:
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": US, "sub": "bob-7", "nonce": self.asked["nonce"]}
        claims |= {"iat": now, "exp": now + 60} | self.claims
        header = {"alg": self.algorithm, "kid": "one"}
        if self.algorithm == "none":
            parts = (json.dumps(one).encode() for one in (header, claims))
            signed = ".".join(base64.urlsafe_b64encode(p).rstrip(b"=").decode() for p in parts)
            return {"access_token": "x", "token_type": "Bearer", "id_token": f"{signed}."}
        signed = jwt.encode(header, claims, self.key)
        return {"access_token": "x", "token_type": "Bearer", "id_token": signed}


class _Answers(BaseHTTPRequestHandler):
    server: SmallProvider

    def do_GET(self) -> None:
        issuer = self.server.issuer
        if self.path == "/jwks":
            self._say({"keys": [KEY.as_dict(private=False)]})
            return
        self._say(
            {
                "issuer": self.server.named or issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/jwks",
                "id_token_signing_alg_values_supported": ["none", "HS256", "ES256"],
            }
        )

    def do_POST(self) -> None:
        told = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())
        answer = self.server.token(told)
        self._say(answer or {"error": "invalid_grant"}, 200 if answer else 400)

    def _say(self, told: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing on the terminal."""


@pytest.fixture
def provider() -> Iterator[SmallProvider]:
    server = SmallProvider()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def team(provider: SmallProvider, tmp_path: Path) -> Team:
    settings = ProviderSettings(
        issuer=provider.issuer, client_id=US, client_secret=SECRET, label="The house"
    )
    return Team(two_cases(tmp_path), provider=Provider(settings, SITE))


def there_and_back(
    client: TestClient, provider: SmallProvider, start: str = "/provider", *, state: str = ""
) -> Any:
    """Leave for the provider, and come back with what it gives."""
    left = client.get(start, follow_redirects=False)
    to = urlsplit(left.headers["location"])
    provider.asked = {name: value for name, (value,) in parse_qs(to.query).items()}
    params = {"code": "a code", "state": state or provider.asked["state"]}
    return client.get("/provider/back", params=params, follow_redirects=False)


@pytest.mark.slow
def test_the_link_ties_an_account_to_the_provider_and_then_the_provider_lets_in(
    team: Team, provider: SmallProvider
) -> None:
    bob, link = team.person("Bob"), ""
    link = team.desk.link_for(bob, by="Ann")
    stranger = there_and_back(team.stranger(), provider)
    joined = team.stranger()
    first = there_and_back(joined, provider, f"/provider?join={link.rpartition('/')[2]}")
    again = there_and_back(team.stranger(), provider)
    page = joined.get("/account").text
    cy = team.desk.link_for(team.person("Cy"), by="Ann")
    taken = there_and_back(team.stranger(), provider, f"/provider?join={cy.rpartition('/')[2]}")

    assert "The house" in team.stranger().get("/login").text
    assert provider.asked["redirect_uri"] == "http://localhost:8123/provider/back"
    assert provider.asked["code_challenge_method"] == "S256"
    assert (stranger.status_code, first.status_code, again.status_code) == (400, 303, 303)
    assert "Bob" in page
    assert taken.status_code == 400
    assert team.stranger().get(link).status_code == 400  # it was used
    assert team.stranger().get(cy).status_code == 200  # it was not


@pytest.mark.slow
def test_nothing_false_lets_anybody_in(team: Team, provider: SmallProvider) -> None:
    bob = team.person("Bob")
    with team.desk.database.asked() as connection:
        team.desk.accounts.bind(connection, bob, provider.issuer, "bob-7")
    right = there_and_back(team.stranger(), provider).status_code
    told = {}
    for name, claims in {
        "audience": {"aud": "another"},
        "issuer": {"iss": "http://127.0.0.1:1"},
        "nonce": {"nonce": "an older one"},
        "expired": {"exp": int(time.time()) - 3600},
        "nobody": {"sub": ""},
        "another": {"sub": "bob-70"},
    }.items():
        provider.claims = claims
        told[name] = there_and_back(team.stranger(), provider).status_code
    provider.claims = {}
    provider.key = FOREIGN_KEY
    told["foreign key"] = there_and_back(team.stranger(), provider).status_code
    provider.key, provider.algorithm = KEY, "none"
    told["unsigned"] = there_and_back(team.stranger(), provider).status_code
    provider.algorithm = "ES256"
    told["state"] = there_and_back(team.stranger(), provider, state="guessed").status_code
    left = team.stranger().get("/provider", follow_redirects=False).headers["location"]
    state = parse_qs(urlsplit(left).query)["state"][0]
    told["other browser"] = (
        team.stranger().get("/provider/back", params={"code": "a code", "state": state}).status_code
    )
    team.desk.accounts.set_administrator(team.person("Ann"), True, "Ann")
    team.desk.accounts.set_disabled(bob, True, "Ann")
    told["kept out"] = there_and_back(team.stranger(), provider).status_code

    assert right == 303
    assert told == dict.fromkeys(told, 400)


@pytest.mark.slow
def test_a_provider_that_names_itself_otherwise_or_is_away_is_told(
    team: Team, provider: SmallProvider, tmp_path: Path
) -> None:
    provider.named = "http://127.0.0.1:1/other"
    other = team.stranger().get("/provider", follow_redirects=False)
    away = ProviderSettings(issuer="http://127.0.0.1:1", client_id=US, client_secret="", label="A")
    team = Team(team.cases, folder=tmp_path, provider=Provider(away, SITE))
    answer = team.stranger().get("/provider", follow_redirects=False)

    assert (other.status_code, answer.status_code) == (400, 400)
    assert "did not say who you are" in answer.text


@pytest.mark.parametrize(
    "told",
    [
        "",
        "issuer = ",
        'issuer = "http://desk.example.org"\nclient_id = "a"\nclient_secret = "b"\nlabel = "c"',
        'issuer = "https://a.example"\nclient_id = 7\nclient_secret = "b"\nlabel = "c"',
    ],
)
def test_settings_that_cannot_be_are_told(tmp_path: Path, told: str) -> None:
    (tmp_path / "oidc.toml").write_text(told)

    with pytest.raises(InputInvalid):
        read_settings(tmp_path / "oidc.toml")
