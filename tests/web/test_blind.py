"""A blind look holds no word of the claim, the score or another reviewer; what is filed is kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from starlette.testclient import TestClient
from tests.web.desk import inside

from secondtake.web.cases import Cases
from secondtake.workbench import open_bench, reviews

pytestmark = pytest.mark.slow

NOTE = "The shadow on the wall."


@pytest.fixture(scope="module")
def case(judged_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("blind") / "case"
    shutil.copytree(judged_once, folder)
    with open_bench(folder, by="Bob") as bench:
        (found, *_) = (f for f in bench.judge() if f.relations)
        reviews.review(bench, found.id, "cannot tell", note=NOTE)
    return folder


@pytest.fixture
def browser(case: Path) -> tuple[TestClient, str, str]:
    client, form = inside(Cases(case))
    return client, form, f"/c/{Cases(case).listed()[0].id}"


def test_a_blind_look_tells_nothing_and_what_is_filed_is_told(
    browser: tuple[TestClient, str, str], case: Path
) -> None:
    client, form, root = browser
    waiting = client.get(f"{root}/review")
    look = client.post(f"{root}/review?form={form}")
    address = look.url.path
    bodies = [look.text, client.get(f"{address}?step=5").text, waiting.text]
    pictures = [client.get(f"{address}/{side}/{n}") for side in ("left", "right") for n in (1, 5)]
    state = Cases(case).listed()[0].state()
    (found, *_) = (f for f in state.report.findings if f.relations)
    telling = (
        *("Harbour", "Monday", "same scene twice", "night.mp4", "Bob", NOTE, found.id, "candidate"),
        *(digest[:12] for digest in (e.digest for e in state.report.exhibits)),
    )

    assert [word for body in bodies for word in telling if word in body] == []
    assert {p.headers["content-type"] for p in pictures} == {"image/jpeg"}
    assert all(p.headers.keys() <= {*look.headers.keys(), "content-length"} for p in pictures)

    answer = {"decision": "sees it", "note": "It moves alike.", "declared": "yes"}
    answer |= {"weight-0": "more"}
    told = client.post(f"{address}?form={form}", data=answer)
    with open_bench(case) as bench:
        (own,) = (r for r in bench.reviews() if r.reviewer == "Ann")

    assert told.url.path == f"{root}/review/{found.id}"
    assert NOTE in told.text
    assert "disagree" in told.text
    assert (own.blind, own.decision, own.note) == (True, "sees it", "It moves alike.")
    assert [weight for _, weight in own.weights] == ["more"]
    assert client.get(address).status_code == 404  # answered once
    assert "No pair waits" in client.get(f"{root}/review").text  # the second look is another's


def test_whoever_was_sent_what_it_is_about_is_not_blind(
    browser: tuple[TestClient, str, str], case: Path
) -> None:
    client, form, root = browser
    client.post(f"/who?form={form}", data={"name": "Cy", "case": root.rpartition("/")[2]})
    look = client.post(f"{root}/review?form={form}")
    client.get(f"{root}/claims")
    client.post(f"{look.url.path}?form={form}", data={"decision": "sees it", "declared": "yes"})
    with open_bench(case) as bench:
        (own,) = (r for r in bench.reviews() if r.reviewer == "Cy")

    assert not own.blind


def test_an_open_picture_is_given_only_after_its_reason_is_in_the_log(
    browser: tuple[TestClient, str, str], case: Path
) -> None:
    client, form, root = browser
    page = client.get(f"{root}/ab", params={"finding": _finding(case)})
    film = page.url.params["a"].partition(":")[0]
    still = f"{root}/still/{film}/0"
    refused = client.get(f"{still}?grade=open")
    veiled = client.get(f"{still}?grade=veiled")
    asked = {**dict(page.url.params), "grade": "open"}
    without = client.post(f"{root}/see?form={form}", data=asked)
    with open_bench(case) as bench:
        before = len(bench.case.events())
    client.post(f"{root}/see?form={form}", data={**asked, "reason": "To read the number."})
    given = client.get(f"{still}?grade=open")
    with open_bench(case) as bench:
        events = bench.case.events()[before:]

    assert (refused.status_code, without.status_code, given.status_code) == (403, 400, 200)
    assert len(veiled.content) < len(given.content)
    assert given.headers["x-pts"] == "0"
    assert {(e.action, e.actor, dict(e.detail)["reason"]) for e in events} == {
        ("unredacted", "Ann", "To read the number.")
    }
    assert np.array([client.get(f"{root}/frames/{film}").json()["pts"]]).shape == (1, 50)
    assert client.get(f"{root}/still/{film}/1?grade=veiled").status_code == 400  # between frames
    assert client.get(f"{root}/still/{'0' * 64}/0").status_code == 400


def _finding(case: Path) -> str:
    report = Cases(case).listed()[0].state().report
    return next(f.id for f in report.findings if f.relations)
