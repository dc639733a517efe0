"""Wall and CPU time of `verify` against sha256sum over the same files.

Run: ``python -m bench.speed.verify --gigabytes 1`` (random films of 256 MB; needs that much disk).
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from secondtake.workbench import open_bench

PIECE = 256 << 20


def main() -> None:
    """Print the seconds of both, the best of the runs, files in the page cache if it holds them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gigabytes", type=float, default=1.0)
    parser.add_argument("--runs", type=int, default=3, help="1: none before, to warm the cache")
    parser.add_argument("--folder", type=Path, default=None)
    options = parser.parse_args()
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        case = made(Path(folder), round(options.gigabytes * (1 << 30) / PIECE))
        for name, run in (("sha256sum", sums(case)), ("verify", verified(case))):
            if options.runs > 1:
                run()  # the files come into the page cache
            wall, cpu = min(timed(run) for _ in range(options.runs))
            print(f"{name:10} {wall:6.2f} s wall, {cpu:6.2f} s CPU")


def made(folder: Path, files: int) -> Path:
    """A case of random bytes; they are no films, and verify does not ask."""
    with open_bench(folder / "case") as bench:
        piece = os.urandom(1 << 20)
        for number in range(files):
            source = folder / "film.mp4"
            with source.open("wb") as out:
                out.write(number.to_bytes(1 << 20))
                for _ in range((PIECE >> 20) - 1):
                    out.write(piece)
            bench.keep(source)
            source.unlink()
    return folder / "case"


def sums(case: Path) -> Callable[[], object]:
    return lambda: subprocess.run(
        ["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=case, check=True
    )


def verified(case: Path) -> Callable[[], object]:
    command = [sys.executable, "-m", "secondtake", "verify", "--case", str(case)]
    return lambda: subprocess.run(command, check=True, capture_output=True)


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """Wall seconds, and CPU seconds of the child processes."""
    before, began = os.times(), time.perf_counter()
    run()
    wall, after = time.perf_counter() - began, os.times()
    spent = after.children_user + after.children_system
    return wall, spent - before.children_user - before.children_system


if __name__ == "__main__":
    main()
