"""Kill a writer of an archive with signal 9 again and again; count films lost and films amiss.

    python -m bench.evidence.archive_kills [--kills 40] [--place FOLDER]

Runs on the folder and on LanceDB. A film counts as acknowledged once its writer has printed its
number. After each kill every film of the archive is read whole and compared with what was put.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

from secondtake.archive.backend_choice import opened
from secondtake.archive.film_columns import PARTS
from secondtake.archive.search_index import indexed
from secondtake.archive.storage_backend import Parts, Shelved
from secondtake.errors import SecondTakeError

FEATURES, STRIP = 40_000, 1_000_000
"""As of a film of a minute."""
ROUND = 12
"""Films an archive is filled with before a new one is begun."""


def main() -> None:
    """Print for each shelf how many runs were killed, and what was lost or amiss."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--place", type=Path, help="where to write; a new folder without it")
    parser.add_argument("--write", nargs=2, metavar=("ARCHIVE", "FIRST"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        write(options.write[0], int(options.write[1]))
        return
    for name in ("archive", "archive.lance"):
        chance, told = random.Random(7), Counter[str]()
        with tempfile.TemporaryDirectory(dir=options.place) as folder:
            first = 0
            for kill in range(options.kills):
                place = str(Path(folder) / f"{kill // ROUND}-{name}")
                first = first if kill % ROUND else 0
                first, found = one(place, first, chance.uniform(0.0, 0.25))
                told.update(found)
        print(name, "-", ", ".join(f"{what}: {number}" for what, number in sorted(told.items())))


def write(archive: str, first: int) -> None:
    """Put film after film and print each one's number once it is kept."""
    for number in range(first, 1_000_000):
        shelf = opened(archive, new=True)
        shelf.sweep()
        shelf.put(*film(number))
        print(number, flush=True)


def film(number: int) -> tuple[Shelved, Parts]:
    """What could be kept of a film of a minute, from its number alone."""
    chance = np.random.default_rng(number)
    parts = {
        "seconds": np.arange(120) / 2,
        "first": np.linspace(0, FEATURES, 121).astype(np.int64),
        "places": chance.random((FEATURES, 4)).astype(np.float16),
        "words": chance.integers(0, 65536, FEATURES).astype(np.uint16),
        "signatures": chance.integers(0, 2**63, FEATURES).astype(np.uint64),
        "strip": chance.integers(0, 256, STRIP).astype(np.uint8),
        "strip_starts": np.array([0, STRIP], np.int64),
        "sound": np.zeros(0, np.uint32),
    }
    said = Shelved(
        digest=f"{number:064x}",
        name=f"{number}.mp4",
        path=f"/{number}.mp4",
        seconds=60.0,
        width=640,
        height=360,
        frames=120,
        features=FEATURES,
    )
    return said, parts


def one(archive: str, first: int, after: float) -> tuple[int, Counter[str]]:
    """Start a writer, wait for its first film, kill it ``after`` seconds later, look."""
    command = [sys.executable, "-m", "bench.evidence.archive_kills", "--write", archive, str(first)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    head = run.stdout.readline()
    time.sleep(after)
    run.send_signal(signal.SIGKILL)
    acknowledged = [int(line) for line in (head + run.stdout.read()).split()]
    run.wait()
    found = Counter({"killed": 1, "films acknowledged": len(acknowledged)})
    try:
        shelf = opened(archive)
        digests = shelf.digests()
        kept = {int(digest, 16) for digest in digests}
        found["acknowledged films lost"] = len({*range(first), *acknowledged} - kept)
        found["films kept but not yet acknowledged"] = len(kept) - max(acknowledged) - 1
        for digest, parts in zip(digests, shelf.read(digests, PARTS), strict=True):
            put = film(int(digest, 16))[1]
            found["films amiss"] += any(not np.array_equal(parts[n], put[n]) for n in PARTS)
        found["films read again"] = len(digests)
        indexed(shelf)
    except SecondTakeError as error:
        found[f"archives that could not be read ({error})"] = 1
    return max(acknowledged) + 1, found


if __name__ == "__main__":
    main()
