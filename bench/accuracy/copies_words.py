"""Makes comparing/copies/visual_words.npy: centres of halves of RootSIFT vectors.

usage: OMP_NUM_THREADS=1 python -m bench.accuracy.copies_words [OUT.npy]

The pictures are the textures and the places of ``bench/scenes``, at many sizes, turns and
sharpnesses, so that no film and no photograph takes part. The same machine writes the same bytes;
another processor may add in another order.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.scenes import textures
from bench.scenes.place import backdrop, place
from bench.scenes.stage import CAMERAS
from secondtake.comparing import copies
from secondtake.comparing.copies.local_features import features_of
from secondtake.comparing.copies.visual_words import HALF

SEED = 11
VIEWS = 9
"""Sizes, turns and sharpnesses at which every picture is seen."""
MOST = 400
"""Features of one view."""
STEPS = 25
"""Steps of k-means: later ones move no centre by more than a unit."""


def main() -> None:
    """Draw, describe, find the centres and write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    shipped = Path(copies.__file__).with_name("visual_words.npy")
    parser.add_argument("out", type=Path, nargs="?", default=shipped)
    out = parser.parse_args().out
    cv2.setNumThreads(1)
    rng = np.random.default_rng(SEED)
    vectors = np.concatenate(
        [features_of(view, MOST).vectors for drawn in pictures() for view in _views(drawn, rng)]
    ).astype(np.float32)
    halves = [centres(vectors[:, side : side + 64], rng) for side in (0, 64)]
    np.save(out, np.round(np.stack(halves)).clip(0, 255).astype(np.uint8))
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    print(f"{len(vectors)} features, {out.stat().st_size} bytes, sha256 {digest}")


def pictures() -> Iterator[NDArray[np.uint8]]:
    """Drawn pictures, uint8 (h, w) grey, the same every time."""
    colours = ((150, 110, 90), (90, 120, 140), (200, 190, 170))
    for seed, colour in enumerate(colours):
        for texture in (
            textures.bricks(seed, colour),
            textures.plaster(seed + 10, colour),
            textures.ground(seed + 20, colour),
            textures.boards(seed + 30, colour),
            textures.van_side(seed + 40, colour),
            textures.water(seed + 50),
        ):
            yield cv2.cvtColor(texture, cv2.COLOR_RGB2GRAY)
    for seed, name in enumerate(("yard", "quay", "court", "lane")):
        for camera in CAMERAS.values():
            yield cv2.cvtColor(backdrop(place(name, seed), camera), cv2.COLOR_RGB2GRAY)


def centres(points: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """float32 (HALF, n): k-means of points (m, n); a centre nobody is near is drawn anew."""
    found = points[rng.choice(len(points), HALF, replace=False)]
    for _ in range(STEPS):
        nearest = ((found**2).sum(1)[None] - 2 * points @ found.T).argmin(1)
        counts = np.bincount(nearest, minlength=HALF)[:, None]
        order = np.argsort(nearest, kind="stable")
        starts = np.minimum(np.cumsum(counts) - counts[:, 0], len(points) - 1)
        sums = np.add.reduceat(points[order].astype(np.float64), starts, axis=0)
        anew = points[rng.choice(len(points), HALF)]
        found = np.where(counts > 0, sums / np.maximum(counts, 1), anew).astype(np.float32)
    return found


def _views(drawn: NDArray[np.uint8], rng: np.random.Generator) -> Iterator[NDArray[np.uint8]]:
    for _ in range(VIEWS):
        scale = rng.uniform(160, 640) / max(drawn.shape)
        seen = cv2.resize(drawn, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        height, width = seen.shape
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-30, 30), 1.0)
        seen = cv2.warpAffine(seen, turn, (width, height), borderMode=cv2.BORDER_REFLECT)
        if rng.random() < 0.5:
            seen = np.ascontiguousarray(seen[:, ::-1])
        if rng.random() < 0.3:
            seen = cv2.GaussianBlur(seen, (0, 0), rng.uniform(0.5, 1.5))
        yield seen


if __name__ == "__main__":
    main()
