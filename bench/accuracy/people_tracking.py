"""Measures the following of bodies on made scenes, where every figure's box is known.

usage: python -m bench.accuracy.people_tracking [--camera NAME]

Prints IDF1 (Ristani et al. 2016), switches of a figure between tracks, recall and precision of
boxes, at an overlap of 0.5, five times a second, for walks that cross, a carried body, a hose
and exercises. Each scene is made twice, with figures at hand and with the camera twice as far.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import replace

import cv2
import numpy as np
from scipy.optimize import linear_sum_assignment

from bench.scenes.actions import manner
from bench.scenes.figure import Look
from bench.scenes.stage import CAMERAS, Scene, boxes, render
from secondtake.comparing.roles import RATE, BodyFinder

CAST = (
    Look(shirt=(180, 60, 50), trousers=(60, 66, 84)),
    Look(shirt=(60, 110, 170), trousers=(90, 84, 70), height=1.68),
    Look(shirt=(220, 214, 200), trousers=(50, 52, 58), height=1.82),
    Look(shirt=(70, 130, 80), trousers=(70, 70, 110), skin=(120, 80, 60), height=1.62),
)
SCENES = (("walk", 4), ("carry", 4), ("hose", 3), ("exercise", 2), ("wave", 3))
OVERLAP = 0.5

Seen = dict[tuple[int, int], tuple[float, float, float, float]]
"""Box x y w h by (frame, who)."""


def main() -> None:
    """Make, follow and print every scene and the sum."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--camera", default="front", choices=sorted(CAMERAS))
    options = parser.parse_args()
    cv2.setNumThreads(1)
    near = CAMERAS[options.camera]
    far = replace(near, focal=near.focal / 2)
    for name, camera in (("at hand", near), ("half the size", far)):
        total = np.zeros(6)
        for seed, (action, count) in enumerate(SCENES):
            scene = Scene(
                place="court",
                action=action,
                cast=CAST[:count],
                manner=manner(seed),
                camera=camera,
                seed=seed,
            )
            counted = _measure(scene)
            total += counted
            print(f"{name}, {action} of {count}: {_words(counted)}")
        print(f"{name}, all: {_words(total)}")


def _measure(scene: Scene) -> np.ndarray:
    """Figures' boxes, tracks' boxes, boxes matched, identity matches, switches, tracks."""
    step = round(scene.rate / RATE)
    finder = BodyFinder("made", "0" * 64)
    known: Seen = {}
    for number, frame in enumerate(render(scene)):
        if number % step:
            continue
        finder.see(np.array([number / scene.rate]), frame[None])
        for who, box in enumerate(boxes(scene, number)):
            if box[2] > 0.01 and box[3] > 0.02:
                known[number // step, who] = box
    found: Seen = {}
    tracks = finder.finish()
    for who, track in enumerate(tracks):
        for at, box in zip(track.seconds, track.boxes, strict=True):
            found[round(float(at) * RATE), who] = tuple(float(v) for v in box)  # type: ignore[assignment]
    return np.array([*_score(known, found), len(tracks)], float)


def _score(known: Seen, found: Seen) -> tuple[int, int, int, int, int]:
    shared: dict[tuple[int, int], int] = defaultdict(int)
    matched, switches = 0, 0
    last: dict[int, int] = {}
    for frame in sorted({f for f, _ in known}):
        figures = [who for f, who in known if f == frame]
        bodies = [who for f, who in found if f == frame]
        if not figures or not bodies:
            continue
        table = np.array(
            [[_iou(known[frame, a], found[frame, b]) for b in bodies] for a in figures]
        )
        for a, b in zip(*np.nonzero(table >= OVERLAP), strict=True):
            shared[figures[a], bodies[b]] += 1
        for a, b in zip(*linear_sum_assignment(-table), strict=True):
            if table[a, b] >= OVERLAP:
                matched += 1
                switches += last.get(figures[a], bodies[b]) != bodies[b]
                last[figures[a]] = bodies[b]
    return len(known), len(found), matched, _identity(shared), switches


def _identity(shared: dict[tuple[int, int], int]) -> int:
    """Most boxes that one-to-one pairs of figures and tracks can share."""
    if not shared:
        return 0
    table = np.zeros((1 + max(a for a, _ in shared), 1 + max(b for _, b in shared)))
    for (a, b), count in shared.items():
        table[a, b] = count
    rows, columns = linear_sum_assignment(-table)
    return int(table[rows, columns].sum())


def _iou(left: tuple[float, ...], right: tuple[float, ...]) -> float:
    wide = min(left[0] + left[2], right[0] + right[2]) - max(left[0], right[0])
    tall = min(left[1] + left[3], right[1] + right[3]) - max(left[1], right[1])
    shared = max(wide, 0) * max(tall, 0)
    return shared / (left[2] * left[3] + right[2] * right[3] - shared)


def _words(counted: np.ndarray) -> str:
    figures, bodies, matched, identity, switches, tracks = counted
    return (
        f"IDF1 {2 * identity / max(figures + bodies, 1):.3f}, switches {switches:.0f}, recall "
        f"{matched / max(figures, 1):.3f}, precision {matched / max(bodies, 1):.3f}, "
        f"{tracks:.0f} tracks"
    )


if __name__ == "__main__":
    main()
