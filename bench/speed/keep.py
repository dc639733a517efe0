"""What keeping a file costs as a case grows: seconds a file of a folder of few and of many.

usage: OMP_NUM_THREADS=1 python -m bench.speed.keep [--files 200 1600]

Each folder is kept by one command into a new case. The files are small and differ, so that
nearly all that is measured is the record of them. Beside it, what it costs to ask of every exhibit
whether its maker has worked on it (``made``), which every later command does.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from secondtake import viewing
from secondtake.workbench import open_bench

HEAD = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2"
"""As an MP4 begins, so that each is numbered as a film."""


def main() -> None:
    """Print a line for each number of files."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, nargs="+", default=[200, 1600])
    first: float | None = None
    for count in options.parse_args().files:
        cpu, clock, asked = _kept(count)
        first = first or cpu
        print(
            f"{count:5} files: {1e3 * cpu:6.2f} ms of CPU a file ({cpu / first:.2f} of the first), "
            f"{1e3 * clock:6.2f} ms by the clock; made: {1e6 * asked:6.0f} us a question"
        )


def _kept(count: int) -> tuple[float, float, float]:
    """CPU and clock seconds a file, and CPU seconds a question."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "films")
        folder.mkdir()
        for number in range(count):
            (folder / f"{number}.mp4").write_bytes(HEAD + b"%d" % number)
        with open_bench(Path(place, "case")) as bench:
            spent, began = time.process_time(), time.perf_counter()
            kept = bench.keep(folder)
            cpu, clock = time.process_time() - spent, time.perf_counter() - began
            spent = time.process_time()
            for exhibit in kept:
                bench.case.made(exhibit.digest, viewing.MAKER)
            asked = time.process_time() - spent
    return cpu / count, clock / count, asked / count


if __name__ == "__main__":
    main()
