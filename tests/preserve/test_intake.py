"""Bytes come in whole, once, under their digest, whatever happens on the way."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import resource
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from secondtake.errors import (
    CaseUnwritable,
    EvidenceDamaged,
    InputInvalid,
    InputMissing,
    LimitExceeded,
    Unreadable,
)
from secondtake.preserve import copy_in, intake, media_type, named_as_footage, sources, sweep

HEADS = {
    b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00": "video/mp4",
    b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01": "video/x-matroska",
    b"RIFF\x24\x00\x00\x00WAVEfmt ": "audio/wav",
    b"GIF89a\x01\x00": "image/gif",
    b"\x89PNG\r\n\x1a\n\x00": "image/png",
    b"%PDF-1.7\n": "application/pdf",
    b"#EXTM3U\n#EXTINF:1,\nother.ts\n": "text/plain",
    b"<!DOCTYPE html><p>hello": "text/html",
    b"\n\n  <HTML lang=en><head>": "text/html",
    "\ufeff<html>".encode("utf-16"): "text/html",
    "plain words\r\n".encode("utf-16"): "text/plain",
    "Nachricht über Öl".encode("latin-1"): "text/plain",
    "слова на странице".encode(): "text/plain",
    b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm": "video/webm",
    b"\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\x82\x88matroska": "video/x-matroska",
    b"OggS\x00\x02" + bytes(20) + b"\x01\x1e\x01vorbis" + bytes(20): "audio/ogg",
    b"OggS\x00\x02" + bytes(20) + b"\x01\x13OpusHead\x01": "audio/ogg",
    b"OggS\x00\x02" + bytes(20) + b"\x01\x2a\x80theora\x03" + b"OggS\x01vorbis": "video/ogg",
    "plain words without a mark\r\n".encode("utf-16-le"): "text/plain",
    "слова без метки порядка\r\n".encode("utf-16-be"): "text/plain",
    "<!DOCTYPE html><p>без метки".encode("utf-16-le"): "text/html",
    b"The editor broke the line with <p> and <br>, and then </p>.\n": "text/plain",
    b"<p> is the tag that the note is about.\n": "text/plain",
    b"In the note, <html> is only named.\n<title>\n": "text/plain",
    b"<!-- saved from a browser -->\n<html lang='en'>": "text/html",
    b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC '-//W3C'>": "text/html",
    b"<?xml version='1.0'?><rss><channel><title>t</title></channel></rss>": "text/plain",
    b"<p>A piece</p><p>of a page</p>": "text/html",
    b"Warning: line 3\n<!DOCTYPE html>\n<html><head><title>t</title>": "text/html",
    b"a\x00b\x00c\x00\x01\x02": "application/octet-stream",
    bytes(range(256)): "application/octet-stream",
    b"": "application/octet-stream",
}


@pytest.mark.parametrize(("head", "kind"), HEADS.items(), ids=lambda x: repr(x)[:24])
def test_the_kind_is_told_from_the_content(head: bytes, kind: str) -> None:
    assert media_type(head) == kind


def test_a_copy_is_named_by_its_digest_and_read_only(tmp_path: Path) -> None:
    data = os.urandom(3_000_000)
    kept = copy_in(io.BytesIO(data), tmp_path)
    path = tmp_path / kept.digest[:2] / kept.digest

    assert kept.digest == hashlib.sha256(data).hexdigest()
    assert path.read_bytes() == data
    assert path.stat().st_mode & 0o222 == 0
    assert not list(tmp_path.glob(".part-*"))


def test_the_same_bytes_twice_leave_the_first_file(tmp_path: Path) -> None:
    first = copy_in(io.BytesIO(b"same"), tmp_path)
    path = tmp_path / first.digest[:2] / first.digest
    before = path.stat().st_mtime_ns, path.stat().st_ino
    second = copy_in(io.BytesIO(b"same"), tmp_path)

    assert second.digest == first.digest
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_too_much_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(LimitExceeded):
        copy_in(io.BytesIO(b"x" * 100), tmp_path, max_bytes=99)

    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_a_full_disk_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(CaseUnwritable, match="cannot be written"):
            copy_in(io.BytesIO(os.urandom(2_000_000)), tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, old)

    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


COPYING = """
import sys, time, io
from pathlib import Path
from secondtake.preserve import copy_in

class Slow(io.RawIOBase):
    def read(self, size=-1):
        print("read", flush=True)
        time.sleep(0.02)
        return b"x" * 100_000

copy_in(Slow(), Path(sys.argv[1]))
"""


def test_a_killed_copy_leaves_only_what_a_sweep_removes(tmp_path: Path) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", COPYING, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    for _ in range(5):
        child.stdout.readline()
    child.kill()
    child.wait()

    assert [p.name.startswith(".part-") for p in tmp_path.rglob("*") if p.is_file()] == [True]
    assert sweep(tmp_path) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_gives_its_files_sorted_and_passes_over_what_leaves_it(tmp_path: Path) -> None:
    folder = tmp_path / "films"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "2.mp4").write_bytes(b"2")
    (folder / "a\nb ü.mp4").write_bytes(b"1")
    (folder / ".hidden").write_bytes(b"h")
    (tmp_path / "outside.txt").write_bytes(b"o")
    (folder / "link").symlink_to(tmp_path / "outside.txt")
    os.mkfifo(folder / "pipe")

    assert [s.name for s in sources([folder])] == ["a\nb ü.mp4", "b/2.mp4"]


@pytest.mark.parametrize("given", ["no such file", "bad\x00name", "/dev/null"])
def test_what_is_no_file_is_refused(given: str) -> None:
    with pytest.raises((InputMissing, InputInvalid)):
        sources([given])


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputInvalid):
        sources([tmp_path])


def test_an_empty_file_is_an_exhibit_of_no_bytes(tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").write_bytes(b"")
    (source,) = sources([tmp_path / "empty.mp4"])
    taken = intake(source, tmp_path / "evidence", role="footage")

    assert taken.exhibit.size_bytes == 0
    assert taken.exhibit.name == "empty.mp4"
    assert ("name", "empty.mp4") in taken.detail


@pytest.mark.parametrize("name", ["a.mp4", "b.MOV", "c/d.e.mkv", "x.m2ts", "y.OGV"])
def test_a_name_may_say_footage(name: str) -> None:
    assert named_as_footage(name)


@pytest.mark.parametrize("name", ["notes.txt", "mp4", "Thumbs.db", "a.mp4.part", "b.html"])
def test_most_names_do_not_say_footage(name: str) -> None:
    assert not named_as_footage(name)


def test_a_damaged_first_file_is_named_when_the_same_bytes_come_again(tmp_path: Path) -> None:
    kept = copy_in(io.BytesIO(b"same"), tmp_path)
    path = tmp_path / kept.digest[:2] / kept.digest
    path.chmod(0o644)
    path.write_bytes(b"seme")

    with pytest.raises(EvidenceDamaged, match=kept.digest[:12]):
        copy_in(io.BytesIO(b"same"), tmp_path)

    assert path.read_bytes() == b"seme"
    assert not list(tmp_path.glob(".part-*"))


def test_a_disk_without_hard_links_keeps_the_bytes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    kept = copy_in(io.BytesIO(b"same"), tmp_path)
    again = copy_in(io.BytesIO(b"same"), tmp_path)

    assert again == kept
    assert (tmp_path / kept.digest[:2] / kept.digest).read_bytes() == b"same"


def test_two_copies_at_once_leave_one_file(tmp_path: Path) -> None:
    data = os.urandom(500_000)
    with ThreadPoolExecutor(8) as threads:
        kept = set(threads.map(lambda _: copy_in(io.BytesIO(data), tmp_path), range(16)))

    assert len(kept) == 1
    assert [p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()] == [data]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(CaseUnwritable, match="cannot be written"):
        copy_in(io.BytesIO(b"x"), tmp_path / "file" / "evidence")


@pytest.mark.skipif(sys.platform == "darwin", reason="the file system takes UTF-8 alone")
def test_a_name_that_is_no_utf8_becomes_text(tmp_path: Path) -> None:
    folder = tmp_path / "films"
    folder.mkdir()
    (folder / os.fsdecode(b"caf\xe9.mp4")).write_bytes(b"1")
    (source,) = sources([folder])
    taken = intake(source, tmp_path / "evidence", role="footage")

    assert taken.exhibit.name == "caf\\udce9.mp4"
    assert taken.exhibit.size_bytes == 1
    json.dumps([taken.exhibit.origin, *taken.detail], ensure_ascii=False).encode()


def test_the_case_inside_the_folder_of_films_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"1")
    case = tmp_path / "case"
    case.mkdir()
    (case / "case.db").write_bytes(b"2")

    assert [s.name for s in sources([tmp_path], leave_out=case)] == ["a.mp4"]
    with pytest.raises(InputInvalid, match="the case itself"):
        sources([case], leave_out=case)


def test_what_may_not_be_read_in_a_folder_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "films" / "shut").mkdir(parents=True)
    (tmp_path / "films" / "a.mp4").write_bytes(b"1")
    (tmp_path / "films" / "a.mp4").chmod(0)
    (tmp_path / "films" / "shut").chmod(0)
    if os.access(tmp_path / "films" / "a.mp4", os.R_OK):
        pytest.skip("this user may read anything")
    found = sources([tmp_path / "films"])

    assert [s.name for s in found] == ["a.mp4", "shut"]
    for source in found:
        with pytest.raises(Unreadable, match=r"a\.mp4|shut"):
            intake(source, tmp_path / "evidence", role="footage")
    (tmp_path / "films" / "shut").chmod(0o755)
