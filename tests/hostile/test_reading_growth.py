"""No text makes the reader take more than its share of time, and what does is ended and told."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

import pytest
from tests.hostile.texts import PAGES, page

from secondtake import reading
from secondtake.errors import LimitExceeded, PageUnreadable
from secondtake.reading import guarded_reading
from secondtake.reading.page_reader import read
from secondtake.workbench import open_bench

SIZES = (500, 1000, 2000)
"""Words."""
MOST_SECONDS = 2.0
"""CPU time of a page of 1,000 words."""
MOST_GROWTH = 9.0
"""Of the time, for four times as many words: n log n makes it 5, the square 16."""
NOISE_SECONDS = 0.3
DIGEST = "0" * 64


@pytest.fixture(scope="module", autouse=True)
def model() -> None:
    """The language model is loaded before anything is measured."""
    read(page("and", 50)[0], "text/plain", exhibit=DIGEST)


def spent(name: str, words: int, *, runs: int = 1) -> float:
    """CPU seconds, the least of some runs: what else the machine does only adds to them."""
    data, media_type = page(name, words)
    found = []
    for _ in range(runs):
        began = time.process_time()
        with contextlib.suppress(PageUnreadable):  # marks alone may be no text
            read(data, media_type, exhibit=DIGEST)
        found.append(time.process_time() - began)
    return min(found)


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_the_time_to_read_grows_with_the_text_alone(name: str) -> None:
    small, middle, large = (spent(name, words) for words in SIZES)
    if middle > MOST_SECONDS or large > MOST_GROWTH * small + NOISE_SECONDS:
        small, middle, large = (spent(name, words, runs=3) for words in SIZES)

    assert middle <= MOST_SECONDS
    assert large <= MOST_GROWTH * small + NOISE_SECONDS


@pytest.mark.parametrize(
    "name", ["dashes", "quotation marks", "said", "according to", "links to films", "spaces"]
)
def test_a_short_hostile_page_is_read_at_once(name: str) -> None:
    assert spent(name, 300) <= MOST_SECONDS


@pytest.mark.slow
def test_a_page_that_takes_too_long_is_told_and_the_next_one_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data, media_type = page("numbers", 30_000)
    with monkeypatch.context() as patched:
        patched.setattr(guarded_reading, "cpu_seconds", lambda _: 1.0)
        with pytest.raises(LimitExceeded, match="took longer than"):
            reading.read(data, media_type, exhibit=DIGEST)
    small, media_type = page("and", 50)

    assert reading.read(small, media_type, exhibit=DIGEST).claims


@pytest.mark.slow
def test_a_page_that_ends_the_reader_is_told_and_the_next_one_is_read() -> None:
    small, media_type = page("and", 50)
    reading.read(small, media_type, exhibit=DIGEST)
    process = guarded_reading._Process.current
    assert process is not None
    os.kill(process._child.pid, signal.SIGSEGV)
    process._child.wait()
    with pytest.raises(PageUnreadable, match="crashed"):
        reading.read(small, media_type, exhibit=DIGEST)

    assert reading.read(small, media_type, exhibit=DIGEST).claims


def test_a_reading_is_the_same_in_a_process_of_its_own() -> None:
    for name in ("X said", "links to films", "quotes in quotes"):
        data, media_type = page(name, 100)

        assert reading.read(data, media_type, exhibit=DIGEST) == read(
            data, media_type, exhibit=DIGEST
        )


@pytest.mark.slow
def test_a_page_that_takes_too_long_is_a_failure_of_its_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow, _ = page("numbers", 30_000)
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "slow.txt").write_bytes(slow)
    (folder / "small.txt").write_bytes(page("and", 50)[0])
    monkeypatch.setattr(guarded_reading, "cpu_seconds", lambda size: 2.0 if size > 9999 else 60.0)
    with open_bench(folder.parent / "case") as bench:
        bench.keep(folder / "slow.txt", folder / "small.txt", role="page")
        readings = bench.read()

    assert len(readings) == 1
    assert ["took longer than" in failure.reason for failure in bench.failures] == [True]
