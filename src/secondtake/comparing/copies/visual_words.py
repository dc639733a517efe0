"""Visual words: a local feature becomes a word of 65 536 and a 64-bit signature within it."""

from __future__ import annotations

from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

__all__ = ["WORDS", "centres", "signed", "spelled", "spelled_softly"]

HALF = 256
"""Words of each half of the vector; a word of the whole is a pair of them."""
WORDS = HALF * HALF


@cache
def centres() -> NDArray[np.float32]:
    """float32 (2, 256, 64): centres of the halves, in RootSIFT units of 1/512."""
    with (resources.files(__package__) / "visual_words.npy").open("rb") as file:
        read: NDArray[np.float32] = np.load(file, allow_pickle=False).astype(np.float32)
    return read


@cache
def _planes() -> NDArray[np.float32]:
    """float32 (128, 64): the first 64 columns of one fixed random rotation."""
    turn, _ = np.linalg.qr(np.random.default_rng(2009).standard_normal((128, 128)))
    planes: NDArray[np.float32] = turn[:, :64].astype(np.float32)
    return planes


def _distances(vectors: NDArray[np.uint8], half: int) -> NDArray[np.float32]:
    """Squared distance of a half of each vector to its 256 centres, up to a constant per row."""
    middles = centres()[half]
    part = vectors[:, half * 64 : half * 64 + 64].astype(np.float32)
    apart: NDArray[np.float32] = (middles**2).sum(1)[None] - 2 * part @ middles.T
    return apart


def spelled(vectors: NDArray[np.uint8]) -> tuple[NDArray[np.uint16], NDArray[np.uint64]]:
    """The nearest word of each vector, uint16 (n,), and its signature, uint64 (n,).

    Source: Babenko and Lempitsky 2012 (inverted multi-index); Jegou, Douze and Schmid 2008
    (Hamming embedding). Signs are taken of the residual, so no medians have to be kept.
    """
    first = _distances(vectors, 0).argmin(1)
    second = _distances(vectors, 1).argmin(1)
    return (first * HALF + second).astype(np.uint16), signed(vectors, first, second)


def spelled_softly(
    vectors: NDArray[np.uint8], several: int
) -> tuple[NDArray[np.uint16], NDArray[np.uint64]]:
    """The ``several`` nearest words of each vector and a signature in each: both (n, several)."""
    count = len(vectors)
    reach = 4
    near, cost = [], []
    for half in (0, 1):
        apart = _distances(vectors, half)
        chosen = np.argpartition(apart, reach, axis=1)[:, :reach]
        near.append(chosen)
        cost.append(np.take_along_axis(apart, chosen, 1))
    total = (cost[0][:, :, None] + cost[1][:, None, :]).reshape(count, reach * reach)
    best = np.argpartition(total, several - 1, axis=1)[:, :several]
    first = np.take_along_axis(near[0], best // reach, 1)
    second = np.take_along_axis(near[1], best % reach, 1)
    again = np.repeat(vectors, several, axis=0)
    signatures = signed(again, first.ravel(), second.ravel()).reshape(count, several)
    return (first * HALF + second).astype(np.uint16), signatures


def signed(
    vectors: NDArray[np.uint8], first: NDArray[np.int64], second: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """64 signs of each vector's residual in its word, turned by a fixed rotation: uint64 (n,)."""
    middles = centres()
    rest = vectors.astype(np.float32)
    rest[:, :64] -= middles[0][first]
    rest[:, 64:] -= middles[1][second]
    bits = np.packbits(rest @ _planes() > 0, axis=1)
    signatures: NDArray[np.uint64] = np.ascontiguousarray(bits).view(np.uint64).ravel()
    return signatures
