"""What confining a process costs: a decoder of a tiny film from start to end, with and without."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path

from tests.films import moving_square, write_film

from secondtake.viewing.decoder_process import Limits, Request

DECODER = "import secondtake.viewing.decoder as d; {}d.main()"
WITHOUT = "d.confine = lambda: (); "
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
        for _ in range(runs):
            for name, change in (("without", WITHOUT), ("with", "")):
                spent[name].append(_decoded(film, DECODER.format(change)))
    for name, both in spent.items():
        wall, cpu = ([one[which] * 1000 for one in both] for which in (0, 1))
        print(f"decoder {name:8} wall {_told(wall)}   CPU {_told(cpu)}")
    alone = [float(_python(ALONE, b"").stdout) * 1000 for _ in range(runs)]
    print(f"confine() alone  wall {_told(alone)}")


def _decoded(film: Path, code: str) -> tuple[float, float]:
    """Wall and CPU seconds of one decoding."""
    order = {"path": str(film), "request": asdict(Request()), "limits": asdict(Limits())}
    order |= {"cpu_seconds": 60}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    ran = _python(code, json.dumps(order).encode("utf-8"))
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if b'"end"' not in ran.stdout:
        raise SystemExit("The film was not decoded.")
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _python(code: str, given: bytes) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-P", "-c", code]
    return subprocess.run(command, input=given, capture_output=True, env=environment, check=False)


def _told(milliseconds: list[float]) -> str:
    return f"{statistics.median(milliseconds):6.1f} ms (best {min(milliseconds):6.1f})"


if __name__ == "__main__":
    main()
