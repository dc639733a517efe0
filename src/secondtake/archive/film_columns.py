"""What an archive keeps of a film, as named arrays: the one list every shelf follows.

A new part is a name in ``PARTS``, made in ``kept`` and read where it is used; since shelves of the
old list lack it, ``FORMAT`` changes with it.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from secondtake.archive.storage_backend import Parts, Shelf, Shelved
from secondtake.comparing.copies import FilmDescriptors, ReferenceFilm, reference_film
from secondtake.model.film_key import picture_name, stream_of

__all__ = ["PARTS", "kept", "references", "sound_of", "strip_of"]

WORDS = ("seconds", "first", "places", "words", "signatures")
"""The fields of ``ReferenceFilm``: what the index is made of."""
STRIP = ("strip", "strip_starts")
"""The strip's pictures as JPEGs one after the other, and where each begins (one more)."""
SOUND = ("sound",)
"""The print of the sound, empty for a silent film."""
PARTS = WORDS + STRIP + SOUND
QUALITY = 85
"""JPEG quality of the strip: about 25 kB a second of film."""


def kept(key: str, path: Path, film: FilmDescriptors) -> tuple[Shelved, Parts]:
    """What is said and what is kept of a film; ``key``: the file's digest, and which picture."""
    words = reference_film(film)
    shelved = Shelved(
        digest=key,
        name=picture_name(path.name, stream_of(key)),
        path=str(path.absolute()),
        seconds=round(film.end, 3),
        width=film.size[0],
        height=film.size[1],
        frames=len(film.seconds),
        features=len(words.words),
    )
    parts = {name: getattr(words, name) for name in WORDS}
    parts["strip"], parts["strip_starts"] = _packed(film.strip)
    parts["sound"] = film.sound
    return shelved, parts


def references(shelf: Shelf, digests: tuple[str, ...]) -> list[ReferenceFilm]:
    """The films' words and places, for an index."""
    return [ReferenceFilm(**parts) for parts in shelf.read(digests, WORDS)]


def strip_of(shelf: Shelf, digest: str) -> NDArray[np.uint8]:
    """A film's strip, uint8 (n, h, w)."""
    import cv2

    (parts,) = shelf.read([digest], STRIP)
    pictures, starts = parts["strip"], parts["strip_starts"]
    if len(starts) < 2:
        return np.zeros((0, 8, 8), np.uint8)
    pairs = itertools.pairwise(starts.tolist())
    grays = [cv2.imdecode(pictures[a:b], cv2.IMREAD_GRAYSCALE) for a, b in pairs]
    return np.stack([np.asarray(gray, np.uint8) for gray in grays])


def sound_of(shelf: Shelf, digest: str) -> NDArray[np.uint32]:
    """The print of a film's sound, uint32 (n,)."""
    (parts,) = shelf.read([digest], SOUND)
    return np.asarray(parts["sound"], np.uint32)


def _packed(strip: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    import cv2

    flags = [cv2.IMWRITE_JPEG_QUALITY, QUALITY]
    parts = [cv2.imencode(".jpg", picture, flags)[1].ravel() for picture in strip]
    starts = np.concatenate([[0], np.cumsum([len(p) for p in parts])]).astype(np.int64)
    return np.concatenate([*parts, np.zeros(0, np.uint8)]), starts
