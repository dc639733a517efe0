"""What confining a process costs: a decoder of a tiny film from fork to end, with and without."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path

from tests.films import moving_square, write_film

from secondtake.viewing import decoder
from secondtake.viewing.decoder_process import Limits, Request

ALONE = (
    "import time; from secondtake.guarding.confinement import confine;"
    "began = time.perf_counter(); confine(); print(time.perf_counter() - began)"
)


def main() -> None:
    """Print medians and the best of each, in milliseconds."""
    options = ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=25)
    runs = options.parse_args().runs
    spent: dict[str, list[tuple[float, float]]] = {"without": [], "with": []}
    with tempfile.TemporaryDirectory() as place:
        film = write_film(Path(place, "film.mp4"), moving_square(1, 10))
        decoder.load()
        for _ in range(runs):
            for name, both in spent.items():
                both.append(_decoded(film, confined=name == "with"))
    for name, both in spent.items():
        wall, cpu = ([one[which] * 1000 for one in both] for which in (0, 1))
        print(f"decoder {name:8} wall {_told(wall)}   CPU {_told(cpu)}")
    alone = [float(_python(ALONE).stdout) * 1000 for _ in range(runs)]
    print(f"confine() alone  wall {_told(alone)}")


def _decoded(film: Path, *, confined: bool) -> tuple[float, float]:
    """Wall and CPU seconds of one decoding in a process forked from this one."""
    order = {"path": str(film), "request": asdict(Request()), "limits": asdict(Limits())}
    order |= {"cpu_seconds": 60, "counts": None}
    reading, writing = os.pipe()
    began = time.perf_counter()
    process = os.fork()
    if process == 0:
        os.close(reading)
        if not confined:
            decoder.confine = lambda: ()
        with os.fdopen(writing, "wb") as out:
            decoder.decode(out, order)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as sent:
        told = sent.read()
    _, _, used = os.wait4(process, 0)
    if b'"end"' not in told:
        raise SystemExit("The film was not decoded.")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime


def _python(code: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-P", "-c", code]
    return subprocess.run(command, capture_output=True, check=False)


def _told(milliseconds: list[float]) -> str:
    return f"{statistics.median(milliseconds):6.1f} ms (best {min(milliseconds):6.1f})"


if __name__ == "__main__":
    main()
