"""Our PDQ gives the bits of the published one."""

from __future__ import annotations

import numpy as np

from secondtake.viewing.pdq import hash_picture

BY_THE_REFERENCE = "aa930a8caae52aebaac5aaafaaa5aa55ab522b4b0b646b3303190b0eab87fff0"
"""What pdqhash 0.2.8 (Meta's C++ code) gives for ``waves()``."""


def waves() -> np.ndarray:
    y, x = np.mgrid[0:123, 0:217].astype(np.float64)
    wave = 127 + 60 * np.sin(x / 17 + y / 29) + 50 * np.cos(x * y / 900)
    return np.stack([wave, wave[::-1], wave[:, ::-1]], -1).clip(0, 255).astype(np.uint8)


def test_the_bits_are_those_of_the_reference() -> None:
    bits, quality = hash_picture(waves())

    assert bits.tobytes().hex() == BY_THE_REFERENCE
    assert quality == 1.0


def test_a_blank_picture_has_no_quality() -> None:
    bits, quality = hash_picture(np.full((90, 160, 3), 80, np.uint8))

    assert bits.shape == (32,)
    assert quality == 0.0
