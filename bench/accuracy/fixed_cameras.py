"""How recordings of fixed cameras, and copies of them, are told: a table of decisions.

usage: python -m bench.accuracy.fixed_cameras FOLDER [--part tune | test | later]

Makes films of places in which nothing moves but a clock, or little does: each twice, an hour apart
with its own noise, and copies of the first. Asks what ``secondtake relate`` asks. ``test`` has
other places, seeds, clocks and settings than ``tune``, on which constants were chosen; so has
``later``, for what was mended on what ``test`` showed.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

from bench.accuracy.fixed_cameras_made import Recoding, View, film, recoded
from secondtake.workbench.standalone.film_relations import relate_listed

COPY, SAME_PLACE = "copy", "same scene"
HOUR = 3607

TUNE = {
    "still": View(seed=1, size=(480, 270), length=6),
    "no clock": View(seed=7, scene="quay", clock="", noise=4.0, size=(480, 270), length=6),
    "tree": View(seed=11, moves="tree", clock="top right", size=(480, 270), length=6),
    "shaken": View(seed=15, shake=0.3, clock="bottom left", size=(480, 270), length=6),
}
TEST = {
    "still": View(seed=101, scene="court", scene_seed=4, noise=2.2, quality=24, size=(480, 270)),
    "still, coded hard": View(
        seed=105, scene="lane", noise=2.0, quality=32, length=9, rate=15, size=(480, 270)
    ),
    "no clock": View(
        seed=111, scene="court", clock="", noise=3.0, quality=22, length=5, size=(512, 288)
    ),
    "unboxed clock": View(
        seed=115, scene="lane", scene_seed=5, boxed=False, date="", length=5, size=(480, 270)
    ),
    "rain": View(seed=119, scene="lane", moves="rain", noise=2.0, length=5, size=(480, 270)),
    "shaken": View(
        seed=121, scene="court", shake=0.5, noise=4.0, quality=21, length=5, size=(480, 270)
    ),
}
LATER = {
    "still": View(seed=201, scene="quay", scene_seed=7, noise=2.5, quality=25, size=(480, 270)),
    "rain": View(seed=205, scene="court", scene_seed=6, moves="rain", noise=2.5, size=(480, 270)),
    "water": View(seed=211, scene="quay", scene_seed=3, moves="water", clock="", size=(480, 270)),
    "water, clock": View(
        seed=215, scene="quay", scene_seed=9, moves="water", boxed=False, size=(512, 288)
    ),
    "date without seconds": View(
        seed=221, scene="lane", scene_seed=8, seconds=False, date="2026-05-10 ", size=(480, 270)
    ),
    "coded hard, unboxed": View(
        seed=225, scene="court", scene_seed=9, boxed=False, quality=33, size=(480, 270)
    ),
}
PARTS = {"tune": TUNE, "test": TEST, "later": LATER}
COPIES = {
    "tune": {
        "scaled": Recoding(scale=0.75, quality=26),
        "trimmed": Recoding(start=2.2, quality=24),
    },
    "test": {
        "scaled": Recoding(scale=0.6, quality=28),
        "trimmed": Recoding(start=1.3, length=3.2, quality=22),
    },
    "later": {
        "scaled": Recoding(scale=0.55, quality=27),
        "trimmed": Recoding(start=1.7, length=4.1, quality=25),
    },
}
"""Few and short, so that a part is made and asked within ten minutes on two cores."""


def made(folder: Path, part: str) -> list[tuple[str, str, str, str]]:
    """The films of a part, written, and their pairs: left, right, truth, what it is of."""
    pairs = []
    for name, view in PARTS[part].items():
        stem = f"{part} {name}".replace(",", "").replace(" ", "-")
        first, second = (folder / f"{stem}-{n}.mp4" for n in "AB")
        if not second.exists():
            film(first, view)
            film(second, replace(view, seed=view.seed + 1, starts=view.starts + HOUR))
        pairs.append((first.name, second.name, SAME_PLACE, name))
        for number, (edit, how) in enumerate(COPIES[part].items()):
            copied = folder / f"{stem}-{edit.replace(' ', '-')}.mp4"
            if not copied.exists():
                recoded(copied, first, how)
            pairs.append((first.name, copied.name, COPY, name))
            if number == 0:
                pairs.append((second.name, copied.name, SAME_PLACE, name))
    crossed = PARTS[part]["still"]
    stem = f"{part}-one-person"
    for letter, view in (
        ("A", replace(crossed, moves="person")),
        ("B", replace(crossed, starts=crossed.starts + HOUR)),
    ):
        if not (folder / f"{stem}-{letter}.mp4").exists():
            film(
                folder / f"{stem}-{letter}.mp4", replace(view, seed=crossed.seed + 50 + ord(letter))
            )
    pairs.append((f"{stem}-A.mp4", f"{stem}-B.mp4", SAME_PLACE, "a person in one only"))
    stem = f"{part}-night"
    if not (folder / f"{stem}.mp4").exists():
        film(
            folder / f"{stem}.mp4",
            replace(crossed, light=0.35, seed=crossed.seed + 60, starts=crossed.starts + 9 * HOUR),
        )
    day = f"{part}-still-A.mp4"
    pairs.append((day, f"{stem}.mp4", SAME_PLACE, "day and night"))
    return pairs


def main() -> None:
    """Make, relate, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=tuple(PARTS), default="test")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    pairs = made(chosen.folder, chosen.part)
    table = chosen.folder / f"{chosen.part}.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("left", "right"), *((p[0], p[1]) for p in pairs)])
    shapes, failures = relate_listed(table)
    told: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (left, right, truth, name), shape in zip(pairs, shapes, strict=True):
        told[truth, name][str(shape["kind"])] += 1
        told[truth, "all"][str(shape["kind"])] += 1
        codes = [r["code"] for r in (*shape["because"], *shape["missing"])]
        clocks = [c for c in codes if "clock" in c or "flicker" in c]
        print(f"{left} | {right} | {truth} | {shape['kind']} | {', '.join(clocks)}")
    kinds = ("copy", "same scene", "undecided")
    print("\n| truth | films | " + " | ".join(kinds) + " | other |")
    print("|---|---|---|---|---|---|")
    for (truth, name), counts in sorted(told.items()):
        shown = [counts[k] for k in kinds]
        other = counts.total() - sum(shown)
        print(f"| {truth} | {name} | " + " | ".join(map(str, (*shown, other))) + " |")
    for failure in failures:
        print(failure)


if __name__ == "__main__":
    main()
