"""How a desk may be reached, and never in the clear; killed, lost and begun again."""

from __future__ import annotations

import datetime
import json
import re
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.films import moving_square, write_film
from tests.serve.team import PASSWORD

from secondtake.cli import main
from secondtake.errors import InputInvalid
from secondtake.serve import Settings
from secondtake.serve.database import FILE_NAME
from secondtake.workbench import open_bench

PAGE = "Two takes\n\nThe Harbour Agency said on Monday the video shows the same scene twice.\n"
HERE = Path(__file__)


@pytest.mark.parametrize(
    "told",
    [
        {"address": "0.0.0.0"},
        {"address": "192.0.2.1", "name": "desk.example.org"},
        {"address": "desk.example.org"},
        {"certificate": HERE},
        {"key": HERE},
        {"certificate": HERE, "key": HERE},
        {"certificate": HERE, "key": HERE, "name": "desk.example.org", "proxy": "127.0.0.1"},
        {"proxy": "127.0.0.1"},
        {"proxy": "a-proxy", "name": "desk.example.org"},
        {"proxy": "127.0.0.1", "name": "desk.example.org/path"},
        {"proxy": "127.0.0.1", "name": "desk example"},
    ],
    ids=str,
)
def test_nothing_is_served_in_the_clear_or_under_no_name(told: dict[str, Any]) -> None:
    with pytest.raises(InputInvalid):
        Settings(**told).site(8123)


@pytest.mark.parametrize(
    ("told", "origin", "cookie"),
    [
        ({}, "http://localhost:8123", "secondtake-8123"),
        ({"address": "::1"}, "http://localhost:8123", "secondtake-8123"),
        (
            {"certificate": HERE, "key": HERE, "name": "Desk.example.org", "address": "0.0.0.0"},
            "https://desk.example.org:8123",
            "__Host-secondtake",
        ),
        (
            {"proxy": "192.0.2.7", "name": "desk.example.org", "address": "0.0.0.0"},
            "https://desk.example.org",
            "__Host-secondtake",
        ),
    ],
)
def test_a_desk_is_reached_under_one_origin(told: dict[str, Any], origin: str, cookie: str) -> None:
    site = Settings(**told).site(8123)

    assert (site.origin, site.cookie) == (origin, cookie)


@pytest.mark.slow
def test_backup_and_restore_are_told_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    file = str(tmp_path / "backup.json")
    codes = [
        main(["serve", str(tmp_path / "old"), "--backup", file, "--json"]),
        main(["serve", str(tmp_path / "new"), "--restore", file, "--json"]),
        main(["serve", str(tmp_path / "old"), "--backup", file]),
        main(["serve", str(tmp_path / "nowhere"), "--backup", file]),
    ]
    told = capsys.readouterr()

    assert codes == [0, 0, 2, 2]
    assert json.loads(told.out.partition("}")[0] + "}") == {"file": file, "people": 0}
    assert "not there yet" in told.err


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """A desk in a process of its own, and the lines it printed when it listened."""
    command = [sys.executable, "-m", "secondtake", "serve", str(folder), "--json", *options]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        told = []
        for line in server.stdout:
            told.append(line)
            if line.startswith("}"):
                break
        yield server, json.loads("".join(told))
    finally:
        server.kill()
        server.wait(20)


@pytest.mark.slow
def test_a_killed_desk_whose_database_is_lost_keeps_every_review(tmp_path: Path) -> None:
    """By TLS of an authority of its own, as a desk runs it."""
    folder = tmp_path / "cases"
    folder.mkdir()
    film = moving_square(1)
    (tmp_path / "page.txt").write_text(PAGE)
    write_film(tmp_path / "first.mp4", film)
    write_film(tmp_path / "second.mp4", film[5:])
    with open_bench(folder / "harbour", by="Cy") as bench:
        bench.keep(tmp_path / "page.txt", role="page")
        bench.keep(tmp_path / "first.mp4", tmp_path / "second.mp4")
        bench.read()
        bench.watch()
        bench.compare()
        bench.judge()
        case = bench.case.id
    trusted = certificate(tmp_path)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--port", str(port), "--name", f"localhost:{port}"]
    options += ["--tls-cert", str(tmp_path / "cert.pem"), "--tls-key", str(tmp_path / "key.pem")]

    with serving(folder, *options) as (server, told):
        ann, bob = (browser(told["address"], trusted) for _ in range(2))
        ann.post(told["link"], data={"name": "Ann", "password": PASSWORD})
        invite(ann, bob, "Bob", case)
        answers = [review(who, case, note) for who, note in ((ann, "Moves."), (bob, "Alike."))]
        again = bob.get(f"/c/{case}/review").text
        server.kill()  # what was acknowledged is on the disk
    (folder / FILE_NAME).unlink()
    with serving(folder, *options, "--administrator", "Ann") as (_, told):
        ann, bob = (browser(told["address"], trusted) for _ in range(2))
        ann.post(told["link"], data={"password": PASSWORD})
        invite(ann, bob, "Bob", case)
        later = bob.get(f"/c/{case}/review").text
    with open_bench(folder / "harbour") as bench:
        held = {(r.reviewer, r.note) for r in bench.reviews()}
        actors = {event.actor for event in bench.case.events()}

    assert [a.status_code for a in answers] == [200, 200]
    assert "No pair waits" in again  # the second look is never one's own
    assert "No pair waits" in later  # nor after the accounts were made anew
    assert held == {("Ann", "Moves."), ("Bob", "Alike.")}
    assert {"Ann", "Bob"} <= actors
    assert main(["verify", "--case", str(folder / "harbour")]) == 0


def browser(address: str, trusted: ssl.SSLContext) -> httpx.Client:
    client = httpx.Client(base_url=address, verify=trusted, follow_redirects=True, timeout=120)
    client.headers["sec-fetch-site"] = "same-origin"
    return client


def form_of(client: httpx.Client, page: str) -> str:
    found = re.search(r"\?form=([0-9a-f]+)", client.get(page).text)
    assert found is not None, page
    return found[1]


def invite(by: httpx.Client, client: httpx.Client, name: str, case: str) -> None:
    """An account for somebody, the role of a reviewer, and their password."""
    form = form_of(by, "/people")
    told = by.post(f"/people?form={form}", data={"name": name}).text
    link = re.search(r"https://\S+/join/[\w-]+", told)
    number = re.search(rf"/people/(\d+)/link[^>]*><button>[^<]*<bdi>{name}<", told)
    assert link is not None
    assert number is not None
    by.post(f"/c/{case}/access?form={form}", data={"person": number[1], "role": "reviewer"})
    client.post(link[0], data={"password": PASSWORD})


def review(who: httpx.Client, case: str, note: str) -> httpx.Response:
    """Look at the next pair, and say what was seen."""
    form = form_of(who, f"/c/{case}/review")
    look = who.post(f"/c/{case}/review?form={form}")
    return who.post(f"{look.url.path}?form={form}", data={"decision": "sees it", "note": note})


def certificate(folder: Path) -> ssl.SSLContext:
    """A certificate for localhost of an authority made for it, and who trusts that authority."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return ssl.create_default_context(cafile=str(folder / "cert.pem"))
