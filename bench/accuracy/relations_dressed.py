"""Measures real pairs again with the right film's people in other clothes, for the fit.

usage: python -m bench.accuracy.relations_dressed PAIRS.csv OUT.json

Takes of one set-up are often told by what people wear, and development footage may hold no take
in other clothes. Here the upper body of every person followed in the right film gets another
colour (a shift in CIE Lab, soft at its edge, folds kept), and the pair is measured as always:
retakes and same scenes, each in two of five colours and a pattern. OUT.json is for
``bench.accuracy.relations_fit --teach``.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import json
from itertools import cycle, islice
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.accuracy.relations import described
from secondtake.comparing import Described, compare_takes, describe
from secondtake.model.footage import ShotView
from secondtake.viewing.shot_frames import whole
from secondtake.vision.clothing import PARTS, part_masks

COLOURS = {
    "blue": (0, 5, -60),
    "red": (0, 55, 30),
    "green": (10, -50, 30),
    "dark": (-70, 0, 0),
    "light": (70, 0, 0),
}
"""What is added to L, a and b of the cloth."""
PRINTED = "striped"
"""Other clothes with a pattern: bands across the trunk, which a plain shift of colour lacks."""
BANDS = 6
"""Bands from the shoulders to the hips."""
EACH = 2
"""Colours tried on each pair."""
FAR = 8
"""Frames from the nearest one a person was seen in, beyond which nothing is coloured."""


def dressed(view: ShotView, shot: Described, colour: str) -> ShotView:
    """The view with the upper body of its largest person in another colour."""
    rgb = view.rgb.copy()
    for at, frame in enumerate(rgb):
        mask = _cloth(shot, at, (frame.shape[0], frame.shape[1]))
        if mask is None:
            continue
        lab = cv2.cvtColor(frame.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
        lab += mask * np.array(COLOURS["red" if colour == PRINTED else colour], np.float32)
        if colour == PRINTED:
            lab[..., :1] += mask * _bands(shot, at, (frame.shape[0], frame.shape[1]))
        lab[..., 0] = lab[..., 0].clip(0, 100)
        shown = cv2.cvtColor(lab, cv2.COLOR_LAB2RGB).clip(0, 1)
        rgb[at] = (shown * 255).round().astype(np.uint8)
    return dataclasses.replace(view, rgb=rgb)


def _bands(shot: Described, at: int, size: tuple[int, int]) -> NDArray[np.float32]:
    """What bands across the trunk add to L: float32 (height, width, 1), -35 to 35."""
    person = shot.people[0]
    points = person.points[int(np.abs(person.frames - at).argmin())]
    shoulders, hips = points[[5, 6], :2].mean(0), points[[11, 12], :2].mean(0)
    down = (hips - shoulders) / max(float(((hips - shoulders) ** 2).sum()), 1.0)
    y, x = np.mgrid[: size[0], : size[1]].astype(np.float32)
    along = (x - shoulders[0]) * down[0] + (y - shoulders[1]) * down[1]
    return np.asarray(35 * np.sign(np.sin(2 * np.pi * BANDS / 2 * along))[..., None], np.float32)


def _cloth(shot: Described, at: int, size: tuple[int, int]) -> NDArray[np.float32] | None:
    """Where the upper body is: float32 (height, width, 1), 0 to 1; None when nobody is near."""
    if not shot.people:
        return None
    person = shot.people[0]
    near = int(np.abs(person.frames - at).argmin())
    if abs(int(person.frames[near]) - at) > FAR:
        return None
    mask = part_masks(person.points[near], size)[PARTS.index("upper body")].astype(np.float32)
    wide = cv2.dilate(mask, np.ones((9, 9), np.uint8))
    return np.asarray(cv2.GaussianBlur(wide, (0, 0), 3)[..., None], np.float32)


def main() -> None:
    """Describe, dress, relate, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("out", type=Path)
    chosen = parser.parse_args()
    folder = chosen.pairs.parent
    with chosen.pairs.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["relation"] in ("retake", "same scene")]
    shots = described(sorted({row[side] for row in rows for side in ("left", "right")}), folder)
    seen: dict[tuple[str, str], Described] = {}
    colours = cycle((*COLOURS, PRINTED))
    measured = []
    for row in rows:
        for colour in islice(colours, EACH):
            key = row["right"], colour
            if key not in seen:
                seen[key] = describe(dressed(whole(folder / key[0]), shots[key[0]], colour))
            found = compare_takes(shots[row["left"]], seen[key])
            numbers = {m.name: m.value for m in found.measurements}
            measured.append({**row, "note": f"{row['note']}, in {colour}", "numbers": numbers})
    chosen.out.write_text(json.dumps(measured, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
