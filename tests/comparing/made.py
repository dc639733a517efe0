"""Small made shots for the comparing tests: a textured room in which textured things move."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from secondtake.model.enums import Transition
from secondtake.model.evidence import Maker
from secondtake.model.footage import Shot, ShotView
from secondtake.model.time import Span

MAKER = Maker(name="test", version="1")
TICK = Fraction(1, 10)


def texture(seed: int, height: int, width: int, grain: int = 6) -> NDArray[np.uint8]:
    """A colourful patchwork with edges for features to hold on to."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(20, 235, (height // grain + 2, width // grain + 2, 3))
    large = np.kron(coarse, np.ones((grain, grain, 1)))[:height, :width]
    fine = rng.integers(-12, 12, (height, width, 1))
    return np.clip(large + fine, 0, 255).astype(np.uint8)


def path(frames: int, phase: float = 0.0, turns: float = 1.0) -> NDArray[np.float64]:
    """Where a thing goes, x and y from 0 to 1."""
    t = np.linspace(0, 1, frames) * turns + phase
    return np.stack([0.5 + 0.32 * np.sin(2 * np.pi * t), 0.5 + 0.3 * np.cos(4 * np.pi * t)], 1)


def film(
    room: int, thing: int, course: NDArray[np.float64], size: tuple[int, int] = (144, 192)
) -> NDArray[np.uint8]:
    """A thing of texture ``thing`` going its course in a room: uint8 (n, h, w, 3), with noise."""
    height, width = size
    ground, moving = texture(room, height, width), texture(1000 + thing, 44, 36, 4)
    rng = np.random.default_rng(room * 31 + thing)
    frames = np.repeat(ground[None], len(course), axis=0).astype(np.int16)
    for frame, (x, y) in zip(frames, course, strict=True):
        top, left = int(y * (height - 44)), int(x * (width - 36))
        frame[top : top + 44, left : left + 36] = moving
    return np.clip(frames + rng.normal(0, 1.5, frames.shape), 0, 255).astype(np.uint8)


def view(
    rgb: NDArray[np.uint8],
    *,
    exhibit: str = "0" * 64,
    sound: NDArray[np.float32] | None = None,
) -> ShotView:
    """A whole film as one view of ten frames a second."""
    count = len(rgb)
    shot = Shot(
        exhibit=exhibit,
        number=0,
        span=Span(start=0, end=count, tick=TICK),
        transition=Transition.START,
        made_by=MAKER,
    )
    return ShotView(
        shot=shot,
        size=(rgb.shape[2], rgb.shape[1]),
        rate=10.0,
        pts=np.arange(count, dtype=np.int64),
        rgb=np.ascontiguousarray(rgb),
        sound=sound,
    )
