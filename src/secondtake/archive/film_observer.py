"""Observer: a film's fingerprint for the copy engine, from the pass that looks at it anyway.

What is known of a long film is packed and kept while the film is still looked at.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import accumulate, chain
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing import copies
from secondtake.errors import EvidenceDamaged, InvalidRecord
from secondtake.model.array_packing import packed_array, unpacked_array
from secondtake.model.evidence import Maker
from secondtake.model.footage import CopyFingerprint, FrameBatch, PackedPart, SoundBatch
from secondtake.viewing.film_pass import Film, Keep

__all__ = ["CopyFingerprints", "descriptors_of", "fingerprint_of"]

ARRAYS = ("seconds", "first", "places", "vectors", "strip", "sound")
"""The arrays of ``FilmDescriptors``."""
PIECE_BYTES = 16 << 20
"""How much is held before it is packed and kept: a minute and a half of film, more of a still one.
Packing takes some times as much for a moment."""
MEDIA_TYPE = "application/zlib"

Packed = tuple[PackedPart, bytes]


class CopyFingerprints:
    """Gives the film's fingerprint, the same to the last bit as ``described`` makes of its file."""

    MAKER: ClassVar[Maker] = copies.fingerprint_maker()
    LESSER_SIDE = copies.FilmDescriber().side
    SOUND_RATE = copies.SOUND_RATE

    def __init__(self, film: Film) -> None:
        self._film = film
        self._describer = copies.FilmDescriber()
        self._kept: list[Packed] = []
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
        if self._describer.held_bytes >= PIECE_BYTES:
            self._kept += _in_files(self._describer.taken(), self._film.keep)

    def hear(self, batch: SoundBatch) -> None:
        """Take a piece of sound."""
        self._describer.hear(batch.start_seconds, batch.samples)

    def finish(self, end: int) -> tuple[CopyFingerprint, ...]:
        """One record for the film."""
        if not self._seen:
            return ()
        seconds = float(end * self._film.tick)
        self._describer.end(seconds)
        last = _packed(self._describer.taken() | self._describer.lesser())
        record = _record(
            chain(self._kept, last),
            exhibit=self._film.exhibit,
            stream=self._film.stream,
            size=self._describer.size,
            end=seconds,
        )
        return (record,)


def fingerprint_of(
    found: copies.FilmDescriptors, exhibit: str, stream: int, keep: Keep
) -> CopyFingerprint:
    """The record of a film's descriptors; what is long is kept in files of its own."""
    arrays = {name: getattr(found, name) for name in ARRAYS}
    pieces: list[Packed] = []
    for name, array in arrays.items():
        rows = max(1, PIECE_BYTES // max(1, array[:1].nbytes))
        ends = range(rows, len(array), rows)
        *first, arrays[name] = np.split(array, ends)
        for piece in first:
            pieces += _in_files({name: piece}, keep)
    return _record(
        chain(pieces, _packed(arrays)),
        exhibit=exhibit,
        stream=stream,
        size=found.size,
        end=found.end,
    )


def descriptors_of(
    record: CopyFingerprint, fetch: Callable[[str], bytes]
) -> copies.FilmDescriptors:
    """The descriptors that a record is of.

    ``fetch`` gives the bytes of a derivative by its digest. Raises ``EvidenceDamaged`` where they
    are gone, or are no descriptors.
    """
    try:
        arrays = {name: _array(record, name, fetch) for name in ARRAYS}
        return copies.FilmDescriptors(size=record.size, end=record.end, **arrays)
    except (ValueError, TypeError, IndexError, MemoryError, zlib.error, InvalidRecord) as error:
        raise EvidenceDamaged(
            "The fingerprint of a film cannot be read.",
            advice="`secondtake watch` makes it again where its file is gone from derived/.",
        ) from error


def _packed(arrays: Mapping[str, NDArray[Any]]) -> Iterator[Packed]:
    for name, array in arrays.items():
        way, data = packed_array(array)
        part = PackedPart(
            name=name, way=way, kind=array.dtype.str, shape=array.shape, bytes=len(data)
        )
        yield part, data


def _in_files(arrays: Mapping[str, NDArray[Any]], keep: Keep) -> Iterator[Packed]:
    """The same, each in a file of its own; arrays without rows are left out."""
    for part, data in _packed({n: array for n, array in arrays.items() if len(array)}):
        yield replace(part, file=keep(data, MEDIA_TYPE)), b""


def _record(
    packed: Iterable[Packed], *, exhibit: str, stream: int, size: tuple[int, int], end: float
) -> CopyFingerprint:
    parts, streams = zip(*packed, strict=True)
    return CopyFingerprint(
        exhibit=exhibit,
        size=size,
        end=end,
        parts=parts,
        packed=np.frombuffer(b"".join(streams), np.uint8),
        made_by=CopyFingerprints.MAKER,
        stream=stream,
    )


def _array(record: CopyFingerprint, name: str, fetch: Callable[[str], bytes]) -> NDArray[Any]:
    """All rows of one array; one part after the other is unpacked, as all would not fit twice."""
    starts = accumulate((0 if p.file else p.bytes for p in record.parts), initial=0)
    named = [(p, at) for p, at in zip(record.parts, starts, strict=False) if p.name == name]
    # What was left when the film ended may have no rows, and then no shape of its own.
    rowed = [one for one in named if one[0].shape[0]] or named[:1]
    shape, kind = rowed[0][0].shape, rowed[0][0].kind
    whole = np.empty((sum(p.shape[0] for p, _ in rowed), *shape[1:]), np.dtype(kind))
    row = 0
    for part, at in rowed:
        data = fetch(part.file) if part.file else record.packed[at : at + part.bytes].tobytes()
        whole[row : row + part.shape[0]] = unpacked_array(part.way, data, part.kind, part.shape)
        row += part.shape[0]
    return whole
