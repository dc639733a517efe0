"""PDQ in numpy gives the fingerprints of the pdqhash package, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from secondtake.viewing.pdq_hash import pdq

KNOWN = {
    (90, 160): "55aaa5566ad494b42d25db6c26c9cd983319e6329c6161c38f8b7c0f80bb1f77",
    (64, 64): "6af5d4adaca9594ab2d8659a8ab8152aee5498a4e36c0e897f33c0e30f8bf037",
    (31, 200): "6dbad136a36d46f49dac19cc7318ceda192a755698b401699e9bf07107c37436",
}
"""Picture size -> what pdqhash 0.2.8 gave for ``picture`` of that size, with quality 100."""


def picture(height: int, width: int) -> NDArray[np.uint8]:
    y, x = np.mgrid[0:height, 0:width].astype(np.float64)
    tiles = 50 * ((x * y // (height + width)) % 7 > 3)
    waves = [
        128 + 60 * np.sin(x / width * across + y / height * down) + tiles
        for across, down in [(9, 4), (5, 17), (23, 2)]
    ]
    return np.clip(np.stack(waves, axis=-1), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("size", KNOWN)
def test_the_bits_are_those_of_the_pdqhash_package(size: tuple[int, int]) -> None:
    bits, quality = pdq(picture(*size)[None])

    assert KNOWN[size] == np.packbits(bits[0]).tobytes().hex()
    assert quality.tolist() == [100]


def test_a_batch_of_two_equals_two_batches_of_one() -> None:
    frames = np.stack([picture(90, 160), picture(90, 160)[::-1]])
    together, _ = pdq(frames)
    apart = np.concatenate([pdq(frames[:1])[0], pdq(frames[1:])[0]])

    assert apart.tolist() == together.tolist()


def test_a_plain_picture_has_quality_nought() -> None:
    _, quality = pdq(np.full((1, 48, 64, 3), 130, np.uint8))

    assert quality.tolist() == [0]


def test_a_picture_of_a_few_pixels_has_no_fingerprint() -> None:
    bits, quality = pdq(np.full((2, 4, 100, 3), 130, np.uint8))

    assert bits.shape == (2, 256)
    assert not bits.any()
    assert quality.tolist() == [0, 0]


def test_no_frames_give_no_fingerprints() -> None:
    bits, quality = pdq(np.zeros((0, 48, 64, 3), np.uint8))

    assert bits.shape == (0, 256)
    assert quality.shape == (0,)
