"""Single shots of real and rendered films, the material that edited films are made of."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.accuracy.edits import RATE, SIZE, Frames
from secondtake import viewing

__all__ = ["Clip", "rendered", "stretches"]


@dataclass
class Clip:
    """A single shot at 25/s and 320x180; takes of one ``setup`` share place and camera."""

    frames: Frames
    source: str
    setup: str


def stretches(folders: list[Path], wanted: str) -> dict[str, Clip]:
    """The clips of one set of ``stretches.csv`` that lie in the folders, by file name.

    A file of a public repository is named ``OWNER_REPOSITORY__FILE``.
    """
    found = {}
    rows = csv.DictReader((Path(__file__).parent / "stretches.csv").read_text().splitlines())
    for row in rows:
        path = next((f / row["file"] for f in folders if (f / row["file"]).exists()), None)
        if path is None or row["set"] != wanted:
            continue
        view = viewing.whole(path, rate=RATE, long_side=360, max_frames=5000)
        times = np.arange(float(row["start"]), min(float(row["end"]), view.seconds[-1]), 1 / RATE)
        nearest = np.searchsorted(view.seconds, times + 1e-6, side="right") - 1
        frames = np.stack([_cropped(view.rgb[i]) for i in nearest.clip(0)])
        found[row["file"]] = Clip(frames, row["source"], row["setup"])
    return found


def rendered(count: int = 2) -> dict[str, Clip]:
    """Single shots of scenes drawn by code."""
    from bench.scenes.actions import ACTIONS, manner
    from bench.scenes.figure import Look
    from bench.scenes.stage import CAMERAS, Scene, render

    found = {}
    for number, name in enumerate(sorted(ACTIONS)[::2][:count]):
        scene = Scene(
            place=("quay", "court")[number % 2],
            action=name,
            cast=(Look(), Look(), Look()),
            manner=manner(number + 5),
            camera=list(CAMERAS.values())[number],
            seconds=8,
        )
        frames = np.stack([_cropped(f) for f in render(scene)])
        found[f"rendered {name}"] = Clip(frames, "rendered", name)
    return found


def _cropped(frame: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = frame.shape[:2]
    tall = min(height, width * 9 // 16)
    top = (height - tall) // 3
    wide = min(width, tall * 16 // 9)
    left = (width - wide) // 2
    part = frame[top : top + tall, left : left + wide]
    seen: NDArray[np.uint8] = cv2.resize(part, SIZE, interpolation=cv2.INTER_AREA)
    return seen
