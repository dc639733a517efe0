"""Small films made by code, the same bytes every time."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np

__all__ = ["moving_square", "place", "write_film"]


def place(seed: int, *, size: tuple[int, int] = (320, 180)) -> np.ndarray:
    """A textured background, uint8 (h, w, 3): blobs, lines and boxes that features hold on to."""
    rng = np.random.default_rng(seed)
    width, height = size
    coarse = rng.integers(40, 215, (9, 16, 3)).astype(np.uint8)
    picture = cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)
    for _ in range(40):
        x, y = int(rng.integers(0, width)), int(rng.integers(0, height))
        w, h = int(rng.integers(4, 40)), int(rng.integers(4, 30))
        colour = tuple(int(c) for c in rng.integers(0, 255, 3))
        cv2.rectangle(picture, (x, y), (x + w, y + h), colour, -1)
    return picture


def moving_square(seed: int, frames: int = 50) -> np.ndarray:
    """A place with a square that crosses it, uint8 (n, 180, 320, 3)."""
    film = np.repeat(place(seed)[None], frames, axis=0)
    for number, frame in enumerate(film):
        x = 10 + number * 5 % 260
        cv2.rectangle(frame, (x, 80), (x + 40, 140), (230, 40 + seed % 200, 30), -1)
    return film


def write_film(path: Path, frames: np.ndarray, *, rate: int = 25) -> Path:
    """Encode frames, uint8 (n, h, w, 3) RGB, as H.264 by one thread."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=Fraction(rate))
        stream.height, stream.width = frames.shape[1:3]
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": "23", "preset": "veryfast", "threads": "1"}
        # x264's AVX-512 code reads memory it never wrote; see bench/scenes/film.py.
        stream.options |= {"x264-params": "asm=avx2"}
        for frame in frames:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(frame, format="rgb24")))
        container.mux(stream.encode())
    return path
