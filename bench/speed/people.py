"""CPU time of following people in 1080p films, against decoding alone in the same run.

    OMP_NUM_THREADS=1 python -m bench.speed.people [--seconds 10]

Drawn scenes of 25 frames a second: four who walk, three of whom one is hosed, crowds of 20 and 40.
Prints CPU seconds, how many of them a second of film takes, and times decoding.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import cv2

from bench.accuracy.people_scenes import CAST
from bench.scenes.actions import manner
from bench.scenes.camera import Camera
from bench.scenes.crowds import ABOVE, crowd_of
from bench.scenes.figure import Look
from bench.scenes.film import write
from bench.scenes.stage import CAMERAS, Scene, render
from bench.speed.watch import RATE, cost, decode_alone, machine
from secondtake.viewing import NO_EXHIBIT
from secondtake.workbench.pipeline.people_tracking import follow_film

SIZE = (1920, 1080)
CROWDS = {"crowd of 20": (31, 20), "crowd of 40": (32, 40)}
FEW = {"walk of 4": ("walk", 4), "hose of 3": ("hose", 3)}


def main() -> None:
    """Make each film, decode it, follow its people, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    asked = parser.parse_args()
    cv2.setNumThreads(1)
    print("machine:", machine())
    print("command: python -m bench.speed.people", " ".join(sys.argv[1:]))
    print(
        f"{'':14}{'decoding':>10}{'following':>11}{'a second':>10}{'x decoding':>12}{'tracks':>8}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name, scene in _scenes(asked.seconds):
            film = write(Path(folder) / "film.mp4", render(scene), rate=RATE)
            alone, _ = cost(lambda film=film: decode_alone(film))
            tracks: list[int] = []
            spent, _ = cost(
                lambda film=film, tracks=tracks: tracks.append(
                    len(follow_film(film, "film", NO_EXHIBIT, ()))
                )
            )
            print(
                f"{name:14}{alone:10.2f}{spent:11.2f}{spent / asked.seconds:10.2f}"
                f"{spent / alone:12.1f}{tracks[0]:8}",
                flush=True,
            )


def _scenes(seconds: float) -> list[tuple[str, Scene]]:
    near = replace(CAMERAS["front"], size=SIZE)
    above = replace(ABOVE, size=SIZE)
    few = [
        (name, _scene(action, CAST[:count], near, seconds, 1))
        for name, (action, count) in FEW.items()
    ]
    crowds = [
        (name, _scene("mill", crowd_of(count, seed), above, seconds, seed))
        for name, (seed, count) in CROWDS.items()
    ]
    return few + crowds


def _scene(action: str, cast: tuple[Look, ...], camera: Camera, seconds: float, seed: int) -> Scene:
    return Scene(
        place="court",
        action=action,
        cast=cast,
        manner=manner(seed),
        camera=camera,
        seconds=seconds,
        rate=RATE,
        seed=seed,
    )


if __name__ == "__main__":
    main()
