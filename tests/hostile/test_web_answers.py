"""A hostile server costs its own page, a little memory and a bounded time, and never more."""

from __future__ import annotations

import gzip
import io
import json
import sys
import time
import tracemalloc
from importlib import util
from pathlib import Path

import pytest
from tests.hostile.answers import KEPT, PAGE, REFUSED, encoded, given, twice

from secondtake.errors import FetchFailed, LimitExceeded
from secondtake.preserve import Intake, ask, from_platform, intake, platforms, sources
from secondtake.preserve.content_encoding import Decoded
from secondtake.workbench import open_bench

MOST_BYTES = 50_000_000
"""Python memory a page's answer may take at its peak; a page is at most 20 MB."""


def take(address: str, folder: Path) -> Intake:
    (source,) = sources([address])
    return intake(source, folder, role="page", allow_private=True)


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_answer_is_refused_in_one_sentence(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secondtake.preserve.exhibit_intake.PAGE_SECONDS", 0.4)
    monkeypatch.setattr("secondtake.preserve.exhibit_intake.MOST_PAGE_BYTES", 2_000_000)
    with given(REFUSED[name]) as address, pytest.raises((FetchFailed, LimitExceeded)) as refused:
        take(address, tmp_path)

    sentence = str(refused.value)
    assert "\n" not in sentence
    assert len(sentence) < 300
    assert sentence.endswith(".")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


@pytest.mark.parametrize("name", KEPT)
def test_an_odd_answer_is_kept_as_a_browser_shows_it(name: str, tmp_path: Path) -> None:
    with given(KEPT[name]) as address:
        taken = take(address, tmp_path)
    digest = taken.exhibit.digest

    assert (tmp_path / digest[:2] / digest).read_bytes() == PAGE
    assert gzip.decompress(taken.archive or b"").count(b"\r\nWARC-Type: response\r\n") == 1


def test_bytes_after_a_compressed_page_are_told(tmp_path: Path) -> None:
    with given(KEPT["gzip with something after it"]) as address:
        taken = take(address, tmp_path)

    assert ("left out", "10 bytes after the end of what was compressed") in taken.detail


def test_a_header_with_control_characters_breaks_no_line_of_the_log(tmp_path: Path) -> None:
    with given(KEPT["a header with control characters"]) as address, open_bench(tmp_path) as bench:
        bench.keep(address, role="page", allow_private=True)
        lines = (bench.case.path / "custody.jsonl").read_text("utf-8").splitlines()

    assert bench.failures == []
    assert all(json.loads(line) for line in lines)


def test_a_bomb_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    bomb = encoded(twice(1 << 26), b"gzip, gzip")
    tracemalloc.start()
    try:
        with given(bomb) as address, pytest.raises(FetchFailed, match="'gzip, gzip'"):
            take(address, tmp_path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < MOST_BYTES


def test_what_is_asked_without_being_kept_has_the_same_limits() -> None:
    with given(REFUSED["gzip of zeros"]) as address, pytest.raises(LimitExceeded):
        ask(address, max_bytes=1 << 16, max_seconds=5, allow_private=True)


def test_decoding_holds_one_piece_at_a_time() -> None:
    made = gzip.compress(bytes(32 << 20) + b"end", 9)
    pieces = io.BytesIO(made)
    began = time.process_time()
    with pytest.raises(LimitExceeded, match="200 times"):
        for piece in Decoded(iter(lambda: pieces.read(1 << 16), b""), "gzip", max_bytes=1 << 40):
            assert len(piece) <= 1 << 18

    assert time.process_time() - began < 5


@pytest.mark.slow
@pytest.mark.skipif(util.find_spec("yt_dlp") is None, reason="yt-dlp is not here")
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS limits no process's memory")
def test_what_a_platform_sends_cannot_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platforms, "MEMORY_BYTES", 800 << 20)
    (tmp_path / "evidence").mkdir()
    made = gzip.compress(PAGE + b" " * (1 << 30), 1)
    with given(encoded(made, b"gzip")) as address:
        (source,) = sources([address])
        with pytest.raises(FetchFailed, match="takes too much memory"):
            from_platform(source, tmp_path / "evidence", allow_private=True)
