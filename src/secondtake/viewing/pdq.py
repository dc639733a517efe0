"""PDQ, a 256-bit hash of a picture, in NumPy: the published package has no wheels to install.

Source: Meta, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm", 2019.
The test compares our bits with the reference on drawn and on noisy pictures.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["hash_picture"]

_SIDE = 64
_KEPT = 16
# Row i is the (i + 1)-th cosine: PDQ leaves the constant one out.
_COSINES = np.sqrt(2 / _SIDE) * np.cos(
    np.pi / 2 / _SIDE * np.outer(np.arange(1, _KEPT + 1), 2 * np.arange(_SIDE) + 1)
)


def hash_picture(rgb: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], float]:
    """The PDQ hash and quality of one picture.

    ``rgb``: uint8 (h, w, 3). Returns uint8 (32,), 256 packed bits, and a quality of 0 to 1;
    the authors trust a hash from 0.5 on.
    """
    small = _to_64(rgb.astype(np.float32) @ np.float32([0.299, 0.587, 0.114]))
    wave = _COSINES @ small @ _COSINES.T
    bits = wave > np.median(wave)
    return np.packbits(bits.ravel()), _quality(small)


def _to_64(luma: NDArray[np.float32]) -> NDArray[np.float64]:
    """Two box blurs an axis (Jarosz), then the nearest pixel of a 64 x 64 grid."""
    import cv2

    height, width = luma.shape
    size = ((width + 127) // 128, (height + 127) // 128)
    # The reference's window reaches one pixel further right than left when it is even.
    anchor = tuple(full - (full + 2) // 2 for full in size)

    def box(picture: NDArray[np.float32]) -> NDArray[np.float32]:
        kind = cv2.BORDER_CONSTANT
        out: NDArray[np.float32] = cv2.boxFilter(
            picture, -1, size, anchor=anchor, normalize=False, borderType=kind
        )
        return out

    counts = box(np.ones_like(luma))
    blurred = box(box(luma) / counts) / counts
    rows = ((np.arange(_SIDE) + 0.5) * height / _SIDE).astype(int)
    columns = ((np.arange(_SIDE) + 0.5) * width / _SIDE).astype(int)
    return blurred[np.ix_(rows, columns)].astype(np.float64)


def _quality(small: NDArray[np.float64]) -> float:
    """How much the picture changes from cell to cell: 0 for a blank one."""
    steps = [np.abs(np.trunc(np.diff(small, axis=a) * 100 / 255)).sum() for a in (0, 1)]
    return float(min(100, int(sum(steps) / 90))) / 100
