"""What a check costs, whole: of some films, again with nothing new, and with one film more.

usage: OMP_NUM_THREADS=1 python -m bench.speed.whole [--films 4] [--seconds 20] [--against CHECKOUT]

Films are made by code: drawn people at drawn places, each film cut from a few scenes, so that it
has shots, copies and retakes in common with others. Each step is a process of its own, as of a
person at a terminal. For each are printed the processor seconds by phase, of all processes
together; how often films were decoded from end to end and how often over a span, the decoders that
only listed packets, the processes started, and the most memory that the tree held. ``--against``
runs the same steps with another checkout of the repository, and prints the ratio.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bench.scenes import film
from bench.scenes.actions import manner
from bench.scenes.figure import Look
from bench.scenes.stage import CAMERAS, Scene, render

ROOT = Path(__file__).resolve().parents[2]
SHOT_SECONDS = 5.0
PAGE = (
    "<!doctype html><html lang='en'><title>Two takes</title><article><h1>Two takes</h1>"
    "<p>The agency said on Wednesday that the video shows the same scene filmed twice.</p>"
    "</article></html>"
)
SAMPLED_SECONDS = 0.2
"""How often the memory of the tree is read."""

INSIDE = """
import json, os, sys, time
from pathlib import Path
asked = json.loads(sys.argv[1])
counts = {"whole": 0, "span": 0, "packets": 0, "processes": 0}
def heard(name, given):
    if name in ("subprocess.Popen", "os.fork", "os.posix_spawn"):
        counts["processes"] += 1
sys.addaudithook(heard)
from secondtake.workbench import open_bench
from secondtake.viewing import decoder_process
plain = decoder_process.messages
def messages(path, request, limits):
    kind = "packets" if request.packets else "span" if request.first or request.last else "whole"
    only_asks = kind == "whole" and not request.small_side and request.side == 16
    counts["packets" if only_asks else kind] += 1
    return plain(path, request, limits)
for module in list(sys.modules.values()):
    if getattr(module, "messages", None) is plain:
        module.messages = messages
spent = lambda: sum(os.times()[:4])
phases, at, stage = {}, spent(), "starting"
def progress(told, done, total):
    global at, stage
    now = spent()
    phases[stage] = phases.get(stage, 0.0) + now - at
    at, stage = now, told.split("Analysing ")[0] or "Analysing films"
with open_bench(Path(asked["case"]), by="bench", progress=progress) as bench:
    made = bench.check(asked["page"], *asked["films"])
progress("", 0, None)
relations = [[r.kind, [list(score) for score in r.scores]] for r in made.relations]
print(json.dumps({"phases": phases, "counts": counts, "relations": relations}))
"""


@dataclass(frozen=True, kw_only=True)
class Step:
    """What one step cost: processor and wall seconds, megabytes, and what went on inside."""

    cpu: float
    wall: float
    peak_mb: float
    told: dict[str, Any]


def films(folder: Path, count: int, seconds: float) -> list[Path]:
    """``count`` films of ``seconds``, the same every time; one is made of shots of the others."""
    shirts = ((196, 52, 44), (52, 84, 176), (70, 130, 80), (200, 170, 60))
    first = Scene(
        place="yard",
        action="carry",
        cast=tuple(Look(shirt=shirt) for shirt in shirts),
        manner=manner(1),
        camera=CAMERAS["front"],
        seconds=SHOT_SECONDS,
        rate=15,
        seed=1,
    )
    drawn = [
        list(render(scene))
        for scene in (
            first,
            replace(first, place="quay", action="exercise", camera=CAMERAS["near"], seed=2),
            replace(first, manner=manner(2), seed=3),
            replace(first, place="court", action="wave", manner=manner(4), seed=4),
            replace(first, camera=CAMERAS["side"], seed=5),
        )
    ]
    shots = max(1, round(seconds / SHOT_SECONDS))
    made = []
    for number in range(count):
        frames = [f for n in range(shots) for f in drawn[(number + n) % len(drawn)]]
        path = folder / f"film {number + 1}.mp4"
        made.append(film.write(path, frames, rate=15, quality=24 + number % 3))
    return made


def step(checkout: Path, case: Path, page: Path, chosen: list[Path]) -> Step:
    """One check in a process of its own."""
    asked = {"case": str(case), "page": str(page), "films": [str(f) for f in chosen]}
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", INSIDE, json.dumps(asked)],
        env=os.environ | {"PYTHONPATH": str(checkout / "src")},
        stdout=subprocess.PIPE,
        text=True,
    )
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(child.pid, peak), daemon=True)
    watcher.start()
    out, _ = child.communicate()
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if child.returncode:
        sys.exit(f"the check with {checkout} failed")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Step(cpu=cpu, wall=wall, peak_mb=peak[0], told=json.loads(out.splitlines()[-1]))


def _watch(root: int, peak: list[float]) -> None:
    """Keep the most memory that a process and all below it held together, in megabytes.

    Each page is counted by its share (PSS of Linux); elsewhere nothing is told.
    """
    while Path(f"/proc/{root}/stat").exists():
        peak[0] = max(peak[0], sum(map(_share_mb, _tree(root))))
        time.sleep(SAMPLED_SECONDS)


def _tree(root: int) -> list[int]:
    above: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(entry.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue  # it ended meanwhile
        above.setdefault(parent, []).append(int(entry.parent.name))
    found = [root]
    for one in found:
        found += above.get(one, [])
    return found


def _share_mb(process: int) -> float:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    kept = [line.split()[1] for line in text.splitlines() if line.startswith("Pss:")]
    return int(kept[0]) / 1024 if kept else 0.0


def folder_bytes(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())


def steps(checkout: Path, folder: Path, made: list[Path]) -> dict[str, Step]:
    """The three steps with one checkout, each printed as it ends."""
    page = folder / "page.html"
    page.write_text(PAGE, encoding="utf-8")
    case, but_one = folder / "case", made[:-1]
    done: dict[str, Step] = {}
    for name, chosen in (
        (f"check of {len(but_one)} films", but_one),
        ("again, nothing new", but_one),
        ("one film added", made),
    ):
        one = done[name] = step(checkout, case, page, chosen)
        counts = one.told["counts"]
        print(
            f"{name}: {one.cpu:.1f} s of processors, {one.wall:.1f} s, {one.peak_mb:.0f} MB at "
            f"most; decoded whole {counts['whole']}, spans {counts['span']}, listed "
            f"{counts['packets']}, {counts['processes']} processes started",
            flush=True,
        )
        for phase, seconds in one.told["phases"].items():
            if seconds >= 0.05:
                print(f"    {phase:44}{seconds:7.1f} s")
    parts = ("looks", "derived", "cache")
    held = {p: folder_bytes(case / p) for p in parts if (case / p).is_dir()}
    own = sum(f.stat().st_size for f in made)
    print(
        f"films {own / 1e6:.1f} MB; "
        + ", ".join(f"{name}/ {size / own:.2f} times that" for name, size in held.items())
    )
    return done


def main() -> None:
    """Make the films, run the steps, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=int, default=4, help="the last is the one added")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--against", type=Path, help="another checkout of the repository")
    asked = parser.parse_args()
    print("command: python -m bench.speed.whole", " ".join(sys.argv[1:]))
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = films(folder, asked.films, asked.seconds)
        sides = [("this checkout", ROOT)]
        if asked.against:
            sides.append((f"{asked.against.name}", asked.against.resolve()))
        told = []
        for number, (side, checkout) in enumerate(sides):
            print(side)
            (folder / str(number)).mkdir()
            told.append(steps(checkout, folder / str(number), made))
        for side, done in zip(sides, told, strict=True):
            first, again, added = done.values()
            own = added.cpu / (first.cpu / (asked.films - 1))
            print(
                f"{side[0]}: again {again.cpu / first.cpu:.3f} of the first, one film added "
                f"{own:.2f} times its share"
            )
        for each in told[0] if len(told) > 1 else ():
            print(f"{each}: {told[0][each].cpu / told[1][each].cpu:.2f} of {sides[1][0]}")
            same = told[0][each].told["relations"] == told[1][each].told["relations"]
            print(f"    relations {'the same' if same else 'DIFFER'}")


if __name__ == "__main__":
    main()
