"""Addresses are asked again: still there, changed in what, gone, or could not look."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.cli.ran import run

from secondtake.store import verify
from secondtake.workbench import open_bench
from secondtake.workbench.pipeline import web_archive_lookup

STORY = (
    "<html><head><title>A story of the harbour</title></head><body><article>"
    "<h1>A story of the harbour</h1><p>The agency said the video shows the scene twice.</p>"
    "<p>{}</p></article><footer>{}</footer></body></html>"
)
FIRST = STORY.format("The film was posted on Monday by a reader of this paper.", "visitor 1")


class Site:
    """A server of one address whose answer the test sets."""

    def __init__(self) -> None:
        self.status, self.body = 200, FIRST
        site = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(site.status)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(site.body.encode())

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/story"

    def close(self) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


def again(case: Path) -> list[tuple[str, tuple[str, ...]]]:
    with open_bench(case, by="tests") as bench:
        found = bench.recheck(allow_private=True)
        last = bench.case.events()[-1]

        assert last.action == "rechecked"
        assert ("state", found[0].state) in last.detail
    assert verify(case).problems == ()
    return [(r.state, r.notes) for r in found]


def test_each_answer_is_told_apart_and_dated_in_the_log(site: Site, tmp_path: Path) -> None:
    case = tmp_path / "case"
    with open_bench(case, by="tests") as bench:
        bench.keep(site.address, role="page", allow_private=True)

    assert again(case) == [("still there", ())]

    site.body = FIRST.replace("visitor 1", "visitor 22")
    ((state, notes),) = again(case)
    assert state == "changed"
    assert notes[-1] == "The text of the story is the same; the changes are outside it."

    site.body = STORY.format("The film was posted on Tuesday by a reader of this paper.", "")
    ((state, notes),) = again(case)
    assert state == "changed"
    assert "Gone: The film was posted on Monday by a reader of this paper." in notes
    assert "New: The film was posted on Tuesday by a reader of this paper." in notes

    site.status = 410
    assert again(case)[0][0] == "gone"
    site.status = 503
    assert again(case)[0][0] == "could not look"

    with open_bench(case) as bench:
        assert len(bench.with_role("page")) == 1
        assert len(bench.with_role("later version")) == 2


def test_off_line_it_says_that_it_could_not_look(tmp_path: Path) -> None:
    case, site = tmp_path / "case", Site()
    with open_bench(case) as bench:
        bench.keep(site.address, role="page", allow_private=True)
    site.close()
    ran = run("recheck", "--case", case, "--allow-private", "--json")

    assert ran.returncode == 1
    assert [r["state"] for r in json.loads(ran.stdout)] == ["could not look"]


def test_a_case_of_files_alone_asks_nothing(tmp_path: Path, page: Path) -> None:
    with open_bench(tmp_path / "case") as bench:
        bench.keep(page, role="page")

        assert bench.recheck() == ()


@pytest.mark.parametrize(
    ("status", "answer", "expected"),
    [
        (200, {"closest": {"available": True, "timestamp": "20260102030405", "url": "x"}}, "held"),
        (200, {}, "not held"),
        (200, {"closest": 1}, "could not look"),
        (503, {}, "could not look"),
    ],
)
def test_a_public_archive_is_asked_when_told_to(
    site: Site, status: int, answer: dict[str, object], expected: str
) -> None:
    site.status, site.body = status, json.dumps({"archived_snapshots": answer})
    state, note = web_archive_lookup.look(
        site.address, "https://paper.example/a?b", allow_private=True
    )

    assert state == expected
    assert "127.0.0.1" in note
    assert ("2026-01-02 03:04 UTC" in note) == (expected == "held")


def test_an_archive_that_was_not_asked_is_told_as_such(site: Site, tmp_path: Path) -> None:
    with open_bench(tmp_path / "case") as bench:
        bench.keep(site.address, role="page", allow_private=True)
        (without,) = bench.recheck(allow_private=True)
        (refused,) = bench.recheck(archive="http://127.0.0.1:1/x", allow_private=True)
        logged = [
            dict(e.detail)["archived"] for e in bench.case.events()[-4:] if e.action == "rechecked"
        ]

    assert (without.archived, refused.archived) == ("not asked", "could not look")
    assert logged[-1] == "could not look"
