"""Measures how many heads the veil over clips covers, on made scenes and on footage.

usage: python -m bench.accuracy.blur_clips [FOLDER] [--every N] [--cameras NAMES] [--seed N]

Without a FOLDER, made scenes: the middle of every figure's head is known in every frame, and it is
covered when it is hidden by more than half, plates with it. What is hidden so, and what is changed
at all (fading edges), is told in areas of the drawn heads. FOLDER of
films: faces that YuNet is sure of (0.8) in each frame are the reference, so that faces it never
sees are missing from it; the first seconds of each film.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.accuracy.blur import INSIDE, faces, heads_of, hidden_by, ovals_of, shown_heads
from bench.accuracy.people_scenes import CAST, SCENES
from bench.scenes.actions import manner
from bench.scenes.stage import CAMERAS, Scene, render
from secondtake.viewing import Veil, through

SECONDS = 4.0
FLOOR = 0.9
"""Share of heads of one made scene that CI keeps; what was measured lies above."""
LOOKED_AT = 5
"""Of footage, each fifth frame is looked at for faces."""


def made(action: str, count: int, camera: str, seed: int = 3) -> tuple[int, int, int, int, int]:
    """Heads whose middle the veil covered, and heads shown, over all frames of a made scene.

    Then the pixels that it hid by more than half, those of heads, and those that it changed.
    """
    scene = Scene(
        place="court",
        action=action,
        cast=CAST[:count],
        manner=manner(seed),
        camera=CAMERAS[camera],
        shake=0.0,
        seed=seed,
        seconds=SECONDS,
    )
    frames = list(render(scene))
    timed = ((number / scene.rate, frame) for number, frame in enumerate(frames))
    covered = shown = hidden = drawn = changed = 0
    veil = Veil()
    for number, (second, out) in enumerate(veil.over(timed)):
        mask = hidden_by(veil.followed.at(second), out.shape)
        for x, y in heads_of(scene, number):
            covered += mask[int(y * mask.shape[0]), int(x * mask.shape[1])]
            shown += 1
        hidden += int(mask.sum())
        drawn += int(shown_heads(mask.shape, list(ovals_of(scene, number))).sum())
        changed += int(_changed(frames[number], out).sum())
    return covered, shown, hidden, drawn, changed


def _changed(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Where the veil lies, bool (h, w): a covered pixel may by chance be as it was, those around
    it are not."""
    gone = np.any(before != after, axis=2).astype(np.uint8)
    return np.asarray(cv2.morphologyEx(gone, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8)) > 0)


def footage(film: Path) -> tuple[int, int, int, int]:
    """Sure faces of which the veil covered 90 %, and sure faces, of every fifth frame.

    Then the pixels that it changed in those, and all of them.
    """
    covered = shown = hidden = pixels = 0
    frames = list(_first(film))
    for number, (_, out) in enumerate(Veil().over(frames)):
        if number % LOOKED_AT:
            continue
        changed = _changed(frames[number][1], out)
        height, width = changed.shape
        hidden, pixels = hidden + int(changed.sum()), pixels + changed.size
        for x, y, w, h in faces(frames[number][1]):
            rows = slice(max(0, int(y * height)), max(1, int((y + h) * height)))
            columns = slice(max(0, int(x * width)), max(1, int((x + w) * width)))
            covered += changed[rows, columns].mean() >= INSIDE
            shown += 1
    return covered, shown, hidden, pixels


def _first(film: Path) -> Iterator[tuple[float, NDArray[np.uint8]]]:
    pairs = (
        (float(second), rgb)
        for seconds, frames, _ in through(film, rate=1000.0, long_side=640)
        for second, rgb in zip(seconds, frames, strict=True)
    )
    return islice((pair for pair in pairs if pair[0] < SECONDS), 100)


def _areas(found: Sequence[int] | NDArray[np.int_]) -> str:
    hidden, changed = (found[n] / max(1, found[3]) for n in (2, 4))
    return f"hidden: {hidden:.2f} times the heads, changed: {changed:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--cameras", default="front,behind")
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--every", type=int, default=1, help="films of the folder: each so many")
    asked = parser.parse_args()
    cv2.setNumThreads(1)
    total = np.zeros(4 if asked.folder else 5, int)
    if asked.folder:
        for film in sorted(asked.folder.glob("*.mp4"))[:: asked.every]:
            total += footage(film)
        what = f"hidden: {total[2] / max(1, total[3]):.3f} of the pictures"
    else:
        for action, count in SCENES:
            for camera in asked.cameras.split(","):
                found = made(action, count, camera, asked.seed)
                total += found
                print(
                    f"{action} of {count}, {camera}: {found[0]} of {found[1]}, {_areas(found)}",
                    flush=True,
                )
        what = _areas(total)
    print(f"covered: {total[0] / max(1, total[1]):.3f} of {total[1]} heads in frames; {what}")


if __name__ == "__main__":
    main()
