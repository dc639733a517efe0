"""What a folder holds beside films is kept and no failure; what is named and no film is one."""

from __future__ import annotations

import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from secondtake.workbench import open_bench


def folder_of(tmp_path: Path, **files: bytes) -> Path:
    folder = tmp_path / "films"
    folder.mkdir()
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_bytes(content)
    return folder


def test_a_note_found_in_a_folder_is_kept_and_is_no_failure(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, notes_txt=b"notes of the desk", Thumbs_db=b"\xd0\xcf\x11\xe0\x00")
    with open_bench(tmp_path / "case") as bench:
        kept = bench.keep(folder)
        bench.watch()
        report = bench.report()

        assert [e.name for e in kept] == ["Thumbs.db", "notes.txt"]
        assert bench.with_role("footage") == ()
        assert bench.failures == []
        assert any("Thumbs.db, notes.txt" in sentence for sentence in report.not_examined)


def test_what_is_named_as_a_film_and_is_none_is_a_failure_in_a_folder_too(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, a_mp4=b"", b_mov=b"this is a letter\n" * 9)
    with open_bench(tmp_path / "case") as bench:
        bench.keep(folder)
        bench.watch()

        assert len(bench.failures) == 2


def test_a_note_named_as_footage_is_a_failure(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, notes_txt=b"notes of the desk")
    with open_bench(tmp_path / "case") as bench:
        bench.keep(folder)
        bench.keep(folder / "notes.txt")
        bench.watch()

        assert len(bench.failures) == 1
        assert not any("beside" in s for s in bench.report().not_examined)


def test_the_case_inside_the_folder_is_not_taken_into_itself(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, notes_txt=b"notes")
    with open_bench(folder / "case") as bench:
        kept = bench.keep(folder)

        assert [e.name for e in kept] == ["notes.txt"]


def test_a_file_of_a_folder_that_may_not_be_read_stops_nothing(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, a_mp4=b"1", z_txt=b"notes")
    (folder / "a.mp4").chmod(0)
    if os.access(folder / "a.mp4", os.R_OK):
        pytest.skip("this user may read anything")
    with open_bench(tmp_path / "case") as bench:
        kept = bench.keep(folder)

        assert [e.name for e in kept] == ["z.txt"]
        assert [f.reason for f in bench.failures] == ["a.mp4 cannot be read: Permission denied."]


def test_a_name_that_is_no_utf8_goes_through_to_the_report(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / os.fsdecode(b"caf\xe9.mp4")).write_bytes(b"no film")
    with open_bench(tmp_path / "case") as bench:
        bench.keep(folder)
        bench.watch()
        bench.judge()
        bench.report()

        assert [e.name for e in bench.with_role("footage")] == ["caf\\udce9.mp4"]
    assert "caf\\udce9.mp4" in (tmp_path / "case" / "report.html").read_text(encoding="utf-8")


class Sometimes(BaseHTTPRequestHandler):
    """Gone at the first request, there at the second."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        person = b"<html><p>The page.</p></html>"
        self.send_response(410 if len(self.asked) == 1 else 200)
        self.send_header("Content-Length", str(len(person)))
        self.end_headers()
        self.wfile.write(person)

    def log_message(self, *_: object) -> None:
        pass


def test_an_address_that_answers_later_is_no_standing_failure(tmp_path: Path) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Sometimes)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    address = f"http://127.0.0.1:{server.server_port}/page"
    try:
        with open_bench(tmp_path / "case") as bench:
            bench.keep(address, role="page", allow_private=True)
            first = bench.standing_failures()
            bench.keep(address, role="page", allow_private=True)
            second = bench.standing_failures()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

    assert [f.subject for f in first] == [address]
    assert second == ()
