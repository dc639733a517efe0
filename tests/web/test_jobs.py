"""Verbs as jobs: told as they go, from where a browser left off; one at a time on a case."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.desk import bare_case, inside

from secondtake.web.cases import Cases
from secondtake.workbench import open_view

pytestmark = pytest.mark.slow


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    # As the server does: where tests run in the background of a shell, Ctrl-C is ignored, and
    # whatever they start would ignore it too.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield bare_case(tmp_path)
    signal.signal(signal.SIGINT, before)


def ended(client: TestClient, page: str) -> list[str]:
    """What a job says, to its end."""
    root, _, job = page.rpartition("/job/")
    return re.findall(r"data: (.*)", client.get(f"{root}/events/{job}").text)


def test_a_page_is_sent_in_parts_and_kept_by_a_job(case: Path, tmp_path: Path) -> None:
    with inside(Cases(case))[0] as client:
        form = _form(client)
        root = f"/c/{Cases(case).listed()[0].id}"
        text = b"Ferry on fire\n\nThe agency said on Monday that the video shows a ferry.\n"
        asked = {"name": "ferry.txt", "size": len(text), "role": "page"}
        upload = f"{root}/take/{'5e' * 32}"
        headers = {"x-form-token": form}
        first = client.post(
            upload, params={**asked, "offset": 0}, content=text[:9], headers=headers
        )
        again = client.get(upload)
        last = client.post(upload, params={**asked, "offset": 9}, content=text[9:], headers=headers)
        busy = client.post(f"{root}/do/verify?form={form}")
        said = ended(client, last.json()["job"])
        rest = client.get(
            f"{root}/events/{last.json()['job'].rpartition('/')[2]}",
            headers={"last-event-id": str(len(said) - 2)},
        )
        page = client.get(root)
    with open_view(case) as view:
        (kept,) = view.case.exhibits()

    assert (first.json(), again.json()) == ({"have": 9}, {"have": 9})
    assert busy.status_code == 409
    assert said[-1] == "0"
    assert re.findall(r"data: (.*)", rest.text) == ["0"]
    assert kept.name == "ferry.txt"
    assert (case / "evidence" / kept.digest[:2] / kept.digest).read_bytes() == text
    assert "Not read yet" in page.text
    assert list((tmp_path / "cache" / "secondtake" / "incoming").iterdir()) == []


def test_a_job_that_is_stopped_lets_the_case_go(case: Path) -> None:
    with inside(Cases(case))[0] as client:
        form = _form(client)
        root = f"/c/{Cases(case).listed()[0].id}"
        page = client.post(f"{root}/do/report?form={form}").url.path
        client.post(f"{page}?form={form}")
        code = int(ended(client, page)[-1])
        unknown = client.post(f"{root}/do/forget-people?form={form}")
        then = client.post(f"{root}/do/verify?form={form}").url.path
        verified = ended(client, then)[-1]

    assert code != 0
    assert unknown.status_code == 404
    assert verified == "0"


def _form(client: TestClient) -> str:
    return re.findall(r"form=([\w-]+)", client.get("/").text)[0]
