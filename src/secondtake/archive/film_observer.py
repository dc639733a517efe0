"""Observer: a film's fingerprint for the copy engine, from the pass that looks at it anyway."""

from __future__ import annotations

import zlib
from typing import Any, ClassVar

import numpy as np

from secondtake.comparing import copies
from secondtake.errors import EvidenceDamaged, InvalidRecord
from secondtake.model.array_packing import packed_array, unpacked_array
from secondtake.model.evidence import Maker
from secondtake.model.footage import CopyFingerprint, FrameBatch, PackedPart, SoundBatch
from secondtake.viewing.film_pass import Film

__all__ = ["CopyFingerprints", "descriptors_of", "fingerprint_of"]

ARRAYS = ("seconds", "first", "places", "vectors", "strip", "sound")
"""The arrays of ``FilmDescriptors``."""


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
    parts, streams = [], []
    for name in ARRAYS:
        array = getattr(found, name)
        way, data = packed_array(array)
        parts.append(
            PackedPart(name=name, way=way, kind=array.dtype.str, shape=array.shape, bytes=len(data))
        )
        streams.append(np.frombuffer(data, np.uint8))
    return CopyFingerprint(
        exhibit=exhibit,
        size=found.size,
        end=found.end,
        parts=tuple(parts),
        packed=np.concatenate(streams),
        made_by=CopyFingerprints.MAKER,
        stream=stream,
    )


def descriptors_of(record: CopyFingerprint) -> copies.FilmDescriptors:
    """The descriptors that a record is of; raises ``EvidenceDamaged`` where they are none."""
    arrays: dict[str, Any] = {}
    at = 0
    try:
        for part in record.parts:
            data = record.packed[at : at + part.bytes].tobytes()
            arrays[part.name] = unpacked_array(part.way, data, part.kind, part.shape)
            at += part.bytes
        return copies.FilmDescriptors(size=record.size, end=record.end, **arrays)
    except (ValueError, TypeError, zlib.error, InvalidRecord) as error:
        raise EvidenceDamaged(
            "The fingerprint of a film cannot be read.",
            advice="`secondtake watch` makes it again where its file is gone from derived/.",
        ) from error
