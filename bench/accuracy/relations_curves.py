"""Error curves: how relations err as people get smaller, frames fewer, pictures poorer.

usage: python -m bench.accuracy.relations_curves HELD-OUT OUT [--set-ups 12] [--write]

Every clip of the made part HELD-OUT (``python -m bench.scenes``) is written again at each level,
and the pairs with a set-up's first take are related. OUT keeps one file a level, so that a run
that was broken off goes on. ``--write`` puts the curve over people's height into error_rates.json.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.accuracy.relations import described
from bench.accuracy.relations_figures import FILE
from bench.scenes import film
from bench.scenes.pairs import RATE
from secondtake.comparing import compare_takes
from secondtake.model.measure_names import MeasureName
from secondtake.viewing.shot_frames import whole

KINDS = ("copy", "same moment", "retake")
HEIGHTS = (0, 40, 60, 90, 130, None)
"""Edges of the bins of people's height, in pixels of the pictures compared; None is no edge."""
LEAST_PAIRS = 8
"""Pairs of a kind under which a bin says nothing of its recall."""


@dataclass(frozen=True, kw_only=True)
class Level:
    """One way to make a clip worse; the defaults leave it as it is."""

    name: str
    scale: float = 1.0
    every: int = 1
    quality: int = 22
    noise: float = 0.0
    blur: float = 0.0


LEVELS = (
    Level(name="as made"),
    Level(name="size 0.7", scale=0.7),
    Level(name="size 0.5", scale=0.5),
    Level(name="size 0.35", scale=0.35),
    Level(name="7.5 frames a second", every=2),
    Level(name="5 frames a second", every=3),
    Level(name="3 frames a second", every=5),
    Level(name="CRF 34", quality=34),
    Level(name="CRF 40", quality=40),
    Level(name="CRF 46", quality=46),
    Level(name="noise 12", noise=12.0),
    Level(name="noise 25", noise=25.0),
    Level(name="blur 1.5 px", blur=1.5),
    Level(name="blur 3 px", blur=3.0),
)


def worse(frames: NDArray[np.uint8], level: Level, seed: int) -> Iterator[NDArray[np.uint8]]:
    """The frames at a level: uint8 (n, h, w, 3); noise has the same values on every run."""
    rng = np.random.default_rng(seed)
    height, width = frames.shape[1:3]
    size = tuple(2 * round(side * level.scale / 2) for side in (width, height))
    for frame in frames[:: level.every]:
        out = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
        if level.blur:
            out = cv2.GaussianBlur(out, (0, 0), level.blur)
        if level.noise:
            grain = rng.normal(0, level.noise, out.shape)
            out = np.clip(out + grain, 0, 255).astype(np.uint8)
        yield out


def related(folder: Path, rows: list[dict[str, str]], level: Level) -> list[dict[str, Any]]:
    """Every pair at a level: its true kind, what was said, and the people's height."""
    names = sorted({row[side] for row in rows for side in ("left", "right")})
    with tempfile.TemporaryDirectory() as made:
        for seed, name in enumerate(names):
            frames = worse(whole(folder / name, rate=RATE).rgb, level, seed)
            rate = Fraction(RATE, level.every)
            film.write(Path(made) / name, frames, rate=rate, quality=level.quality)
        shots = described(names, Path(made))
    out = []
    for row in rows:
        found = compare_takes(shots[row["left"]], shots[row["right"]])
        numbers = {m.name: m.value for m in found.measurements}
        out.append(
            {
                "true": row["relation"],
                "said": found.kind,
                "height": numbers.get(MeasureName.PERSON_HEIGHT_PX),
            }
        )
    return out


def shares(told: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    """Recall and false alarms of one kind; None where too few pairs were there."""
    of_kind = [t["said"] for t in told if t["true"] == kind]
    others = [t["said"] for t in told if t["true"] != kind]
    return {
        "pairs": len(told),
        "of the kind": len(of_kind),
        "recall": round(of_kind.count(kind) / len(of_kind), 4)
        if len(of_kind) >= LEAST_PAIRS
        else None,
        "false_alarm_rate": round(others.count(kind) / len(others), 4)
        if len(others) >= LEAST_PAIRS
        else None,
    }


def by_height(told: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """The curve of each kind over people's height; pairs without people are in none."""
    curves: dict[str, list[dict[str, Any]]] = {kind: [] for kind in KINDS}
    for low, high in pairwise(HEIGHTS):
        here = [
            t
            for t in told
            if t["height"] is not None and (low or 0) <= t["height"] < (high or math.inf)
        ]
        for kind in KINDS:
            curves[kind].append({"from": low, "to": high, **shares(here, kind)})
    return curves


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("made", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--set-ups", type=int, default=12)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with (asked.made / "pairs.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if "_take1" in row["left"]
            and row["left"][:3] == row["right"][:3]
            and int(row["left"][1:3]) < asked.set_ups
        ]
    told: dict[str, list[dict[str, Any]]] = {}
    for level in LEVELS:
        kept = asked.out / f"{level.name}.json"
        if not kept.is_file():
            kept.write_text(json.dumps(related(asked.made, rows, level)), encoding="utf-8")
        told[level.name] = json.loads(kept.read_text(encoding="utf-8"))
        print(level.name, {kind: shares(told[level.name], kind) for kind in KINDS}, flush=True)
    curves = by_height([t for level in LEVELS[:4] for t in told[level.name]])
    print(json.dumps(curves, indent=1))
    if asked.write:
        held = json.loads(FILE.read_text(encoding="utf-8"))
        held["by_height"] = curves
        FILE.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
