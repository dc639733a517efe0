"""What hostile answers cost: memory and time of a fetch, each in a process of its own.

Run: ``python -m bench.evidence.answers``. The answers are those of `tests/hostile/answers.py`, with
larger bombs; the server is on 127.0.0.1.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.hostile.answers import KEPT, REFUSED, bomb, given, twice, zeros

from secondtake.errors import CannotLook
from secondtake.preserve import exhibit_intake, intake, sources

ANSWERS = {
    **{n: a for n, a in REFUSED.items() if n not in ("gzip in gzip", "gzip of zeros")},
    "gzip in gzip, of 10 GB": bomb(twice, 10 << 30, b"gzip, gzip"),
    "gzip of 10 GB": bomb(zeros, 10 << 30, b"gzip"),
    **KEPT,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5.0, help="wall time a page may take")
    parser.add_argument("--one", help="fetch this address and say what came of it")
    asked = parser.parse_args()
    exhibit_intake.PAGE_SECONDS = asked.seconds
    if asked.one:
        print(_one(asked.one))
        return
    print("| answer | peak memory | wall | CPU | outcome |\n|---|---|---|---|---|")
    for name, answer in ANSWERS.items():
        for _ in answer():  # the first piece, so that making the bomb is not measured
            break
        with given(answer) as address:
            print(f"| {name} | {_measured(address, asked.seconds)} |", flush=True)


def _measured(address: str, seconds: float) -> str:
    command = [sys.executable, "-m", "bench.evidence.answers"]
    began = time.monotonic()
    child = subprocess.Popen(
        [*command, "--seconds", str(seconds), "--one", address], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    told = child.stdout.read().strip()
    _, _, used = os.wait4(child.pid, 0)
    child.returncode = 0
    wall, cpu = time.monotonic() - began, used.ru_utime + used.ru_stime
    unit = 1 if sys.platform == "darwin" else 1024
    return f"{used.ru_maxrss * unit / 1e6:.0f} MB | {wall:.1f} s | {cpu:.1f} s | {told}"


def _one(address: str) -> str:
    (source,) = sources([address])
    with tempfile.TemporaryDirectory() as folder:
        try:
            taken = intake(source, Path(folder), role="page", allow_private=True)
        except CannotLook as error:
            return f"refused: {str(error).replace(address, 'ADDRESS')}"
        return f"kept, {taken.exhibit.size_bytes} bytes"


if __name__ == "__main__":
    main()
