"""What every shelf of an archive does, asked of each of them: the folder and LanceDB."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from secondtake.archive import info
from secondtake.archive.backend_choice import opened
from secondtake.archive.film_columns import PARTS
from secondtake.archive.search_index import indexed
from secondtake.archive.storage_backend import Parts, Shelf, Shelved
from secondtake.errors import (
    CaseUnusable,
    EvidenceDamaged,
    InputMissing,
    PluginUnavailable,
    SettingInvalid,
)

NAMES = {"folder": "{}/archive", "lance": "{}/archive.lance", "url": "file://{}/archive"}
"""How an archive's name picks its shelf."""


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    return NAMES[request.param].format(tmp_path)


@pytest.fixture
def shelf(name: str) -> Shelf:
    return opened(name, new=True)


def film(number: int) -> tuple[Shelved, Parts]:
    """What could be kept of a film: noise, the same for the same number."""
    chance = np.random.default_rng(number)
    parts = {
        "seconds": np.arange(3) / 2,
        "first": np.array([0, 4, 4, 9], np.int64),
        "places": chance.random((9, 4)).astype(np.float16),
        "words": chance.integers(0, 65536, 9).astype(np.uint16),
        "signatures": chance.integers(0, 2**63, 9).astype(np.uint64),
        "strip": chance.integers(0, 256, 20_000 + number).astype(np.uint8),
        "strip_starts": np.array([0, 20_000 + number], np.int64),
        "sound": chance.integers(1, 2**32, 40).astype(np.uint32),
    }
    said = Shelved(
        digest=f"{number:064x}",
        name=f"«{number}» 'a'.mp4",
        path=f"/films/{number}.mp4",
        seconds=1.5,
        width=640,
        height=360,
        frames=3,
        features=9,
    )
    return said, parts


def same(left: Parts, right: Parts) -> bool:
    return left.keys() == right.keys() and all(
        left[n].dtype == right[n].dtype and np.array_equal(left[n], right[n]) for n in left
    )


def largest(folder: Path) -> Path:
    return max((p for p in folder.rglob("*.*") if p.is_file()), key=lambda p: p.stat().st_size)


def test_a_film_is_read_as_it_was_shelved(shelf: Shelf, name: str) -> None:
    for number in (2, 1):
        shelf.put(*film(number))
    again = opened(name)
    order = [film(2)[0].digest, film(1)[0].digest]

    assert shelf.digests() == again.digests() == tuple(sorted(order))
    assert [again.holds(d) for d in (*order, "0" * 64)] == [True, True, False]
    assert list(again.shelved(order)) == [film(2)[0], film(1)[0]]
    assert all(same(a, film(n)[1]) for a, n in zip(again.read(order, PARTS), (2, 1), strict=True))
    assert [set(p) for p in again.read(order[:1], ["words"])] == [{"words"}]
    assert again.size() > 40_000
    assert [f["name"] for f in info(name)["films"]] == [film(1)[0].name, film(2)[0].name]


def test_a_film_that_is_put_again_is_replaced(shelf: Shelf) -> None:
    said, parts = film(1)
    shelf.put(said, parts)
    shelf.put(said, {**parts, "seconds": parts["seconds"] + 1})
    (later,) = shelf.read([said.digest], ["seconds"])

    assert shelf.digests() == (said.digest,)
    assert np.array_equal(later["seconds"], parts["seconds"] + 1)


def test_an_empty_shelf_is_empty(shelf: Shelf) -> None:
    digests, index = indexed(shelf)

    assert (shelf.digests(), digests, index.count, shelf.dismissed()) == ((), (), 0, frozenset())
    assert list(shelf.read([], PARTS)) == list(shelf.shelved([])) == []


def test_dismissed_pairs_are_kept(shelf: Shelf, name: str) -> None:
    for pair in (("a", "b"), ("c", "d"), ("a", "b")):
        shelf.dismiss(*pair)

    assert opened(name).dismissed() == {("a", "b"), ("c", "d")}


def test_many_films_are_put_in_order_and_stay_the_same(shelf: Shelf, name: str) -> None:
    for number in range(70):
        shelf.put(*film(number))
    before = shelf.digests()
    shelf.sweep()
    again = opened(name)

    assert again.digests() == before and len(before) == 70
    assert all(same(p, film(n)[1]) for n, p in enumerate(again.read(before, PARTS)))


def test_an_index_that_cannot_be_kept_is_made_for_once(shelf: Shelf) -> None:
    shelf.put(*film(1))
    shelf.cache.parent.mkdir(parents=True, exist_ok=True)
    shelf.cache.write_text("in the way")
    _, unkept = indexed(shelf)
    shelf.cache.unlink()
    _, kept = indexed(shelf)

    assert np.array_equal(unkept.words.signatures, kept.words.signatures)
    assert [p.is_dir() for p in shelf.cache.iterdir()] == [True]


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: (
            data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :]
        ),
        lambda data: data[: len(data) // 3],
        lambda data: b"",
    ],
    ids=["one bit", "cut short", "empty"],
)
def test_a_film_that_is_damaged_is_said(
    tmp_path: Path, shelf: Shelf, name: str, harm: Callable[[bytes], bytes]
) -> None:
    shelf.put(*film(1))
    path = largest(tmp_path)
    path.write_bytes(harm(path.read_bytes()))

    with pytest.raises((EvidenceDamaged, CaseUnusable)):
        list(opened(name).read([film(1)[0].digest], PARTS))


def test_a_film_that_is_not_there_is_said(shelf: Shelf) -> None:
    with pytest.raises(EvidenceDamaged):
        list(shelf.read(["0" * 64], ["words"]))


def test_a_place_that_is_no_archive_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputMissing):
        opened(name)
    assert not list(tmp_path.rglob("*films*"))


@pytest.mark.parametrize("last", ["archive", "archive.lance"])
def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path, last: str) -> None:
    (tmp_path / last).mkdir()
    (tmp_path / last / "letter.txt").write_text("hello")

    with pytest.raises(CaseUnusable):
        opened(tmp_path / last, new=True)


def test_another_format_is_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("folder_backend", "lance_backend"):
        monkeypatch.setattr(f"secondtake.archive.{module}.FORMAT", "secondtake-archive-1")
    opened(name, new=True)
    monkeypatch.undo()

    with pytest.raises(CaseUnusable, match="secondtake-archive-1"):
        opened(name, new=True)


@pytest.mark.parametrize("address", ["https://example.org/x", "db://x", "://x", "s4://x/y"])
def test_an_address_that_keeps_no_archive_is_refused(address: str) -> None:
    with pytest.raises(SettingInvalid):
        opened(address, new=True)


def test_without_the_extra_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "lancedb", None)

    with pytest.raises(PluginUnavailable) as told:
        opened(tmp_path / "a.lance", new=True)
    assert 'pip install "secondtake[archive]"' in told.value.advice
    assert not (tmp_path / "a.lance").exists()


def test_two_rows_of_one_film_count_as_one(tmp_path: Path) -> None:
    import lancedb

    shelf = opened(tmp_path / "a.lance", new=True)
    shelf.put(*film(1))
    table = lancedb.connect(str(tmp_path / "a.lance")).open_table("films")
    table.add(table.to_arrow())

    assert len(shelf.digests()) == len(info(tmp_path / "a.lance")["films"]) == 1
    assert indexed(shelf)[1].count == 1
    shelf.put(*film(1))
    assert same(next(iter(shelf.read(shelf.digests(), PARTS))), film(1)[1])


WRITER = """
import sys
from tests.archive.test_shelves import film
from secondtake.archive.backend_choice import opened
for number in range(int(sys.argv[2]), int(sys.argv[3])):
    shelf = opened(sys.argv[1], new=True)
    shelf.sweep()
    if not shelf.holds(film(number)[0].digest):
        shelf.put(*film(number))
    print(number, flush=True)
"""


def writer(name: str, first: int, end: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, name, str(first), str(end)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.mark.slow
@pytest.mark.parametrize("last", ["archive", "archive.lance"])
def test_a_writer_that_is_killed_loses_nothing_it_reported(tmp_path: Path, last: str) -> None:
    name, chance, first = str(tmp_path / last), np.random.default_rng(5), 0
    for _ in range(3):
        run = writer(name, first, 10_000)
        told = int(run.stdout.readline())
        time.sleep(float(chance.uniform(0, 0.4)))
        os.kill(run.pid, signal.SIGKILL)
        told = max([told, *map(int, run.stdout.read().split())])
        run.wait()
        shelf = opened(name)
        kept = shelf.digests()

        assert set(kept) >= {film(n)[0].digest for n in range(told + 1)}
        assert all(same(p, film(n)[1]) for n, p in enumerate(shelf.read(kept, PARTS)))
        first = max(0, told - 1)


@pytest.mark.slow
@pytest.mark.parametrize("last", ["archive", "archive.lance"])
def test_writers_at_once_lose_nothing_of_each_other(tmp_path: Path, last: str) -> None:
    name = str(tmp_path / last)
    writers = [writer(name, first, end) for first, end in ((0, 40), (0, 40), (20, 60))]

    assert [w.wait(timeout=300) for w in writers] == [0, 0, 0]
    shelf = opened(name)
    assert shelf.digests() == tuple(film(n)[0].digest for n in range(60))
    assert all(same(p, film(n)[1]) for n, p in enumerate(shelf.read(shelf.digests(), PARTS)))
