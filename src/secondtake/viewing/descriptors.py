"""Observers: descriptors of sampled frames, by which shots and copies are found again."""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from secondtake import weights
from secondtake.model.evidence import Maker
from secondtake.model.footage import Descriptors, FrameBatch
from secondtake.viewing.film_pass import Film
from secondtake.viewing.pdq_hash import pdq

__all__ = ["FrameVectors", "PdqHashes", "vectors"]

_MEAN = np.array([0.485, 0.456, 0.406], np.float32)
_SPREAD = np.array([0.229, 0.224, 0.225], np.float32)
"""ImageNet's, as the network was trained with."""
SIDE = 224


class PdqHashes:
    """PDQ of every sampled frame: 256 bits that survive re-encoding and scaling."""

    MAKER: ClassVar[Maker] = Maker(name="pdq", version="1")

    def __init__(self, film: Film) -> None:
        self._film = film
        self._pts: list[int] = []
        self._bits: list[NDArray[np.uint8]] = []
        self._quality: list[NDArray[np.float32]] = []

    def see(self, batch: FrameBatch) -> None:
        """Hash the sampled frames."""
        if not len(batch.sampled):
            return
        bits, quality = pdq(batch.rgb)
        self._pts += batch.pts[batch.sampled].tolist()
        self._bits.append(np.packbits(bits, axis=1))
        self._quality.append((quality / 100).astype(np.float32))

    def finish(self, end: int) -> tuple[Descriptors, ...]:
        """One record for the film."""
        return _one(self._film, self.MAKER, self._pts, self._bits, self._quality)


class FrameVectors:
    """One unit vector of 1280 numbers of every sampled frame, by EfficientNet-Lite0."""

    MAKER: ClassVar[Maker] = Maker(
        name="vector", version="1", settings=(("weights", weights.digest("efficientnet_lite0")),)
    )

    def __init__(self, film: Film) -> None:
        self._film = film
        self._pts: list[int] = []
        self._rows: list[NDArray[np.float32]] = []
        self._quality: list[NDArray[np.float32]] = []

    def see(self, batch: FrameBatch) -> None:
        """Describe the sampled frames."""
        if not len(batch.sampled):
            return
        self._pts += batch.pts[batch.sampled].tolist()
        self._rows.append(vectors(batch.rgb))
        spread = batch.small[batch.sampled].std(axis=(1, 2, 3)) / 64
        self._quality.append(np.minimum(1, spread).astype(np.float32))

    def finish(self, end: int) -> tuple[Descriptors, ...]:
        """One record for the film."""
        return _one(self._film, self.MAKER, self._pts, self._rows, self._quality)


def vectors(rgb: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Unit vectors, float32 (n, 1280), of pictures, uint8 (n, h, w, 3)."""
    import cv2

    session = weights.session("efficientnet_lite0")
    rows = []
    for picture in rgb:
        small = cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
        fed = ((small.astype(np.float32) / 255 - _MEAN) / _SPREAD).transpose(2, 0, 1)[None]
        # One picture a run: the same picture gives the same bits in any batch.
        rows.append(session.run(["feat"], {"x": fed})[0][0])
    matrix = np.stack(rows).astype(np.float32)
    unit: NDArray[np.float32] = matrix / np.linalg.norm(matrix, axis=1, keepdims=True).clip(1e-9)
    return unit


def _one(
    film: Film,
    maker: Maker,
    pts: list[int],
    rows: list[Any],
    quality: list[NDArray[np.float32]],
) -> tuple[Descriptors, ...]:
    if not rows:
        return ()
    return (
        Descriptors(
            exhibit=film.exhibit,
            stream=film.stream,
            kind=maker.name,
            tick=film.tick,
            pts=np.array(pts, np.int64),
            matrix=np.concatenate(rows),
            quality=np.concatenate(quality),
            made_by=maker,
        ),
    )
