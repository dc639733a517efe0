"""Textures with enough detail for features to hold on to: walls, ground, crates, water."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

__all__ = ["boards", "bricks", "ground", "plaster", "van_side", "water"]

Texture = NDArray[np.uint8]
Colour = tuple[int, int, int]


def _clouds(rng: np.random.Generator, height: int, width: int, strength: float) -> NDArray:
    """Noise of several scales, float32 (h, w), about zero."""
    out = np.zeros((height, width), np.float32)
    for cells in (4, 9, 21, 55, 140):
        small = rng.normal(0, 1, (max(2, cells * height // width), cells)).astype(np.float32)
        out += cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC) / 2
    return out * strength


def _tinted(colour: Colour, shade: NDArray) -> Texture:
    return np.clip(np.float32(colour) + shade[..., None], 0, 255).astype(np.uint8)


def bricks(seed: int, colour: Colour, *, size: tuple[int, int] = (1200, 480)) -> Texture:
    """A brick wall with windows, a door and bills pasted on it."""
    rng = np.random.default_rng(seed)
    width, height = size
    wall = _tinted(colour, _clouds(rng, height, width, 9))
    for row, y in enumerate(range(0, height, 16)):
        for x in range(-(row % 2) * 20, width, 40):
            tone = int(rng.normal(0, 13))
            part = wall[y : y + 14, max(0, x) : max(0, x + 38)]
            part[:] = np.clip(part.astype(np.int16) + tone, 0, 255)
        cv2.line(wall, (0, y + 15), (width, y + 15), tuple(int(c * 0.65) for c in colour), 1)
    _openings(wall, rng)
    _bills(wall, rng)
    return wall


def plaster(seed: int, colour: Colour, *, size: tuple[int, int] = (1200, 480)) -> Texture:
    """A plastered wall with stains, cracks, windows and bills."""
    rng = np.random.default_rng(seed)
    wall = _tinted(colour, _clouds(rng, size[1], size[0], 16))
    for _ in range(26):
        start = rng.integers(0, size, 2)
        steps = np.cumsum(rng.integers(-14, 15, (9, 2)), 0) + start
        cv2.polylines(wall, [steps.astype(np.int32)], False, tuple(int(c * 0.6) for c in colour), 1)
    _openings(wall, rng)
    _bills(wall, rng)
    return wall


def _openings(wall: Texture, rng: np.random.Generator) -> None:
    height, width = wall.shape[:2]
    for column in range(90, width - 120, 260):
        x = column + int(rng.integers(-30, 30))
        frame = tuple(int(c) for c in rng.integers(60, 230, 3))
        if rng.random() < 0.3:
            cv2.rectangle(wall, (x, height - 230), (x + 105, height), frame, -1)
            cv2.rectangle(wall, (x + 10, height - 220), (x + 95, height), (50, 40, 35), -1)
            cv2.circle(wall, (x + 84, height - 110), 5, (210, 190, 90), -1)
            continue
        cv2.rectangle(wall, (x, 90), (x + 120, 240), frame, -1)
        cv2.rectangle(wall, (x + 8, 98), (x + 112, 232), (40, 55, 70), -1)
        cv2.line(wall, (x + 60, 98), (x + 60, 232), frame, 5)
        cv2.line(wall, (x + 8, 160), (x + 112, 160), frame, 5)
        cv2.line(wall, (x + 18, 140), (x + 50, 106), (120, 140, 150), 3)


def _bills(wall: Texture, rng: np.random.Generator) -> None:
    height, width = wall.shape[:2]
    for _ in range(14):
        x, y = int(rng.integers(0, width - 60)), int(rng.integers(60, height - 90))
        w, h = int(rng.integers(26, 60)), int(rng.integers(34, 80))
        colour = tuple(int(c) for c in rng.integers(90, 250, 3))
        cv2.rectangle(wall, (x, y), (x + w, y + h), colour, -1)
        for line in range(y + 7, y + h - 4, 8):
            end = x + 5 + int(rng.integers(8, w - 6))
            cv2.line(wall, (x + 5, line), (end, line), tuple(int(c * 0.4) for c in colour), 2)


def ground(seed: int, colour: Colour, *, size: tuple[int, int] = (1400, 900)) -> Texture:
    """Paving with joints, stains and litter."""
    rng = np.random.default_rng(seed)
    width, height = size
    floor = _tinted(colour, _clouds(rng, height, width, 11))
    floor = np.clip(floor + rng.normal(0, 6, (height, width, 1)), 0, 255).astype(np.uint8)
    dark = tuple(int(c * 0.72) for c in colour)
    for x in range(0, width, 70):
        cv2.line(floor, (x, 0), (x, height), dark, 2)
    for y in range(0, height, 70):
        cv2.line(floor, (0, y), (width, y), dark, 2)
    for _ in range(50):
        centre = tuple(int(v) for v in rng.integers(0, size, 2))
        axes = tuple(int(v) for v in rng.integers(5, 42, 2))
        tone = tuple(int(np.clip(c + rng.normal(0, 32), 0, 255)) for c in colour)
        cv2.ellipse(floor, centre, axes, float(rng.uniform(0, 180)), 0, 360, tone, -1)
    return floor


def boards(seed: int, colour: Colour, *, size: tuple[int, int] = (300, 240)) -> Texture:
    """The side of a crate: boards with nails and a stencilled mark."""
    rng = np.random.default_rng(seed)
    side = _tinted(colour, _clouds(rng, size[1], size[0], 14))
    for y in range(0, size[1], 40):
        cv2.line(side, (0, y), (size[0], y), tuple(int(c * 0.5) for c in colour), 3)
        for x in (12, size[0] - 12):
            cv2.circle(side, (x, y + 20), 4, (40, 40, 40), -1)
    mark = f"{chr(65 + seed % 26)}{seed % 90 + 10}"
    cv2.putText(side, mark, (60, 150), cv2.FONT_HERSHEY_SIMPLEX, 3, (30, 30, 40), 8)
    return side


def van_side(seed: int, colour: Colour, *, size: tuple[int, int] = (520, 260)) -> Texture:
    """The side of a van: windows, a stripe, wheels, a sign."""
    rng = np.random.default_rng(seed)
    side = _tinted(colour, _clouds(rng, size[1], size[0], 5))
    width, height = size
    cv2.rectangle(side, (20, 24), (150, 104), (60, 75, 90), -1)
    cv2.rectangle(side, (180, 24), (330, 104), (52, 66, 80), -1)
    cv2.rectangle(side, (0, 128), (width, 156), (200, 70, 40), -1)
    for x in range(0, width, 40):
        cv2.rectangle(side, (x, 160), (x + 20, 170), (230, 190, 60), -1)
    cv2.rectangle(side, (395, 36), (475, 108), (40, 130, 80), -1)
    cv2.putText(side, "H7", (402, 92), cv2.FONT_HERSHEY_SIMPLEX, 1.7, (240, 240, 240), 5)
    for x in (95, width - 100):
        cv2.circle(side, (x, height - 18), 46, (35, 35, 38), -1)
        cv2.circle(side, (x, height - 18), 20, (150, 150, 155), -1)
    cv2.line(side, (345, 16), (345, height - 40), (120, 120, 124), 3)
    return side


def water(seed: int, *, size: tuple[int, int] = (900, 300)) -> Texture:
    """Harbour water seen from the quay."""
    rng = np.random.default_rng(seed)
    sea = _tinted((70, 105, 125), _clouds(rng, size[1], size[0], 12))
    for _ in range(240):
        x, y = (int(v) for v in rng.integers(0, size))
        cv2.line(sea, (x, y), (x + int(rng.integers(8, 60)), y), (150, 180, 190), 1)
    return sea
