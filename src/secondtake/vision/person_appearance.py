"""What of a person's look is compared between pictures: colours, build, and a network's vector."""

from __future__ import annotations

from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from secondtake.vision.clothing import BINS

__all__ = ["BUILD_SPREAD", "LEAST_PIXELS", "blurred", "colour_likeness", "mean_person"]

LEAST_PIXELS = 30
"""A part drawn with fewer pixels on average says nothing about colour."""
BUILD_SPREAD = 0.09
"""Standard deviation of a build ratio of one person between shots (takes-dev, same signer)."""


@cache
def mean_person() -> NDArray[np.float64]:
    """The mean crop vector of many people, float64 (1280,): what any person looks like."""
    file = resources.files(__package__) / "mean_person.npy"
    with file.open("rb") as stream:
        return np.asarray(np.load(stream, allow_pickle=False), np.float64)


def colour_likeness(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    """Overlap of two colour histograms after each is blurred by a bin: 0 to 1.

    Source: Bhattacharyya coefficient; the blur forgives small changes of light.
    """
    one, two = blurred(left), blurred(right)
    return float(np.sqrt(one * two).sum())


def blurred(histogram: NDArray[np.float32]) -> NDArray[np.float64]:
    """The colour histogram spread to neighbouring bins, float64 (bins,), sum 1 or 0."""
    cube: NDArray[np.float64] = histogram.astype(np.float64).reshape(BINS)
    for axis in range(3):
        padded = np.pad(cube, [(1, 1) if a == axis else (0, 0) for a in range(3)], mode="edge")
        low, mid, high = (np.take(padded, range(k, k + cube.shape[axis]), axis) for k in range(3))
        cube = 0.25 * low + 0.5 * mid + 0.25 * high
    return np.asarray(cube.ravel() / max(cube.sum(), 1e-9))
