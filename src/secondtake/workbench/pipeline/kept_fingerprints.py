"""Fingerprints of a case's films for the copy search: so many are in memory as may be."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence

import numpy as np

from secondtake import store
from secondtake.archive.film_observer import CopyFingerprints, descriptors_of
from secondtake.comparing import copies
from secondtake.comparing.copies import FilmDescriptors, FilmIndex
from secondtake.errors import EvidenceDamaged
from secondtake.model.footage import CopyFingerprint

__all__ = ["Fingerprints"]

HELD_BYTES = 256 << 20
"""Fingerprints in memory: of some twenty minutes of film, or of two films that are longer."""

Pair = tuple[str, str]


class Fingerprints:
    """Each film's descriptors with the index of its own, by the film's key.

    Threads may ask at once. ``held_bytes``: how much of them stays in memory.
    """

    def __init__(self, case: store.Case, *, held_bytes: int = HELD_BYTES) -> None:
        self._case = case
        self._held_bytes = held_bytes
        self._sizes: dict[str, int] = {}
        self._open: OrderedDict[str, tuple[FilmDescriptors, FilmIndex]] = OrderedDict()
        self._guard = threading.Lock()

    def find(self, films: Iterable[str]) -> None:
        """Look which of these films have a fingerprint of today's maker, with all its files."""
        for film in films:
            size = self._size(film)
            if size is not None:
                self._sizes[film] = size

    def __contains__(self, film: str) -> bool:
        return film in self._sizes

    def __getitem__(self, film: str) -> tuple[FilmDescriptors, FilmIndex]:
        """Raises ``EvidenceDamaged`` where it is gone by now, or is none."""
        with self._guard:
            found = self._open.get(film)
            if found is None:
                descriptors = descriptors_of(self._record(film), self._case.derivative)
                found = self._open[film] = descriptors, copies.own_index(descriptors)
            self._open.move_to_end(film)
            while len(self._open) > 1 and self._filled() > self._held_bytes:
                self._open.popitem(last=False)
            return found

    @property
    def in_memory(self) -> tuple[str, ...]:
        """The films whose fingerprints are in memory, the one asked for last at the end."""
        with self._guard:
            return tuple(self._open)

    def in_blocks(self, pairs: Sequence[Pair]) -> list[Pair]:
        """The pairs in an order in which few films are needed at a time.

        Films are taken together that fill half of what is held; then the pairs of each two such
        groups follow each other. Films that fit together leave the order by key.
        """
        block: dict[str, int] = {}
        filled = 0
        for film in sorted({film for pair in pairs for film in pair}):
            filled += self._sizes[film]
            block[film] = 2 * filled // self._held_bytes
        return sorted(pairs, key=lambda pair: (*(block[film] for film in pair), pair))

    def _filled(self) -> int:
        return sum(self._sizes[film] for film in self._open)

    def _record(self, film: str) -> CopyFingerprint:
        kept = self._case.fetch_latest(CopyFingerprint, film)
        return next(one for one in kept if one.made_by == CopyFingerprints.MAKER)

    def _size(self, film: str) -> int | None:
        if not self._case.made(film, CopyFingerprints.MAKER):
            return None
        try:
            record = self._record(film)
            for part in record.parts:
                if part.file is not None:
                    self._case.derivative(part.file)
        except (EvidenceDamaged, StopIteration):
            return None  # its file is gone, and the film is still there
        return sum(math.prod(p.shape) * np.dtype(p.kind).itemsize for p in record.parts)
