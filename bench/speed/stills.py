"""Exact stills and copies for playing of any films: whether each still is the frame, and its cost.

Run: ``OMP_NUM_THREADS=1 python -m bench.speed.stills FILM... --stills 5 --seconds 4``. A still is
right when it equals, to the last sample, the frame that one decoding from the start shows at that
time. CPU time is that of this process and all below it (Linux: by ``/proc``).
"""

from __future__ import annotations

import argparse
import io
import os
import random
import statistics
import sys
import time
from pathlib import Path

import numpy as np

from bench.speed.watch import machine
from secondtake import viewing
from secondtake.errors import CannotLook
from secondtake.model.enums import SeeingGrade
from secondtake.model.frame_table import FrameTable
from secondtake.model.time import Span

EXHIBIT = "0" * 64
SIDE = 320
"""Long side at which stills are compared, pixels."""


def main() -> None:
    """Print one line a film that has a wrong still, then the sums."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("films", nargs="+", type=Path)
    parser.add_argument("--stills", type=int, default=5, help="of each film, at random")
    parser.add_argument("--seconds", type=float, default=4.0, help="of each film's copies; 0: none")
    asked = parser.parse_args()
    print("machine:", machine())
    told = f"--stills {asked.stills} --seconds {asked.seconds:g}"
    print(f"command: python -m bench.speed.stills ({len(asked.films)} films) {told}")
    stills: list[tuple[bool, float, float]] = []
    copies: dict[SeeingGrade, list[tuple[float, float, float]]] = {}
    for film in asked.films:
        try:
            table = viewing.frame_table(film, EXHIBIT)
            found = _stills(film, table, asked.stills)
        except CannotLook as error:
            print(f"{film.name}: could not be analysed: {error}")
            continue
        stills += found
        wrong = sum(not right for right, _, _ in found)
        if wrong:
            print(f"{film.name}: {wrong} of {len(found)} stills are not the frame")
        for grade in (SeeingGrade.VEILED, SeeingGrade.OPEN) if asked.seconds else ():
            copies.setdefault(grade, []).append(_copy(film, table, grade, asked.seconds))
    _told(stills, copies)


def _stills(film: Path, table: FrameTable, count: int) -> list[tuple[bool, float, float]]:
    """Of some frames: right or not, wall seconds, CPU seconds."""
    wanted = random.Random(film.name).sample(table.pts, min(count, len(table.pts)))
    every = viewing.every_frame(film, 0, table.end, side=SIDE)
    truth = {at: rgb.copy() for at, rgb in every if at in set(wanted)}
    found = []
    for pts in wanted:
        wall, cpu = time.perf_counter(), _cpu_seconds()
        try:
            rgb, _ = viewing.exact_still(film, pts, side=SIDE)
            right = pts in truth and bool(np.array_equal(rgb, truth[pts]))
        except CannotLook as error:
            print(f"{film.name}: {error}")
            right = False
        found.append((right, time.perf_counter() - wall, _cpu_seconds() - cpu))
    return found


def _copy(
    film: Path, table: FrameTable, grade: SeeingGrade, seconds: float
) -> tuple[float, float, float]:
    """Seconds of film in a copy, and the wall and CPU seconds it took."""
    end = min(table.end, round(seconds / table.tick))
    span = Span(start=table.pts[0], end=end, tick=table.tick)
    wall, cpu = time.perf_counter(), _cpu_seconds()
    viewing.write_playing_copy(io.BytesIO(), film, span, grade=grade)
    return span.length_seconds, time.perf_counter() - wall, _cpu_seconds() - cpu


def _told(
    stills: list[tuple[bool, float, float]],
    copies: dict[SeeingGrade, list[tuple[float, float, float]]],
) -> None:
    if not stills:
        sys.exit("No still could be asked for.")
    right = sum(one for one, _, _ in stills)
    wall, cpu = (sorted(1000 * one[n] for one in stills) for n in (1, 2))
    slow = wall[int(0.95 * len(wall))]
    print(
        f"stills: {right} of {len(stills)} right; wall median {statistics.median(wall):.0f} ms, "
        f"95 % under {slow:.0f} ms; CPU median {statistics.median(cpu):.0f} ms"
    )
    for grade, made in copies.items():
        film, spent, cpu_spent = (sum(one[n] for one in made) for n in range(3))
        print(
            f"copies, {grade}: {film:.0f} s of film in {spent:.0f} s, {cpu_spent:.0f} s of CPU: "
            f"{film / cpu_spent:.1f} times real time a core"
        )


def _cpu_seconds() -> float:
    """Of this process and of all that it and they have begun, ended or not."""
    parents, spent = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        parents[int(folder.name)] = int(fields[1])
        spent[int(folder.name)] = sum(map(int, fields[11:15]))
    total = 0
    for process, ticks in spent.items():
        above = process
        while above and above != os.getpid():
            above = parents.get(above, 0)
        total += ticks if above else 0
    return total / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
