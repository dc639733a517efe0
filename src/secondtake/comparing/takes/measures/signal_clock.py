"""Puts signals of pictures at times of their own on one even clock, what is slow taken out."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["GRID_SECONDS", "Signal", "principal", "timed"]

Signal = NDArray[np.float64]
"""Channels by steps of an even clock."""

GRID_SECONDS = 0.04
"""Step of the common clock: 25 pictures a second, what most footage shows."""
SMOOTH_SECONDS = 0.04
"""Standard deviation of the smoothing before: noise of single pictures says nothing."""
SLOW_SECONDS = 0.5
"""Standard deviation of what is taken out: two takes rise and fall alike, but not to the frame."""


def timed(at: NDArray[np.float64], values: NDArray[Any], end: float, step: float) -> Signal:
    """Values (channels, k) at rising times ``at`` on a clock from 0 to ``end`` seconds."""
    clock = np.arange(0, end + 1e-9, step)
    put = np.stack([np.interp(clock, at, one) for one in values])
    put = _smoothed(put, SMOOTH_SECONDS / step)
    return put - _smoothed(put, SLOW_SECONDS / step)


def principal(values: Signal, most: int) -> Signal:
    """The strongest movements of many channels together, each of variance 1: (most, n)."""
    off = values - values.mean(1, keepdims=True)
    _, strength, course = np.linalg.svd(off, full_matrices=False)
    kept = course[:most] * np.sqrt(values.shape[1])
    return np.asarray(np.where(strength[:most, None] > 1e-9, kept, 0.0), np.float64)


def _smoothed(values: Signal, spread: float) -> Signal:
    """Rows smoothed by a bell of so many steps; at the ends over what is there."""
    reach = int(4 * spread) + 1
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / spread) ** 2)
    count = values.shape[1]
    size = 1 << (count + 2 * reach).bit_length()
    turned = np.fft.rfft(np.vstack([values, np.ones((1, count))]), size) * np.fft.rfft(bell, size)
    summed = np.fft.irfft(turned, size)[:, reach : reach + count]
    return np.asarray(summed[:-1] / summed[-1:], np.float64)
