"""Pictures laid into another picture's grid by a map, and where they have anything to show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["shown_where", "warped", "warped_frames"]

Pixel = TypeVar("Pixel", bound=np.generic)


def warped(
    picture: NDArray[Pixel],
    matrix: NDArray[np.float64],
    shape: tuple[int, ...],
    *,
    backward: bool = False,
) -> NDArray[Pixel]:
    """A picture (h, w) or (h, w, 3) in a grid of ``shape`` (height, width, ...), black outside.

    ``matrix``: float64 (3, 3), or (2, 3) for an affine map, from the picture's pixels to the
    grid's; ``backward``: from the grid's to the picture's.
    """
    import cv2

    how = cv2.INTER_LINEAR | (cv2.WARP_INVERSE_MAP if backward else 0)
    warp: Any = cv2.warpAffine if len(matrix) == 2 else cv2.warpPerspective
    return np.asarray(warp(picture, matrix, (shape[1], shape[0]), flags=how))


def warped_frames(
    frames: Iterable[NDArray[Pixel]],
    matrix: NDArray[np.float64],
    shape: tuple[int, ...],
    *,
    backward: bool = False,
) -> NDArray[Pixel]:
    """The same of every frame, by one map: (n, height, width) or (n, height, width, 3)."""
    return np.stack([warped(frame, matrix, shape, backward=backward) for frame in frames])


def shown_where(
    own: tuple[int, ...],
    matrix: NDArray[np.float64],
    shape: tuple[int, ...],
    *,
    backward: bool = False,
) -> NDArray[np.bool_]:
    """Where in the grid a picture of shape ``own`` (h, w, ...) lies: bool (height, width)."""
    full = np.full(own[:2], 255, np.uint8)
    return np.asarray(warped(full, matrix, shape, backward=backward) > 250)
