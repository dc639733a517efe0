"""How long a search takes and what an index costs, in archives of growing size, on every shelf.

    python -m bench.speed.copies [--descriptors 1000000 10000000] [--like ARCHIVE] [--place FOLDER]

The archives hold made words: their frequencies are those of the films in --like ARCHIVE, or even
without it. The query is a minute sampled twice a second, drawn in the same way, so that the figure
is that of a query which finds nothing and must look everywhere; describing and verifying are not in
it. Each step runs in a process of its own, whose peak memory is told; loading LanceDB is in its
steps.
"""

from __future__ import annotations

import argparse
import math
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.speed.watch import machine
from secondtake.archive.backend_choice import opened
from secondtake.archive.film_columns import references
from secondtake.archive.search_index import indexed
from secondtake.archive.storage_backend import Parts, Shelved
from secondtake.comparing.copies import FilmDescriptors, search
from secondtake.comparing.copies.visual_words import HALF, WORDS, centres

FRAMES = 1200
"""Described frames of a film: ten minutes."""
SHELVES = ("archive", "archive.lance")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--descriptors", type=float, nargs="*", default=[1e6, 1e7])
    parser.add_argument("--features", type=int, default=350, help="of a frame")
    parser.add_argument("--query-frames", type=int, default=120)
    parser.add_argument("--like", type=Path)
    parser.add_argument("--place", type=Path)
    asked = parser.parse_args()
    asked.frequency = frequency(asked.like)
    print("machine:", machine())
    print("command: python -m bench.speed.copies", " ".join(sys.argv[1:]))
    print(f"{'descriptors':>12} {'shelf':14} {'step':12} {'CPU s':>7} {'wall s':>7} {'peak MB':>8}")
    for wanted in asked.descriptors:
        films = math.ceil(wanted / asked.features / FRAMES)
        for name in SHELVES:
            with tempfile.TemporaryDirectory(dir=asked.place) as folder:
                place = str(Path(folder) / name)
                for step in (fill, make, look):
                    tell(
                        films * FRAMES * asked.features,
                        name,
                        step.__name__,
                        apart(step, place, films, asked),
                    )
                kept, index = sizes(place)
                print(f"{'':27} on disk: films {kept:.0f} MB, index {index:.0f} MB", flush=True)


def tell(descriptors: int, name: str, step: str, cost: tuple[float, float, float]) -> None:
    cpu, wall, peak = cost
    print(f"{descriptors:12} {name:14} {step:12} {cpu:7.2f} {wall:7.2f} {peak:8.0f}", flush=True)


def apart(step: Any, *arguments: Any) -> tuple[float, float, float]:
    """CPU seconds, wall seconds and peak megabytes of a step in a new process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measured, (step, *arguments))


def measured(step: Any, *arguments: Any) -> tuple[float, float, float]:
    act = step(*arguments)
    cpu, wall = time.process_time(), time.perf_counter()
    act()
    spent = time.process_time() - cpu, time.perf_counter() - wall
    return *spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fill(place: str, films: int, asked: argparse.Namespace) -> Any:
    """Put films into a new archive."""

    def act() -> None:
        shelf = opened(place, new=True)
        for said, parts in made(films, asked):
            shelf.put(said, parts)

    return act


def make(place: str, films: int, asked: argparse.Namespace) -> Any:
    """Make the index of an archive and keep it."""
    return lambda: indexed(opened(place))


def look(place: str, films: int, asked: argparse.Namespace) -> Any:
    """Open the archive and its index, and search it once."""
    query = drawn(asked)
    return lambda: search(query, indexed(opened(place))[1])


def made(films: int, asked: argparse.Namespace) -> Iterator[tuple[Shelved, Parts]]:
    count = FRAMES * asked.features
    for number in range(films):
        random = np.random.default_rng([1, number])
        parts = {
            "seconds": np.arange(FRAMES) / 2.0,
            "first": np.arange(FRAMES + 1, dtype=np.int64) * asked.features,
            "places": random.random((count, 4), np.float32).astype(np.float16),
            "words": random.choice(WORDS, count, p=asked.frequency).astype(np.uint16),
            "signatures": random.integers(0, 2**63, count, dtype=np.int64).astype(np.uint64),
            "strip": np.zeros(0, np.uint8),
            "strip_starts": np.zeros(1, np.int64),
            "sound": np.zeros(0, np.uint32),
        }
        said = Shelved(
            digest=f"{number:064x}",
            name=f"{number}.mp4",
            path=f"/{number}.mp4",
            seconds=FRAMES / 2,
            width=640,
            height=360,
            frames=FRAMES,
            features=count,
        )
        yield said, parts


def drawn(asked: argparse.Namespace) -> FilmDescriptors:
    """A film whose words are as frequent as the archive's."""
    random = np.random.default_rng(2)
    count = asked.query_frames * asked.features
    words = random.choice(WORDS, count, p=asked.frequency)
    halves = [centres()[0][words // HALF], centres()[1][words % HALF]]
    noisy = np.concatenate(halves, axis=1) + random.normal(0, 12, (count, 128))
    return FilmDescriptors(
        size=(640, 360),
        end=asked.query_frames / 2,
        seconds=np.arange(asked.query_frames) / 2.0,
        first=np.arange(asked.query_frames + 1, dtype=np.int64) * asked.features,
        places=random.random((count, 4), np.float32),
        vectors=np.clip(noisy, 0, 255).astype(np.uint8),
        strip=np.zeros((asked.query_frames * 4, 90, 160), np.uint8),
        sound=np.zeros(0, np.uint32),
    )


def frequency(like: Path | None) -> NDArray[np.float64] | None:
    """How often each word occurs in an archive; None: every word as often."""
    if like is None:
        return None
    shelf = opened(like)
    words = np.concatenate([film.words for film in references(shelf, shelf.digests())])
    counts = np.bincount(words, minlength=WORDS) + 0.01
    return counts / counts.sum()


def sizes(place: str) -> tuple[float, float]:
    """Megabytes on the disk: of the films, of the index."""
    cache = opened(place).cache
    every = [path for path in Path(place).rglob("*") if path.is_file()]
    index = sum(p.stat().st_size for p in every if cache in p.parents)
    return (sum(p.stat().st_size for p in every) - index) / 1e6, index / 1e6


if __name__ == "__main__":
    main()
