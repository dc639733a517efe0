"""Describe a film for the copy engine in one pass over its frames."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies.audio_fingerprint import SoundPrinter
from secondtake.comparing.copies.film_fingerprint import FilmDescriptors
from secondtake.comparing.copies.local_features import features_of, shrunk
from secondtake.comparing.copies.thumbnail_track import SparseStrip, Strip
from secondtake.constants_digest import constants_digest
from secondtake.model.evidence import Maker
from secondtake.model.footage import FrameBatch

__all__ = ["FilmDescriber", "describe_film", "fingerprint_maker"]

SIDE = 512
"""Long side in pixels at which features are found: a picture in picture of a third keeps 170."""
MOST_FEATURES = 350
"""Features of one frame."""
COARSE_SIDE, COARSE_FEATURES = 256, 200
"""The same where speed counts more than crops and small pictures: a quarter of the time."""
STRIP_SIDE = 160
"""Long side of the strip's pictures."""
STILL = 1.5
"""Mean change, in grey levels, below which a sampled frame is the one described before."""
STILL_SECONDS = 2.0
"""Such a frame is described all the same after so long."""
PLAIN = 6.0
"""Standard deviation, in grey levels, below which a frame is blank and no evidence."""


def fingerprint_maker() -> Maker:
    """Who describes films: every constant of what looks at and hears them, and a version.

    The version is raised with every change of what a fingerprint holds.
    """
    parts = ("audio_fingerprint", "film_fingerprint", "fingerprinting", "local_features")
    constants = constants_digest(*(f"{__package__}.{part}" for part in (*parts, "thumbnail_track")))
    return Maker(name="copy fingerprint", version="1", settings=(("constants", constants),))


class FilmDescriber:
    """Sees every batch of a film in order and gives its ``FilmDescriptors``.

    ``coarse``: fewer features, of smaller pictures. ``side``: the long side in pixels it needs of
    the sampled frames. Two hours of a film fill 1.5 GB: who cannot hold that asks for what is
    ``taken`` meanwhile, and for the ``lesser`` arrays at the end.
    """

    def __init__(self, *, coarse: bool = False) -> None:
        self.side = COARSE_SIDE if coarse else SIDE
        self._most = COARSE_FEATURES if coarse else MOST_FEATURES
        self._size = (0, 0)
        self._counts: list[int] = []
        self._seconds: list[float] = []
        self._places: list[NDArray[np.float32]] = []
        self._vectors: list[NDArray[np.uint8]] = []
        self._described: NDArray[np.uint8] | None = None
        self._strip: Strip | SparseStrip = Strip()
        self._sound = SoundPrinter()

    def left_out(self, rate: float) -> None:
        """Heed that not all frames of a film of ``rate`` frames a second will come."""
        self._strip = SparseStrip(rate)

    def see(self, batch: FrameBatch) -> None:
        """Take the small picture of every frame, and the sampled frames at their full size."""
        import cv2

        seconds = batch.pts * float(batch.tick)
        for small, at in zip(batch.small, seconds, strict=True):
            gray = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
            self._strip.lay(shrunk(gray, STRIP_SIDE), float(at))
        for row, frame in enumerate(batch.sampled):
            self._size = (batch.rgb.shape[2], batch.rgb.shape[1])
            self._sampled(cv2.cvtColor(batch.rgb[row], cv2.COLOR_RGB2GRAY), float(seconds[frame]))

    def hear(self, start: float, samples: NDArray[np.float32]) -> None:
        """Take a piece of sound, float32 (n,) at ``SOUND_RATE``, from ``start`` seconds on."""
        self._sound.hear(start, samples)

    def finish(self, end_seconds: float) -> FilmDescriptors:
        """The film's descriptors; ``end_seconds`` is when its last frame ends."""
        self.end(end_seconds)
        return FilmDescriptors(size=self.size, end=end_seconds, **self.lesser(), **self.taken())

    @property
    def size(self) -> tuple[int, int]:
        """Displayed width and height."""
        return self._size

    @property
    def held_bytes(self) -> int:
        """About how much ``taken`` would give."""
        vectors = 0 if not self._vectors else len(self._vectors) * self._vectors[-1].nbytes
        return vectors + self._strip.held_bytes

    def end(self, end_seconds: float) -> None:
        """The film has ended; ``end_seconds`` is when its last frame ends."""
        self._strip.end(end_seconds)

    def taken(self) -> dict[str, NDArray[Any]]:
        """The rows of ``places``, ``vectors`` and ``strip`` that were not taken yet."""
        places, self._places = self._places, []
        vectors, self._vectors = self._vectors, []
        return {
            "places": np.concatenate([*places, np.zeros((0, 4), np.float32)]),
            "vectors": np.concatenate([*vectors, np.zeros((0, 128), np.uint8)]),
            "strip": self._strip.taken(),
        }

    def lesser(self) -> dict[str, NDArray[Any]]:
        """``seconds``, ``first`` and ``sound`` of the whole film, once it has ended."""
        return {
            "seconds": np.array(self._seconds, np.float64),
            "first": np.concatenate([[0], np.cumsum(self._counts)]).astype(np.int64),
            "sound": self._sound.finish(),
        }

    def _sampled(self, gray: NDArray[np.uint8], at: float) -> None:
        thumb = shrunk(gray, 64)
        before = self._described
        if before is not None and before.shape == thumb.shape:
            change = float(np.abs(thumb.astype(np.int16) - before).mean())
            if change < STILL and at - self._seconds[-1] < STILL_SECONDS:
                return
        if float(thumb.std()) < PLAIN:
            return
        picture = shrunk(gray, self.side)
        found = features_of(picture, self._most)
        places = found.places.copy()
        # Pixel centres to long sides, so that the mirrored place of x is the width less x.
        places[:, :2] += 0.5
        places[:, :3] /= max(picture.shape)
        self._seconds.append(at)
        self._places.append(places)
        self._vectors.append(found.vectors)
        self._counts.append(len(found.vectors))
        self._described = thumb


def describe_film(batches: Iterable[FrameBatch], end_seconds: float) -> FilmDescriptors:
    """Describe a film from its decoded batches: small pictures of all frames, larger ones of some.

    About 2 sampled frames a second are enough: times come from the small pictures.
    """
    describer = FilmDescriber()
    for batch in batches:
        describer.see(batch)
    return describer.finish(end_seconds)
