"""Scores located differences on made scenes: what was found, and what was said besides.

usage: python -m bench.accuracy.differences FOLDER [--real TAKES]

FOLDER is what ``bench.scenes`` made: its ``differences.json`` says what differs by design. A
difference is found when a box listed overlaps the person's box halfway through; whatever lies
elsewhere is false, and so is all that is listed between takes that do not differ. Differences of
several parts of one person at one place count once. ``--real`` adds the four films of takes-dev
with a person inserted: found when a box overlaps the one drawn by eye, IoU .5.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import cv2

from bench.accuracy.relations import described
from secondtake.comparing import compare_takes
from secondtake.export.messages.reason_words import in_words
from secondtake.model.findings import Difference

Box = tuple[float, float, float, float]
TALL = 120
"""People's height in pixels from which a change of clothes has to be found."""
WITHIN = 0.5
"""Share of a listed box that lies on the person it is about."""
IOU = 0.5
INSERTED: dict[str, Box] = {
    "lab_cam1": (0.385, 0.43, 0.6, 0.495),
    "lab_cam2": (0.054, 0.345, 0.276, 0.415),
    "lab_cam3": (0.14, 0.275, 0.22, 0.275),
    "lab_cam4": (0.594, 0.22, 0.296, 0.245),
}
"""Where the inserted person of takes-dev stands in the middle frame, drawn by eye."""


def shared(one: Box, two: Box) -> float:
    """Area two boxes (x, y, width, height) share."""
    wide = min(one[0] + one[2], two[0] + two[2]) - max(one[0], two[0])
    tall = min(one[1] + one[3], two[1] + two[3]) - max(one[1], two[1])
    return max(wide, 0.0) * max(tall, 0.0)


def overlap(one: Box, two: Box) -> float:
    """Intersection over union of two boxes."""
    both = shared(one, two)
    return both / max(one[2] * one[3] + two[2] * two[3] - both, 1e-9)


def on_person(said: Difference, truth: dict[str, Any]) -> bool:
    """Whether a listed difference lies on the person that differs, in either film."""
    sides = ((said.left_box, truth["left_box"]), (said.right_box, truth["right_box"]))
    return any(
        box is not None and shared(listed, box) >= WITHIN * listed[2] * listed[3]
        for listed, box in sides
    )


def placed(boxes: list[Box]) -> int:
    """How many places are listed: boxes that touch are one."""
    apart: list[Box] = []
    for one in boxes:
        if all(shared(one, box) <= 0 for box in apart):
            apart.append(one)
    return len(apart)


def made(folder: Path) -> None:
    """Print what was found on made scenes, by kind of difference and by height."""
    truths = json.loads((folder / "differences.json").read_text("utf-8"))
    with (folder / "pairs.csv").open(encoding="utf-8", newline="") as file:
        alike = [
            {"left": r["left"], "right": r["right"], "what": "nothing"}
            for r in csv.DictReader(file)
            if r["left"].endswith("_take1.mp4") and r["right"].endswith("_take2.mp4")
        ]
    rows = [*truths, *alike]
    shots = described(sorted({row[side] for row in rows for side in ("left", "right")}), folder)
    found: dict[str, list[bool]] = defaultdict(list)
    wrong: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        left, right = shots[row["left"]], shots[row["right"]]
        said = list(compare_takes(left, right).differences)
        if row["what"] == "nothing":
            wrong["takes that do not differ"].append(placed([one.left_box for one in said]))
            continue
        height = round((row["left_box"] or row["right_box"])[3] * left.size[1])
        kind = row["what"] + (f", {TALL} px or taller" if height >= TALL else ", smaller")
        right_ones = [one for one in said if on_person(one, row)]
        found[kind].append(bool(right_ones))
        others = [one.left_box for one in said if one not in right_ones]
        wrong[row["what"]].append(placed(others))
        told = [in_words(d.what) for d in said]
        print(f"{row['left']} {row['right']} {row['what']} {height} px: {told}")
    for kind, hits in sorted(found.items()):
        print(f"{kind}: {sum(hits)} of {len(hits)} found")
    for kind, counts in sorted(wrong.items()):
        print(
            f"false places beside {kind}: {sum(counts)} in {len(counts)} pairs, most {max(counts)}"
        )


def real(folder: Path) -> None:
    """Print how well inserted persons are located in takes-dev."""
    for name, truth in INSERTED.items():
        pair = [f"{name}.mp4", f"{name}_inserted.mp4"]
        shots = described(pair, folder)
        said = compare_takes(shots[pair[0]], shots[pair[1]]).differences
        best = max((overlap(one.left_box, truth) for one in said), default=0.0)
        told = "found" if best >= IOU else "missed"
        print(f"{name}: {told}, IoU {best:.2f}, {len(said)} listed")


def main() -> None:
    """Print everything asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--real", type=Path)
    chosen = parser.parse_args()
    cv2.setNumThreads(1)
    made(chosen.folder)
    if chosen.real:
        real(chosen.real)


if __name__ == "__main__":
    main()
