"""Measures how many heads and people the redaction of stills covers, made and on footage.

usage: python -m bench.accuracy.blur [FOLDER] [--sheet PNG]

Without a FOLDER, made scenes: every figure's head and box are known; a head is covered when its
middle is hidden by more than half, a person when 90 % of its box without the margin are. What all
patches over heads hide by more than half, in areas of the drawn heads, says how much too much is
covered. FOLDER of
films: faces that YuNet is sure of (0.8) in the picture at full size are the reference, so faces
that it never sees are missing from it; ``--sheet`` draws the redacted pictures, to be counted by
eye. Pictures are redacted at the size the report shows them at, and at half of it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import cv2
import numpy as np

from bench.accuracy.people_scenes import CAST, SCENES, Box
from bench.scenes.actions import manner
from bench.scenes.figure import Person, joints
from bench.scenes.stage import CAMERAS, Scene, boxes, render
from secondtake import weights
from secondtake.viewing import fit, through
from secondtake.viewing.covering import Patch, cover
from secondtake.viewing.redaction import figures, heads, redact

REPORT_PX = 480
"""Long side of a finding's still (workbench.pictures.SIDE)."""
SIZES = (480, 240)
EVERY = 50
"""Frames of a made scene from one picture to the next."""
SURE = 0.8
INSIDE = 0.9
"""Share of a face's or person's box that has to be covered."""

HEAD = (0.054, 0.07)
"""Half width and half height of a drawn head with its hair, in heights of the figure."""

Point = tuple[float, float]
Oval = tuple[float, float, float, float, float]
"""Middle x and y, 0 to 1, half axes in widths of the picture, degrees it is turned by."""


def main() -> None:
    """Print recall by size; draw the sheet if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--sheet", type=Path)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    if options.folder:
        _footage(options.folder, options.sheet)
        return
    made = list(_made())
    for size in SIZES:
        covered, hidden, drawn = [], 0.0, 0.0
        for rgb, ovals, _ in made:
            mask = _mask(fit(rgb, size), heads)
            hidden += mask.mean()
            drawn += shown_heads(mask.shape, ovals).mean()
            covered += [mask[place] for place in _places(mask.shape, ovals)]
        print(
            f"made heads, pictures of {size} px: {np.mean(covered):.3f} of {len(covered)}; "
            f"hidden: {hidden / drawn:.2f} times the heads"
        )
        whole = [held for rgb, _, people in made for held in _hidden(fit(rgb, size), people)]
        print(f"made people, pictures of {size} px: {np.mean(whole):.3f} of {len(whole)}")


def _made() -> Iterator[tuple[np.ndarray, list[Oval], list[Box]]]:
    """Pictures of made scenes, the oval of every head, every box, 0 to 1; without a hand."""
    for seed, (action, count) in enumerate(SCENES):
        for name in ("front", "behind"):
            scene = Scene(
                place="court",
                action=action,
                cast=CAST[:count],
                manner=manner(seed),
                camera=CAMERAS[name],
                shake=0.0,
                seed=seed,
            )
            for number, frame in enumerate(render(scene)):
                if number % EVERY == EVERY // 2:
                    whole = [b for b in boxes(scene, number) if b[2] > 0.01 and b[3] > 0.02]
                    yield frame, list(ovals_of(scene, number)), whole


def heads_of(scene: Scene, number: int) -> Iterator[Point]:
    """The middle of each head in a frame of a scene filmed without a hand, 0 to 1."""
    yield from ((x, y) for x, y, *_ in ovals_of(scene, number))


def ovals_of(scene: Scene, number: int) -> Iterator[Oval]:
    """Each head in a frame of a scene filmed without a hand, as it is drawn."""
    width, height = scene.camera.size
    for thing in scene.things(number):
        if isinstance(thing, Person):
            found = joints(thing)
            places = np.stack([found["head"], found["neck"], found["chest"]])
            pixels, depth = scene.camera.project(places)
            unit = float(scene.camera.pixels_per_metre(depth[2])) * thing.look.height
            up = pixels[0] - pixels[1]
            # The film is enlarged by 4 % about its middle, as a held camera's is.
            x, y = (
                0.5 + 1.04 * (v / s - 0.5) for v, s in zip(pixels[0], (width, height), strict=True)
            )
            if depth[0] > 0.5 and 0.02 < x < 0.98 and 0.02 < y < 0.98:
                wide, high = (1.04 * axis * unit / width for axis in HEAD)
                turn = float(np.degrees(np.arctan2(up[1], up[0]))) + 90
                yield float(x), float(y), wide, high, turn


def shown_heads(shape: tuple[int, ...], ovals: list[Oval]) -> np.ndarray:
    """Where heads are in a picture, bool (h, w)."""
    mask = np.zeros(shape[:2], np.uint8)
    for x, y, wide, high, turn in ovals:
        middle = (round(x * shape[1]), round(y * shape[0]))
        axes = (max(1, round(wide * shape[1])), max(1, round(high * shape[1])))
        cv2.ellipse(mask, middle, axes, turn, 0, 360, 1, -1)
    return mask > 0


def _places(shape: tuple[int, ...], ovals: list[Oval]) -> list[tuple[int, int]]:
    return [(int(y * shape[0]), int(x * shape[1])) for x, y, *_ in ovals]


def _hidden(rgb: np.ndarray, people: list[Box]) -> list[bool]:
    """Whether each person is covered where people are to be."""
    mask = _mask(rgb, figures)
    covered = []
    for x, y, w, h in people:
        left, right = ((x + share * w) * mask.shape[1] for share in (0.1, 0.9))
        top, bottom = ((y + share * h) * mask.shape[0] for share in (0.1, 0.9))
        part = mask[int(top) : int(bottom) + 1, int(left) : int(right) + 1]
        covered.append(bool(part.mean() >= INSIDE))
    return covered


def _footage(folder: Path, sheet: Path | None) -> None:
    """The middle picture of every film: sure faces at full size against regions at report size."""
    pictures, known = [], []
    for film in sorted(folder.glob("*.mp4")):
        frames = [rgb for _, batch, _ in through(film, rate=2.0) for rgb in batch]
        pictures.append(frames[len(frames) // 2])
        known.append(faces(pictures[-1]))
    if sheet is not None:
        _draw(pictures, sheet)
    for size in SIZES:
        covered, widths = [], []
        for rgb, found in zip(pictures, known, strict=True):
            mask = _mask(fit(rgb, size), heads)
            for x, y, w, h in found:
                rows = slice(int(y * mask.shape[0]), max(1, int((y + h) * mask.shape[0])))
                columns = slice(int(x * mask.shape[1]), max(1, int((x + w) * mask.shape[1])))
                covered.append(mask[rows, columns].mean() >= INSIDE)
                widths.append(w * mask.shape[1])
        print(
            f"faces in {len(pictures)} pictures of {folder.name} at {size} px (median width "
            f"{np.median(widths):.0f} px): {np.mean(covered):.3f} of {len(covered)}"
        )


def _mask(rgb: np.ndarray, patches: Callable[[np.ndarray], tuple[Patch, ...]]) -> np.ndarray:
    return hidden_by(patches(rgb), rgb.shape)


def hidden_by(patches: Iterable[Patch], shape: tuple[int, ...]) -> np.ndarray:
    """Where patches hide a picture of a shape (h, w, 3) by more than half, bool (h, w)."""
    white, black = np.full(shape, 255, np.uint8), np.zeros(shape, np.uint8)
    for patch in patches:
        cover(white, patch, of=black)
    return white[..., 0] < 128


def faces(rgb: np.ndarray) -> list[tuple[float, float, float, float]]:
    """Faces that YuNet is sure of, x y w h, each 0 to 1."""
    height, width = rgb.shape[:2]
    detector = cv2.FaceDetectorYN.create(
        str(weights.path("yunet")), "", (width, height), SURE, 0.3, 50
    )
    _, found = detector.detect(np.ascontiguousarray(rgb[..., ::-1]))
    size = np.tile([width, height], 2)
    return [tuple(float(v) for v in f[:4] / size) for f in (found if found is not None else ())]


def _draw(pictures: list[np.ndarray], sheet: Path) -> None:
    tiles = []
    for rgb in pictures:
        small = redact(fit(rgb, REPORT_PX))[0]
        small = fit(small, 200)
        tile = np.zeros((200, 200, 3), np.uint8)
        tile[: small.shape[0], : small.shape[1]] = small
        tiles.append(tile)
    while len(tiles) % 14:
        tiles.append(np.zeros((200, 200, 3), np.uint8))
    rows = [np.hstack(tiles[n : n + 14]) for n in range(0, len(tiles), 14)]
    cv2.imwrite(str(sheet), np.vstack(rows)[..., ::-1])


if __name__ == "__main__":
    main()
