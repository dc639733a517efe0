"""A model's words count only where they stand on the page, and the page stays on this machine."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from secondtake.cli import main
from secondtake.errors import AddressRefused, FetchFailed
from secondtake.reading import checked
from secondtake.workbench import read, second_reading

PAGE = (
    "Ferry on fire\n\nThe harbour office said on Monday that the film shows one man twice. "
    "Nobody was hurt. A deckhand wrote that the hose was dry.\n"
)


def answer(content: str) -> bytes:
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


def claims(*told: tuple[str, str | None]) -> str:
    return json.dumps([{"quote": q, "source": s} for q, s in told])


@pytest.fixture
def model() -> Iterator[tuple[str, list[dict[str, Any]], dict[str, bytes]]]:
    asked: list[dict[str, Any]] = []
    says = {"answer": answer("[]")}

    class Model(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.append({"path": self.path, **json.loads(body)})
            self.send_response(200)
            self.send_header("Content-Length", str(len(says["answer"])))
            self.end_headers()
            self.wfile.write(says["answer"])

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Model)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked, says
    server.shutdown()
    thread.join()
    server.server_close()


def test_only_words_that_stand_on_the_page_are_kept() -> None:
    page = read(PAGE.encode())
    told = claims(
        ("the hose was dry", "A deckhand"),
        ("the hose was wet", "A deckhand"),
        ("Nobody was hurt.", "The mayor"),
        ("Nobody was hurt.", None),
        ("Nobody was hurt.", None),
    )
    kept, dropped = checked(page.article, answer(f"```json\n{told}\n```"))

    assert [(s.quote.text, s.source.text if s.source else None) for s in kept] == [
        ("Nobody was hurt.", None),
        ("the hose was dry", "A deckhand"),
    ]
    assert dropped == 2
    assert all(page.article.text[s.quote.start : s.quote.end] == s.quote.text for s in kept)


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", answer("I think it is staged"), answer('{"a": 1}'), answer("[1, null]")],
)
def test_an_answer_in_another_form_is_refused_or_dropped(data: bytes) -> None:
    article = read(PAGE.encode()).article
    try:
        kept, dropped = checked(article, data)
    except FetchFailed as error:
        assert "not a list of claims" in str(error)
    else:
        assert (kept, dropped) == ((), 2)


def test_the_model_is_asked_and_what_rules_missed_is_told_apart(
    model: tuple[str, list[dict[str, Any]], dict[str, bytes]],
) -> None:
    address, asked, says = model
    told = claims(("the film shows one man twice", "The harbour office"), ("Ferry on fire", None))
    says["answer"] = answer(told)
    found = second_reading(read(PAGE.encode()), address, "small")

    assert asked[0]["path"] == "/v1/chat/completions"
    assert (asked[0]["model"], "one man twice" in asked[0]["messages"][1]["content"]) == (
        "small",
        True,
    )
    assert [found.suggestions[n].quote.text for n in found.new] == []
    assert [s.quote.text for s in found.suggestions] == ["the film shows one man twice"]


def test_the_page_is_not_sent_to_another_machine_unasked(tmp_path: Path) -> None:
    with pytest.raises(AddressRefused, match="would be sent there"):
        second_reading(read(PAGE.encode()), "http://example.org:8080", "small")


def test_the_command_says_what_it_dropped(
    model: tuple[str, list[dict[str, Any]], dict[str, bytes]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    address, _, says = model
    says["answer"] = answer(claims(("never written", None), ("Nobody was hurt.", None)))
    (tmp_path / "page.txt").write_text(PAGE)
    code = main(["second-reader", str(tmp_path / "page.txt"), "--at", address])

    assert code == 0
    assert "1 of its claims were dropped" in capsys.readouterr().out
