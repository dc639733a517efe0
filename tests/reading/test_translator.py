"""A translator's words stand beside a page's quotes, and the quotes stay on this machine."""

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
from secondtake.reading.machine_translation import translated
from secondtake.workbench import read, translations

PAGE = "Паром горел\n\n«На плёнке дважды один человек», — заявила в понедельник мэрия Нарво.\n"


@pytest.fixture
def server() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    asked: list[dict[str, Any]] = []

    class Translator(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            order = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append({"path": self.path, **order})
            chat = "messages" in order
            quotes = json.loads(order["messages"][1]["content"]) if chat else order["q"]
            texts = [f"English {n}" for n, _ in enumerate(quotes)]
            said: dict[str, Any] = {"translatedText": texts}
            if chat:
                said = {"choices": [{"message": {"content": f"```json\n{json.dumps(texts)}\n```"}}]}
            body = json.dumps(said).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Translator)
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}", asked
    listening.shutdown()
    thread.join()
    listening.server_close()


def test_a_translation_stands_beside_the_quote_and_names_its_maker(
    server: tuple[str, list[dict[str, Any]]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    command = ["read", str(page), "--translator", server[0], "--translator-model", "small"]

    assert main(command) == 0
    shown = capsys.readouterr().out
    assert "machine translation: English 0" in shown
    assert f"made by the model small at {server[0]}, not by a person" in shown

    assert main([*command, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["translation"]["machine_made"] and told["translation"]["model"] == "small"
    assert {t["claim"] for t in told["translation"]["texts"]} == {c["id"] for c in told["claims"]}
    assert all(c["quote"] in PAGE for c in told["claims"])


def test_an_address_ending_in_translate_is_asked_as_libretranslate(
    server: tuple[str, list[dict[str, Any]]],
) -> None:
    made = translations(read(PAGE.encode()), f"{server[0]}/translate", "default")

    assert (server[1][0]["source"], server[1][0]["target"]) == ("ru", "en")
    assert made.model is None and made.texts[0].text == "English 0"


def test_quotes_do_not_leave_this_machine_unasked() -> None:
    with pytest.raises(AddressRefused, match="not on this machine"):
        translations(read(PAGE.encode()), "https://translate.example/translate", "default")


@pytest.mark.parametrize(
    "answer",
    [b"no", b"[]", b'{"translatedText": ["one"]}', b'{"translatedText": ["one", 2]}', b'{"a": 1}'],
)
def test_an_answer_without_one_translation_a_quote_is_refused(answer: bytes) -> None:
    with pytest.raises(FetchFailed, match="one translation for each quote"):
        translated(answer, 2)


def test_a_case_keeps_translations_beside_its_quotes_and_shows_who_made_them(
    server: tuple[str, list[dict[str, Any]]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, case = tmp_path / "page.txt", tmp_path / "case"
    page.write_text(PAGE, encoding="utf-8")
    command = ["check", str(page), "--case", str(case), "--translator", server[0], "--json"]

    assert main(command) == 0
    told = json.loads(capsys.readouterr().out)
    made = told["translations"][0]
    assert made["machine_made"] and made["model"] == "default" and made["address"] == server[0]
    assert {t["quote"] for t in made["texts"]} == {
        c["quote"] for r in told["readings"] for c in r["claims"]
    }
    shown = (case / "report.html").read_text("utf-8")
    assert "На плёнке дважды один человек" in shown and "English 0" in shown
    assert "Made by the model" in shown and "not by a person" in shown and server[0] in shown

    asked = len(server[1])
    assert main(command) == 0
    assert len(server[1]) == asked


def test_a_translator_that_gives_no_answer_is_a_failure_and_the_page_is_read_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, case = tmp_path / "page.txt", tmp_path / "case"
    page.write_text(PAGE, encoding="utf-8")
    nobody = "http://127.0.0.1:9"

    assert main(["check", str(page), "--case", str(case), "--translator", nobody, "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [f["subject"] for f in told["failures"]] == [told["exhibits"][0]["digest"]]
    assert told["translations"] == [] and told["readings"][0]["claims"]


def test_a_case_is_not_begun_where_its_quotes_would_leave_this_machine(tmp_path: Path) -> None:
    page, case = tmp_path / "page.txt", tmp_path / "case"
    page.write_text(PAGE, encoding="utf-8")
    away = "https://translate.example/translate"

    assert main(["check", str(page), "--case", str(case), "--translator", away]) == 2
