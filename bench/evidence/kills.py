"""Kill `keep` with signal 9 again and again; count acknowledged events lost, and what verify says.

Run: ``python -m bench.evidence.kills --kills 100``. An event counts as acknowledged once its line
stands in custody.jsonl, which is written after the database has it.
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

from secondtake.store import verify
from secondtake.workbench import open_bench

FILES = 400
SIZE = 200_000


def main() -> None:
    """Print how many runs were killed while writing, and what was lost or amiss after each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    options = parser.parse_args()
    chance, told = random.Random(3), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        films, case = Path(folder) / "films", Path(folder) / "case"
        films.mkdir()
        for number in range(FILES):
            (films / f"{number:03}.mp4").write_bytes(chance.randbytes(SIZE))
        command = [sys.executable, "-m", "secondtake", "keep", str(films), "--case", str(case)]
        for _ in range(options.kills):
            told.update(one(command, case, chance.uniform(0.0, 0.5)))
    print(", ".join(f"{name}: {number}" for name, number in sorted(told.items())))


def one(command: list[str], case: Path, after: float) -> Counter[str]:
    """Start, wait for the first new event, kill ``after`` seconds later, look."""
    before = len(lines(case))
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while run.poll() is None and len(lines(case)) <= before:
        time.sleep(0.002)
    time.sleep(after)
    acknowledged = lines(case)
    killed = run.poll() is None
    run.send_signal(signal.SIGKILL)
    run.wait()
    with open_bench(case):
        pass  # the next opening completes the log's file and sweeps unfinished files
    lost = acknowledged != lines(case)[: len(acknowledged)]
    problems = verify(case).problems
    unlogged = [p for p in problems if "is not in the custody log" in p]
    return Counter(
        {
            "killed while writing": killed,
            "ended before the kill": not killed,
            "acknowledged events lost": lost,
            "exhibits the log did not know yet": len(unlogged),
            "other problems": len(problems) - len(unlogged),
            "events kept": len(acknowledged) - before,
        }
    )


def lines(case: Path) -> list[str]:
    """The whole lines of the log's file."""
    log = case / "custody.jsonl"
    return log.read_text(encoding="utf-8").split("\n")[:-1] if log.exists() else []


if __name__ == "__main__":
    main()
