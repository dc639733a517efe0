"""Small pictures drawn by code for reports in tests: a wall, a van, figures; no camera saw them."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

__all__ = ["scene"]

Colour = tuple[int, int, int]
GROUND: Colour = (168, 160, 148)
WALL: Colour = (201, 190, 170)
SKY: Colour = (214, 221, 226)


def scene(
    width: int,
    height: int,
    *,
    seed: int,
    people: Sequence[tuple[float, Colour]],
    van: bool = False,
    smoke: bool = False,
) -> bytes:
    """A JPEG of ``width`` x ``height``: figures at shares of the width, in shirts of a colour."""
    picture = np.empty((height, width, 3), np.uint8)
    picture[: height // 3] = SKY
    picture[height // 3 : int(height * 0.72)] = WALL
    picture[int(height * 0.72) :] = GROUND
    if van:
        _box(picture, (0.62, 0.42, 0.34, 0.36), (225, 225, 222))
        _box(picture, (0.66, 0.47, 0.1, 0.1), (120, 130, 138))
    for share, shirt in people:
        _figure(picture, share, shirt)
    if smoke:
        cloud = picture.copy()
        cv2.circle(cloud, (int(width * 0.88), int(height * 0.3)), height // 4, (190, 190, 190), -1)
        picture = cv2.addWeighted(cloud, 0.7, picture, 0.3, 0)
    noise = np.random.default_rng(seed).normal(0, 5, picture.shape)
    noisy = np.clip(picture + noise, 0, 255).astype(np.uint8)
    return cv2.imencode(".jpg", noisy[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 80])[1].tobytes()


def _box(picture: np.ndarray, box: tuple[float, float, float, float], colour: Colour) -> None:
    x, y, width, height = box
    rows, columns = picture.shape[:2]
    top, left = int(y * rows), int(x * columns)
    picture[top : top + int(height * rows), left : left + int(width * columns)] = colour


def _figure(picture: np.ndarray, share: float, shirt: Colour) -> None:
    rows, columns = picture.shape[:2]
    x, unit = int(share * columns), rows // 12
    foot = int(rows * 0.84)
    cv2.line(picture, (x - unit // 2, foot), (x, foot - 3 * unit), (60, 62, 70), unit // 2)
    cv2.line(picture, (x + unit // 2, foot), (x, foot - 3 * unit), (60, 62, 70), unit // 2)
    cv2.rectangle(picture, (x - unit, foot - 6 * unit), (x + unit, foot - 3 * unit), shirt, -1)
    cv2.circle(picture, (x, foot - 7 * unit), int(unit * 0.8), (172, 140, 118), -1)
    blurred = slice(foot - 8 * unit, foot - 6 * unit), slice(x - unit, x + unit)
    picture[blurred] = cv2.blur(picture[blurred], (unit, unit))
