"""Observer: a film's fingerprint for the copy engine, from the pass that looks at it anyway."""

from __future__ import annotations

from dataclasses import fields
from typing import ClassVar

import numpy as np

from secondtake.comparing import copies
from secondtake.model.evidence import Maker
from secondtake.model.footage import CopyFingerprint, FrameBatch, SoundBatch
from secondtake.viewing.film_pass import Film

__all__ = ["CopyFingerprints", "descriptors_of", "fingerprint_of"]


class CopyFingerprints:
    """Gives the film's fingerprint, the same to the last bit as ``described`` makes of its file."""

    MAKER: ClassVar[Maker] = copies.fingerprint_maker()
    LESSER_SIDE = copies.FilmDescriber().side
    SOUND_RATE = copies.SOUND_RATE

    def __init__(self, film: Film) -> None:
        self._film = film
        self._describer = copies.FilmDescriber()
        self._seen = False

    def see(self, batch: FrameBatch) -> None:
        """Take every small picture, and the larger ones that were sampled by time alone."""
        self._seen = True
        self._describer.see(
            FrameBatch(
                small=batch.small,
                pts=batch.pts,
                sampled=batch.in_time,
                rgb=batch.lesser,
                tick=batch.tick,
            )
        )

    def hear(self, batch: SoundBatch) -> None:
        """Take a piece of sound."""
        self._describer.hear(batch.start_seconds, batch.samples)

    def finish(self, end: int) -> tuple[CopyFingerprint, ...]:
        """One record for the film."""
        if not self._seen:
            return ()
        found = self._describer.finish(float(end * self._film.tick))
        return (fingerprint_of(found, self._film.exhibit, self._film.stream),)


def fingerprint_of(found: copies.FilmDescriptors, exhibit: str, stream: int) -> CopyFingerprint:
    """The record of a film's descriptors."""
    kept = {f.name: getattr(found, f.name) for f in fields(found) if f.name != "strip"}
    changes = np.diff(found.strip, axis=0, prepend=np.uint8(0))
    made_by = CopyFingerprints.MAKER
    return CopyFingerprint(**kept, changes=changes, exhibit=exhibit, stream=stream, made_by=made_by)


def descriptors_of(record: CopyFingerprint) -> copies.FilmDescriptors:
    """The descriptors that a record is of."""
    names = [f.name for f in fields(copies.FilmDescriptors) if f.name != "strip"]
    strip = np.cumsum(record.changes, axis=0, dtype=np.uint8)
    return copies.FilmDescriptors(strip=strip, **{name: getattr(record, name) for name in names})
