"""What the copy engine keeps of a film: features of some frames, a small grey strip, its sound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondtake.errors import InvalidRecord

__all__ = ["STRIP_RATE", "FilmDescriptors", "ReferenceFilm"]

STRIP_RATE = 8
"""Pictures a second of the strip: changes of people take 0.3 s and more."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FilmDescriptors:
    """A film as a query sees it.

    ``size``: displayed width, height. ``end``: seconds, when the last frame ends.
    ``seconds``: float64 (n,), when the described frames are shown. ``first``: int64 (n + 1,),
    where each frame's rows begin. ``places``: float32 (k, 4): x, y, size in long sides, angle in
    degrees. ``vectors``: uint8 (k, 128), RootSIFT x 512. ``strip``: uint8 (m, h, w) grey; picture
    i is the mean of what is shown from i / STRIP_RATE to (i + 1) / STRIP_RATE seconds. ``sound``:
    uint32 (rows,), the print of the sound, as ``SoundPrinter`` gives it; empty without sound.
    """

    size: tuple[int, int]
    end: float
    seconds: NDArray[np.float64]
    first: NDArray[np.int64]
    places: NDArray[np.float32]
    vectors: NDArray[np.uint8]
    strip: NDArray[np.uint8]
    sound: NDArray[np.uint32]

    def __post_init__(self) -> None:
        if len(self.first) != len(self.seconds) + 1 or self.first[-1] != len(self.vectors):
            raise InvalidRecord(
                f"FilmDescriptors: expected rows for {len(self.seconds)} frames, got starts "
                f"{len(self.first)} up to {self.first[-1]} of {len(self.vectors)}"
            )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ReferenceFilm:
    """A film as an index holds it: words and signatures stand for the vectors.

    ``words``: uint16 (k,). ``signatures``: uint64 (k,). ``places``: float16. The rest as in
    ``FilmDescriptors``; the strip is held by whoever holds the film.
    """

    seconds: NDArray[np.float64]
    first: NDArray[np.int64]
    places: NDArray[np.float16]
    words: NDArray[np.uint16]
    signatures: NDArray[np.uint64]
