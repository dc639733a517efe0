"""What a command costs to start, and a decoder: an older Second Take against this one, in one run.

usage: OMP_NUM_THREADS=1 python -m bench.speed.start --old TREE [--runs 5]

``TREE`` is a checkout of an older commit (``git worktree add TREE COMMIT``). Each command is run by
both in turn, on a page of four sentences and a film of ten small frames, so that nearly all that is
measured is what comes before the work. CPU is that of the process and of all that it started, and
has waited for; it depends less on other work on the machine than the clock does.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.films import moving_square, write_film

HERE = Path(__file__).parent.parent.parent
PAGE = """Video shows two takes, agency says

5 March 2026

The Harbour Press Agency said on Wednesday that a video shows the same scene filmed twice.
According to the agency, the man wears a red coat in the first part and a blue one in the second.
The ministry denied that anybody had been paid to appear in the film.
"""
DECODINGS = 20
DECODE = """
import sys
from pathlib import Path
from secondtake.viewing.decoder_process import Limits, Request, messages
for _ in range({count}):
    for _ in messages(Path({film!r}), Request({settings}), Limits()):
        pass
"""


def main() -> None:
    """Print a line for each command: seconds of CPU and of the clock, old and new, medians."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--old", type=Path, required=True)
    options.add_argument("--runs", type=int, default=5)
    asked = options.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}; {asked.runs} runs each, in turn; medians")
    print(
        f"{'':34}{'CPU s, old':>12}{'new':>8}{'ratio':>7}{'clock s, old':>14}{'new':>8}{'ratio':>7}"
    )
    with tempfile.TemporaryDirectory() as place:
        for name, command, share in _commands(Path(place)):
            spent: dict[Path, list[tuple[float, float]]] = {asked.old: [], HERE: []}
            for _ in range(asked.runs):
                for tree, both in spent.items():
                    both.append(_run(command, tree, Path(place)))
            (old_cpu, old), (new_cpu, new) = (
                [statistics.median(one[which] for one in both) / share for which in (0, 1)]
                for both in spent.values()
            )
            print(
                f"{name:34}{old_cpu:12.3f}{new_cpu:8.3f}{new_cpu / old_cpu:7.2f}"
                f"{old:14.3f}{new:8.3f}{new / old:7.2f}"
            )


def _commands(place: Path) -> list[tuple[str, list[str], int]]:
    """What is run, and how many times it does what the line is about."""
    page, film, other = place / "page.txt", place / "film.mp4", place / "other.mp4"
    page.write_text(PAGE)
    write_film(film, moving_square(1, 10))
    write_film(other, moving_square(2, 10))
    verb = ["-m", "secondtake"]
    packets = DECODE.format(count=DECODINGS, film=str(film), settings="packets=True")
    look = DECODE.format(count=DECODINGS, film=str(film), settings="")
    return [
        ("--help", [*verb, "--help"], 1),
        ("read, a page of four sentences", [*verb, "read", str(page)], 1),
        ("shots, a film of ten frames", [*verb, "shots", str(film)], 1),
        ("relate, two such films", [*verb, "relate", str(film), str(other)], 1),
        (f"list of packets, one of {DECODINGS}", ["-c", packets], DECODINGS),
        (f"look at ten frames, one of {DECODINGS}", ["-c", look], DECODINGS),
    ]


def _run(command: list[str], tree: Path, place: Path) -> tuple[float, float]:
    """CPU and clock seconds of a command of the Second Take in ``tree``."""
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *command],
        env=os.environ | {"PYTHONPATH": str(tree / "src")},
        cwd=place,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {child.returncode} in {tree}.")
    return used.ru_utime + used.ru_stime, time.perf_counter() - began


if __name__ == "__main__":
    main()
