"""A desk in Chromium: the first link, a passkey, links from elsewhere, and axe on its pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources, util
from pathlib import Path
from typing import Any

import pytest
from tests.serve.team import PASSWORD

from secondtake import browser
from secondtake.workbench import open_bench

PROGRAM = next(filter(None, map(shutil.which, browser.PROGRAMS)), None)
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(PROGRAM is None, reason="there is no Chromium here"),
    pytest.mark.skipif(util.find_spec("axe_core_python") is None, reason="axe-core is not here"),
    pytest.mark.skipif(util.find_spec("playwright") is None, reason="Playwright is not here"),
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a desk with one bare case, and the link for its first administrator."""
    folder = tmp_path_factory.mktemp("desk")
    with open_bench(folder / "harbour", by="Ann"):
        pass
    command = [sys.executable, "-m", "secondtake", "serve", str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address, link = (server.stdout.readline().split()[-1] for _ in range(2))
        yield address.rstrip("/"), link
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        opened = play.chromium.launch(executable_path=PROGRAM, args=arguments)
        yield opened
        opened.close()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Another site, and the folder of its pages."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", tmp_path
    server.shutdown()
    server.server_close()


def tab_of(chromium: Any) -> Any:
    """A browser of its own, with a device that makes passkeys."""
    context = chromium.new_context(viewport={"width": 1100, "height": 900})
    tab = context.new_page()
    tab.set_default_timeout(60_000)
    device = context.new_cdp_session(tab)
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return tab


def breaks(page: Any) -> list[tuple[str, str]]:
    """Rules of axe-core that the page breaks, each with the first place."""
    page.wait_for_load_state("networkidle")  # a click returns before the next page stands
    axe = resources.files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    page.evaluate(axe)
    found = page.evaluate("() => axe.run(document)")
    return [(v["id"], v["nodes"][0]["html"][:120]) for v in found["violations"]]


def test_an_invited_reviewer_comes_in_with_a_passkey_and_sees_one_case(
    chromium: Any, served: tuple[str, str], elsewhere: tuple[str, Path]
) -> None:
    desk, link = served
    broken: dict[str, list[tuple[str, str]]] = {}
    ann = tab_of(chromium)
    ann.goto(link)
    broken["join"] = breaks(ann)
    ann.get_by_label("Your name").fill("Ann")
    ann.get_by_label("Password").fill(PASSWORD)
    ann.get_by_role("button", name="Use this password").click()
    broken["cases"] = breaks(ann)
    ann.get_by_role("link", name="People of the desk").click()
    ann.get_by_label("Name").fill("Bob")
    ann.get_by_role("button", name="Make a link").click()
    invitation = ann.locator("#link").inner_text()
    broken["people"] = breaks(ann)
    ann.goto(desk)
    ann.get_by_role("link", name="Access: harbour").click()
    ann.get_by_label("Role of Bob").select_option("reviewer")
    ann.get_by_role("button", name="Save the role of Bob").click()
    broken["access"] = breaks(ann)

    bob = tab_of(chromium)
    bob.goto(invitation)
    bob.get_by_role("button", name="Use a passkey").click()
    bob.get_by_role("link", name="harbour").wait_for()
    bob.get_by_role("link", name="Account").click()
    broken["account"] = breaks(bob)
    passkeys = bob.locator("form[action^='/account/passkey']").count()
    bob.get_by_role("button", name="Sign out").click()
    broken["sign in"] = breaks(bob)
    bob.get_by_role("button", name="Sign in with a passkey").click()
    bob.get_by_role("link", name="harbour").click()
    case = bob.url

    site, folder = elsewhere
    (folder / "page.html").write_text(
        f'<a href="{case}/findings">go</a><iframe src="{case}"></iframe><img src="{case}">'
    )
    bob.goto(f"{site}/page.html")
    framed = [frame for frame in bob.frames[1:] if "harbour" in frame.content()]
    bob.get_by_role("link", name="go").click()
    bob.wait_for_url(f"{case}/findings")
    bob.get_by_text("Works here: Bob").wait_for()

    assert passkeys == 1
    assert framed == []
    assert {name: found for name, found in broken.items() if found} == {}
