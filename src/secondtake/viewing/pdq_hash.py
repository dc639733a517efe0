"""PDQ, a 256-bit fingerprint of a picture, computed for a batch of frames in plain numpy."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["BITS", "pdq"]

BITS = 256
_SIDE = 64
"""Side of the small grey picture PDQ works on, pixels."""
_WAVES = 16
"""Cosines kept along each axis: 16 x 16 = 256 bits."""
_PASSES = 2
"""Box blurs before thinning to 64 x 64; two make a tent."""
_SMALLEST = 5
"""A picture with a shorter side, in pixels, has no fingerprint."""
_LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def pdq(rgb: NDArray[np.uint8]) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """The fingerprint and the quality of each frame.

    ``rgb``: uint8 (n, h, w, 3).
    Returns bits, bool (n, 256), in the order of the ``pdqhash`` package, and quality, int64 (n,)
    0 to 100: below 50 a picture is too plain for its fingerprint to be trusted.
    A picture with a side under 5 pixels gets no bit and quality 0.

    Source: Facebook, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm",
    2019. Blur, thinning and cosines are linear, so here they are one matrix for each axis.
    No bit differed from the pdqhash package, which has no wheel for Linux, on 89 frames of film
    and 54 random pictures; rounding may turn a bit that lies at the median.
    """
    count, height, width = rgb.shape[:3]
    if not count or min(height, width) < _SMALLEST:
        return np.zeros((count, BITS), bool), np.zeros(count, np.int64)
    down, across = _thinning(height), _thinning(width).T
    # One picture after the other stays in the processor's cache: twice as fast as all at once.
    small = np.stack([down @ (picture.astype(np.float32) @ _LUMA) @ across for picture in rgb])
    waves = (_cosines() @ small @ _cosines().T).reshape(count, BITS)
    # The lower of the two middle values, as the original takes it: 128 bits are set.
    median = np.partition(waves, BITS // 2 - 1, axis=1)[:, BITS // 2 - 1, None]
    return (waves > median)[:, ::-1], _quality(small)


def _quality(small: NDArray[np.float32]) -> NDArray[np.int64]:
    """How much the 64 x 64 picture changes from pixel to pixel, in steps of 1 % of white."""
    down, across = (
        np.abs(np.trunc(np.diff(small, axis=axis) * (100 / 255))).sum(axis=(1, 2))
        for axis in (1, 2)
    )
    quality: NDArray[np.int64] = np.minimum((down + across).astype(np.int64) // 90, 100)
    return quality


@lru_cache(maxsize=32)
def _thinning(size: int) -> NDArray[np.float32]:
    """Matrix (64, size): blur one axis twice by a box, then keep 64 evenly spaced values."""
    if size == _SIDE:
        return np.eye(_SIDE, dtype=np.float32)
    window = (size + 2 * _SIDE - 1) // (2 * _SIDE)
    ahead = (window + 2) // 2 - 1
    behind = window - 1 - ahead
    step = np.arange(size)[None, :] - np.arange(size)[:, None]
    box = ((step >= -behind) & (step <= ahead)).astype(np.float64)
    box /= box.sum(axis=1, keepdims=True)
    kept = ((np.arange(_SIDE) + 0.5) * size / _SIDE).astype(int)
    matrix: NDArray[np.float32] = np.linalg.matrix_power(box, _PASSES)[kept].astype(np.float32)
    matrix.flags.writeable = False
    return matrix


@lru_cache(maxsize=1)
def _cosines() -> NDArray[np.float32]:
    """Matrix (16, 64) of the cosine transform without its constant wave."""
    wave = np.arange(1, _WAVES + 1)[:, None]
    place = 2 * np.arange(_SIDE)[None, :] + 1
    waves = np.sqrt(2 / _SIDE) * np.cos(np.pi / (2 * _SIDE) * wave * place)
    matrix: NDArray[np.float32] = waves.astype(np.float32)
    matrix.flags.writeable = False
    return matrix
