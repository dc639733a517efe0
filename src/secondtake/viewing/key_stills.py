"""Which moments of a film to search for elsewhere: the sharpest frames that differ most."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from secondtake.viewing.frame_stream import Passage
from secondtake.viewing.jpeg import fit

__all__ = ["key_moments"]

WINDOW = 1.0
"""Seconds of which the sharpest frame stands for all: motion blur passes, and nobody needs two."""
THUMB = (32, 18)
"""Width and height at which frames are compared: where things are, not how they are textured."""
ALIKE = 8.0
"""Mean difference of thumbnails, grey levels, up to which two frames show the same to a search."""
PLAIN = 3.0
"""Standard deviation of luma, grey levels, under which a frame is black or a plain card."""

_Candidate = tuple[float, NDArray[np.float32]]


def key_moments(passages: Iterable[Passage], most: int) -> tuple[float, ...]:
    """The seconds of at most ``most`` frames, in order; ``passages`` as ``through`` gives them.

    The sharpest frame of each second, then of these the farthest from all that were taken
    (Gonzalez 1985, farthest-first traversal), until the next would look like one of them.
    """
    candidates = tuple(_sharpest(passages))
    if not candidates:
        return ()
    thumbs = np.stack([thumb for _, thumb in candidates])
    # The first is the one that is most like all others: what the film mostly shows.
    every = np.array([np.abs(thumbs - one).mean() for one in thumbs])
    taken = [int(every.argmin())]
    nearest = np.abs(thumbs - thumbs[taken[0]]).mean(axis=(1, 2, 3))
    while len(taken) < most and float(nearest.max()) > ALIKE:
        taken.append(int(nearest.argmax()))
        further = np.abs(thumbs - thumbs[taken[-1]]).mean(axis=(1, 2, 3))
        nearest = np.minimum(nearest, further)
    return tuple(sorted(candidates[n][0] for n in taken))


def _sharpest(passages: Iterable[Passage]) -> Iterator[_Candidate]:
    """Of each second the sharpest frame, plain ones only where the second has no other."""
    import cv2

    window, best, held = -1, (False, -1.0), None
    for seconds, frames, _ in passages:
        for second, rgb in zip(seconds, frames, strict=True):
            if int(second / WINDOW) != window and held is not None:
                yield held
                best, held = (False, -1.0), None
            window = int(second / WINDOW)
            grey = cv2.cvtColor(fit(rgb, 480), cv2.COLOR_RGB2GRAY)
            # Variance of the Laplacian (Pech-Pacheco 2000): less where a picture is blurred.
            rank = (float(grey.std()) > PLAIN, float(cv2.Laplacian(grey, cv2.CV_64F).var()))
            if rank > best:
                thumb = cv2.resize(rgb, THUMB, interpolation=cv2.INTER_AREA).astype(np.float32)
                best, held = rank, (float(second), thumb)
    if held is not None:
        yield held
