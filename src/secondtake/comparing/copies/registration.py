"""Bring two films' small pictures into one grid, and say what changes there and how it looks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.homography import PictureMap, map_scale
from secondtake.vision.warp import shown_where, warped_frames

__all__ = ["Registered", "between", "changes", "registered", "strong_changes", "textures"]

GRID = 72
"""Long side of the common grid in pixels: that of the reference picture, made small."""
NOISE = 3.0
"""Grey levels: change below this is noise of the encoder."""
STRONG = 10.0
"""Root mean square of a neighbourhood's change, in grey levels, that no encoder's noise makes."""
TEXTURE_NOISE = 6.0
"""The same for the pictures themselves, where asphalt and sky hold little but the encoder's."""
CELL = 9
"""Side in grid pixels of the neighbourhood that is brought to one strength."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Registered:
    """Both films' grey pictures in the reference's small grid; float32 (n, h, w), (m, h, w).

    ``valid``: bool (h, w), where the query has picture.
    """

    query: NDArray[np.float32]
    reference: NDArray[np.float32]
    valid: NDArray[np.bool_]


def registered(
    query: NDArray[np.uint8], reference: NDArray[np.uint8], picture: PictureMap
) -> Registered:
    """Grey frames (n, h, w) and (m, h', w') brought into one grid by the map."""
    import cv2

    rows, columns = reference.shape[1:]
    side = GRID / max(rows, columns)
    width, height = max(8, round(columns * side)), max(8, round(rows * side))
    below = np.stack(
        [cv2.resize(f, (width, height), interpolation=cv2.INTER_AREA) for f in reference]
    )
    to_query = np.asarray(np.linalg.inv(picture.matrix), np.float64)
    # The size of one grid pixel in query pixels says how far the query may be thinned first.
    centre = np.array([columns / 2, rows / 2], np.float64) / max(rows, columns)
    step = map_scale(to_query, centre) / GRID * max(query.shape[1:])
    thin = min(1.0, 1.25 / max(step, 1e-6))
    tall, wide = query.shape[1:]
    size = (max(8, round(wide * thin)), max(8, round(tall * thin)))
    whole = _to_pixels(size, (wide, tall)) @ to_query
    whole = whole @ np.linalg.inv(_to_pixels((width, height), (columns, rows)))
    turned = query[:, :, ::-1] if picture.mirrored else query
    thinned = (cv2.resize(f, size, interpolation=cv2.INTER_AREA) for f in turned)
    above = warped_frames(thinned, whole, (height, width), backward=True)
    valid = shown_where(size[::-1], whole, (height, width), backward=True)
    return Registered(
        query=above.astype(np.float32), reference=below.astype(np.float32), valid=valid
    )


def _to_pixels(size: tuple[int, int], shape: tuple[int, int]) -> NDArray[np.float64]:
    """From long sides of a picture of some shape to pixel centres of it thinned to a size."""
    across, down = (size[k] / shape[k] * max(shape) for k in (0, 1))
    return np.array([[across, 0, -0.5], [0, down, -0.5], [0, 0, 1.0]])


def between(pictures: NDArray[np.float32], at: NDArray[np.float64]) -> NDArray[np.float32]:
    """The pictures at fractional places, float32 (len(at), h, w)."""
    held = np.clip(at, 0, len(pictures) - 1)
    low = np.floor(held).astype(np.int64)
    high = np.minimum(low + 1, len(pictures) - 1)
    part = (held - low).astype(np.float32)[:, None, None]
    mixed: NDArray[np.float32] = pictures[low] * (1 - part) + pictures[high] * part
    return mixed


def changes(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    """What differs between the picture before and the picture after, at one strength everywhere.

    Dividing by the neighbourhood's own strength keeps one large mover, or an overlaid window in
    which something else moves, from deciding alone.
    """
    import cv2

    change = _steps(frames)
    out = np.empty_like(change)
    for i, one in enumerate(change):
        power = cv2.boxFilter(one * one, -1, (CELL, CELL))
        out[i] = one / np.sqrt(power + NOISE**2)
    return out


def strong_changes(frames: NDArray[np.float32]) -> NDArray[np.bool_]:
    """bool (n, h, w): where the neighbourhood of a pixel changes far more than coding makes it."""
    import cv2

    power = np.stack([cv2.boxFilter(one * one, -1, (CELL, CELL)) for one in _steps(frames)])
    return np.asarray(power > STRONG**2, np.bool_)


def _steps(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    """What the picture after each has more than the one before it."""
    index = np.arange(len(frames))
    late, early = np.minimum(index + 1, len(frames) - 1), np.maximum(index - 1, 0)
    steps: NDArray[np.float32] = frames[late] - frames[early]
    return steps


def textures(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each frame without its slow shades, at one contrast everywhere."""
    import cv2

    out = np.empty_like(frames)
    for i, one in enumerate(frames):
        fine = one - cv2.boxFilter(one, -1, (CELL, CELL))
        out[i] = fine / np.sqrt(cv2.boxFilter(fine * fine, -1, (CELL, CELL)) + TEXTURE_NOISE**2)
    return out
