"""Films made by code: a textured place, textured movers, and edits done to their frames."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import cv2
import numpy as np
from numpy.typing import NDArray

from secondtake.model.footage import FrameBatch

Frames = NDArray[np.uint8]
WIDTH, HEIGHT, RATE = 320, 180, 16


def texture(seed: int, height: int, width: int) -> NDArray[np.float32]:
    """A grey pattern with detail of many sizes, float32 0 to 255."""
    random = np.random.default_rng(seed)
    out = np.zeros((height, width), np.float32)
    for cell in (4, 8, 16, 48):
        rough = random.random((height // cell + 2, width // cell + 2)).astype(np.float32)
        out += cell**0.5 * cv2.resize(rough, (width, height), interpolation=cv2.INTER_CUBIC)
    return cv2.normalize(out, None, 15, 240, cv2.NORM_MINMAX)


def film(place: int, movers: int, seconds: float, *, people_of: int | None = None) -> Frames:
    """uint8 (n, 180, 320, 3): a place (a seed) in which three movers (a seed) go about.

    ``people_of``: a seed of movers whose people do what ``movers`` do.
    """
    ground = cv2.cvtColor(texture(place, HEIGHT, WIDTH), cv2.COLOR_GRAY2RGB)
    random = np.random.default_rng(movers + 1000)
    seen = movers if people_of is None else people_of
    people = [texture(seen * 10 + k + 5000, 60, 36) for k in range(3)]
    phases, tempos = random.random((3, 2)) * 6.28, 0.6 + random.random((3, 2))
    out = []
    for i in range(round(seconds * RATE)):
        frame = ground.copy()
        for person, phase, tempo in zip(people, phases, tempos, strict=True):
            x, y = np.sin(phase + tempo * i / RATE * 2) * (0.4, 0.3) + 0.5
            left, top = int(x * (WIDTH - 36)), int(y * (HEIGHT - 60))
            frame[top : top + 60, left : left + 36] = person[:, :, None]
        out.append(frame)
    return np.clip(np.stack(out), 0, 255).astype(np.uint8)


def batches(frames: Frames, rate: float = RATE, size: int = 20) -> list[FrameBatch]:
    """Frames as the decoder sends them: all small, two a second at full size."""
    long = max(frames.shape[1:3])
    scale = min(1.0, 160 / long)
    shape = (round(frames.shape[2] * scale), round(frames.shape[1] * scale))
    small = np.stack([cv2.resize(f, shape, interpolation=cv2.INTER_AREA) for f in frames])
    step = round(rate / 2)
    out = []
    for first in range(0, len(frames), size):
        index = np.arange(first, min(first + size, len(frames)))
        sampled = np.flatnonzero(index % step == 0)
        out.append(
            FrameBatch(
                small=small[index],
                pts=index.astype(np.int64),
                sampled=sampled.astype(np.int64),
                rgb=frames[index[sampled]],
                tick=Fraction(1, round(rate)),
            )
        )
    return out


def each(frames: Frames, act: Callable[[Frames], Frames]) -> Frames:
    """Every frame through one edit."""
    return np.stack([act(frame) for frame in frames])


def mapped(frames: Frames, matrix: NDArray[np.float64]) -> Frames:
    """Every frame through one picture map, 3 x 3, in pixels."""
    return each(frames, lambda f: cv2.warpPerspective(f, matrix, (WIDTH, HEIGHT)))


def turned(degrees: float) -> NDArray[np.float64]:
    """The map that turns the picture about its centre."""
    flat = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), degrees, 1.0)
    return np.vstack([flat, [0, 0, 1.0]])


def inset(frames: Frames, ground: Frames, width: int, left: int, top: int) -> Frames:
    """Frames made small and laid on others."""
    height = round(width * frames.shape[1] / frames.shape[2])
    out = ground[: len(frames)].copy()
    for under, frame in zip(out, frames, strict=True):
        small = cv2.resize(frame, (width, height), interpolation=cv2.INTER_AREA)
        under[top : top + height, left : left + width] = small
    return out


def vertical(frame: Frames) -> Frames:
    """One frame in an upright picture, the rest filled with itself, blurred."""
    fill = cv2.GaussianBlur(cv2.resize(frame, (500, 320))[:, 160:340], (0, 0), 12)
    fill[110:211] = cv2.resize(frame, (180, 101), interpolation=cv2.INTER_AREA)
    return fill


def captioned(frame: Frames) -> Frames:
    """One frame with a line of white text on black near the bottom."""
    out = frame.copy()
    out[150:172, 30:290] = 0
    cv2.putText(out, "nobody was there that day", (36, 166), 0, 0.55, (255, 255, 255), 1)
    return out
