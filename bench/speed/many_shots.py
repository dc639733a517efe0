"""How long a case of many shots takes to compare: candidates, a closer look, pairs.

usage: OMP_NUM_THREADS=1 python -m bench.speed.many_shots FILM... [--shots 1000] [--scenes 40]

Candidates are chosen among as many shots as asked, with descriptors drawn so that each scene's
frames are near each other; the closer look and the pairs are timed on the films named, each taken
as one shot, and counted up. Prints seconds of one core.
"""

from __future__ import annotations

import argparse
import itertools
import os
import time
from fractions import Fraction
from pathlib import Path

import numpy as np

from bench.speed.relate import load
from secondtake.comparing import candidates, compare_takes, describe, packed, unpacked
from secondtake.model.enums import Transition
from secondtake.model.evidence import Maker
from secondtake.model.footage import Descriptors, Shot
from secondtake.model.time import Span
from secondtake.viewing import whole

MAKER = Maker(name="bench", version="1")
TICK = Fraction(1, 25)
FRAMES = 10
"""Sampled frames of a shot: two a second of five seconds."""
PER_FILM = 20
PAIRS_TIMED = 20


def drawn(shots: int, scenes: int) -> tuple[tuple[Shot, ...], tuple[Descriptors, ...]]:
    """Shots in films of ``PER_FILM``, each of one of ``scenes`` places, with both descriptors."""
    random = np.random.default_rng(1)
    centres = random.normal(size=(scenes, 1280)).astype(np.float32)
    marks = random.integers(0, 256, (scenes, 32)).astype(np.uint8)
    made: list[Shot] = []
    told: list[Descriptors] = []
    for first in range(0, shots, PER_FILM):
        count = min(PER_FILM, shots - first)
        exhibit = f"{first:064x}"[::-1]
        place = random.integers(0, scenes, count).repeat(FRAMES)
        pts = np.arange(count * FRAMES, dtype=np.int64) * 12
        rows = centres[place] + 0.8 * random.normal(size=(len(place), 1280)).astype(np.float32)
        flips = random.random((len(place), 256)) < 0.2
        bits = marks[place] ^ np.packbits(flips, axis=1)
        for kind, matrix in (("vector", rows), ("pdq", bits)):
            told.append(
                Descriptors(
                    exhibit=exhibit,
                    kind=kind,
                    tick=TICK,
                    pts=pts,
                    matrix=matrix,
                    quality=np.ones(len(pts), np.float32),
                    made_by=MAKER,
                )
            )
        made += [
            Shot(
                exhibit=exhibit,
                number=n,
                span=Span(start=n * FRAMES * 12, end=(n + 1) * FRAMES * 12, tick=TICK),
                transition=Transition.CUT,
                made_by=MAKER,
            )
            for n in range(count)
        ]
    return tuple(made), tuple(told)


def main() -> None:
    """Time, count up, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("films", type=Path, nargs="+")
    parser.add_argument("--shots", type=int, default=1000)
    parser.add_argument("--scenes", type=int, default=40)
    asked = parser.parse_args()
    shots, descriptors = drawn(asked.shots, asked.scenes)
    begun = time.process_time()
    pairs = candidates(shots, descriptors)
    chosen = time.process_time() - begun
    views = [whole(film) for film in asked.films]
    load()
    begun = time.process_time()
    kept = [packed(describe(view)) for view in views]
    look = (time.process_time() - begun) / len(kept)
    begun = time.process_time()
    seen = [unpacked(data) for data in kept]
    read = (time.process_time() - begun) / len(kept)
    timed = list(itertools.islice(itertools.combinations(seen, 2), PAIRS_TIMED))
    begun = time.process_time()
    for left, right in timed:
        compare_takes(left, right)
    each = (time.process_time() - begun) / len(timed)
    total = chosen + asked.shots * (look + read) + len(pairs) * each
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"candidates of {asked.shots} shots: {len(pairs)} pairs in {chosen:.1f} s")
    print(
        f"a closer look {look:.2f} s a shot, reading it again {read:.2f}, {each:.2f} s a pair "
        f"({len(timed)} timed)"
    )
    print(f"together {total / 60:.0f} minutes of one core")


if __name__ == "__main__":
    main()
