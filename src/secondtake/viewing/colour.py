"""From the samples a film is coded in to the RGB a player shows on an ordinary screen.

The numbers of matrices, transfer characteristics and primaries are those of ITU-T H.273.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.high_dynamic_range import HLG, PQ, on_ordinary_screen

__all__ = ["Colour", "colour", "from_grey", "from_rgb", "from_samples"]

Picture = NDArray[np.uint8]

WEIGHTS = {
    1: (0.2126, 0.0722),
    4: (0.30, 0.11),
    5: (0.299, 0.114),
    6: (0.299, 0.114),
    7: (0.212, 0.087),
    9: (0.2627, 0.0593),
    10: (0.2627, 0.0593),
}
"""Colour matrix -> weights of red and blue in luma. 10, constant luminance, is read as 9."""
YCGCO, FROM_PRIMARIES, ICTCP = 8, (12, 13), 14
BY_PRIMARIES = {1: 1, 4: 4, 5: 5, 6: 6, 7: 7, 9: 9}
"""Primaries -> the matrix that is derived from them."""
NAMED = {*WEIGHTS, YCGCO, ICTCP}
FULL = 2
BT2020_PRIMARIES = 9
WIDE = {9, 11, 12}
"""Primaries clearly wider than a screen's: BT.2020, and P3 with two white points."""
HD_HEIGHT, HD_WIDTH = 577, 1280
"""Size from which a film that names no matrix is taken for BT.709, as mpv and VLC do."""


@dataclass(frozen=True, slots=True)
class Colour:
    """How a frame's samples are to be read."""

    matrix: int
    full: bool
    transfer: int
    primaries: int

    @property
    def ordinary(self) -> bool:
        """Whether R'G'B' are a screen's own, within a few grey levels."""
        return self.transfer not in {PQ, HLG} and self.primaries not in WIDE


def colour(frame: Any) -> Colour:
    """What a frame names, and what players take for what it leaves unnamed."""
    transfer, primaries = int(frame.color_trc), int(frame.color_primaries)
    if transfer in {PQ, HLG} and primaries not in WIDE:
        primaries = BT2020_PRIMARIES
    matrix = int(frame.colorspace)
    if matrix in FROM_PRIMARIES:
        matrix = BY_PRIMARIES.get(primaries, matrix)
    if matrix not in NAMED:
        high = frame.height >= HD_HEIGHT or frame.width >= HD_WIDTH
        wide = primaries == BT2020_PRIMARIES
        matrix = BT2020_PRIMARIES if wide else 1 if high else 6
    full = int(frame.color_range) == FULL or frame.format.name.startswith("yuvj")
    return Colour(matrix, full, transfer, primaries)


def from_samples(samples: NDArray[Any], named: Colour) -> Picture:
    """RGB of Y, Cb and Cr.

    ``samples``: (h, w, 3), uint8, or of ``named.ordinary`` false float32 on the scale of 8 bits.
    """
    import cv2

    mixed: Any = cv2.transform(samples, _mix(named.matrix, named.full))
    if named.ordinary:
        rgb: Picture = mixed
        return rgb
    icp = named.matrix == ICTCP
    return on_ordinary_screen(mixed / 255, named.transfer, named.primaries, ictcp=icp)


def from_rgb(rgb: NDArray[np.uint16], named: Colour) -> Picture:
    """RGB for a screen of R'G'B', uint16 (h, w, 3), that are not a screen's own."""
    signal = rgb.astype(np.float32) / 65535
    return on_ordinary_screen(signal, named.transfer, named.primaries, ictcp=False)


def from_grey(luma: Picture, *, limited: bool) -> Picture:
    """RGB of luma alone, uint8 (h, w); of black and white at 16 and 235 where it is limited."""
    import cv2

    if limited:
        luma = cv2.convertScaleAbs(np.maximum(luma, 16), alpha=255 / 219, beta=-16 * 255 / 219)
    rgb: Picture = cv2.merge([luma, luma, luma])
    return rgb


@lru_cache(maxsize=16)
def _mix(matrix: int, full: bool) -> NDArray[np.float32]:
    """Matrix (3, 4) from three samples of 8 bits to R'G'B' (of ICtCp to L'M'S'), 0 to 255.

    ITU-T H.273, equations 38 to 58, turned round.
    """
    colours = _unmixing(matrix)
    scale = np.array([1.0, 1.0, 1.0]) if full else np.array([255 / 219, 255 / 224, 255 / 224])
    offset = np.array([0 if full else 16, 128, 128])
    scaled = colours * scale
    return np.hstack([scaled, -(scaled @ offset)[:, None]]).astype(np.float32)


def _unmixing(matrix: int) -> NDArray[Any]:
    if matrix == YCGCO:
        return np.array([[1.0, -1, 1], [1, 1, 0], [1, -1, -1]])
    if matrix == ICTCP:
        # Of BT.2100 with PQ; with HLG its chroma has other weights, which hardly anyone writes.
        mixing = np.array([[2048, 2048, 0], [6610, -13613, 7003], [17933, -17390, -543]]) / 4096
        return np.linalg.inv(mixing)
    red, blue = WEIGHTS[matrix]
    green = 1 - red - blue
    return np.array(
        [
            [1, 0, 2 * (1 - red)],
            [1, -2 * blue * (1 - blue) / green, -2 * red * (1 - red) / green],
            [1, 2 * (1 - blue), 0],
        ]
    )
