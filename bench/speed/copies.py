"""How long a search takes in indexes of growing size.

    python bench/speed/copies.py [--frames 10000 100000 ...] [--like ARCHIVE]

The index is filled with made words: their frequencies are those of the films in --like ARCHIVE, or
even without it. The query is a minute sampled twice a second, drawn in the same way, so that the
figure is that of a query which finds nothing and must look everywhere. Prints one row a size:
frames, features, seconds of CPU to build and to search, and the index's size.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np

from secondtake.archive.shelf import Shelf
from secondtake.comparing.copies import FilmDescriptors, ReferenceFilm, film_index, search
from secondtake.comparing.copies.words import HALF, WORDS, centres

FRAMES_OF_A_FILM = 1200


def film(random: np.random.Generator, frames: int, asked: argparse.Namespace) -> ReferenceFilm:
    count = frames * asked.features
    even = asked.frequency is None
    words = (
        random.integers(0, WORDS, count) if even else random.choice(WORDS, count, p=asked.frequency)
    )
    return ReferenceFilm(
        seconds=np.arange(frames) / 2.0,
        first=np.arange(frames + 1, dtype=np.int64) * asked.features,
        places=random.random((count, 4), np.float32).astype(np.float16),
        words=words.astype(np.uint16),
        signatures=random.integers(0, 2**63, count, dtype=np.int64).astype(np.uint64),
    )


def drawn(random: np.random.Generator, asked: argparse.Namespace) -> np.ndarray:
    """Vectors whose words are as frequent as the films'."""
    count = asked.query_frames * asked.features
    words = random.choice(WORDS, count, p=asked.frequency)
    halves = [centres()[0][words // HALF], centres()[1][words % HALF]]
    noisy = np.concatenate(halves, axis=1) + random.normal(0, 12, (count, 128))
    return np.clip(noisy, 0, 255).astype(np.uint8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--features", type=int, default=350)
    parser.add_argument("--query-frames", type=int, default=120)
    parser.add_argument("--like", type=Path)
    asked = parser.parse_args()
    asked.frequency = None
    random = np.random.default_rng(1)
    if asked.like:
        shelf = Shelf.opened(asked.like)
        words = np.concatenate([shelf.film(digest).words for digest in shelf.digests()])
        counts = np.bincount(words, minlength=WORDS) + 0.01
        asked.frequency = counts / counts.sum()
    vectors = drawn(random, asked)
    query = FilmDescriptors(
        size=(640, 360),
        end=asked.query_frames / 2,
        seconds=np.arange(asked.query_frames) / 2.0,
        first=np.arange(asked.query_frames + 1, dtype=np.int64) * asked.features,
        places=random.random((len(vectors), 4), np.float32),
        vectors=vectors,
        strip=np.zeros((asked.query_frames * 4, 90, 160), np.uint8),
    )
    print("frames features build_s search_s megabytes")
    for frames in asked.frames:
        sizes = [FRAMES_OF_A_FILM] * (frames // FRAMES_OF_A_FILM) or [frames]
        films = [film(random, size, asked) for size in sizes]
        begun = time.process_time()
        index = film_index(films)
        built = time.process_time() - begun
        del films
        begun = time.process_time()
        search(query, index)
        spent = time.process_time() - begun
        size = sum(
            array.nbytes
            for array in (index.words.signatures, index.words.frames, index.words.places)
        )
        print(sum(sizes), len(index.words.frames), f"{built:.1f} {spent:.2f} {size / 1e6:.0f}")


if __name__ == "__main__":
    main()
