"""Arrays in little room, and back to the last bit: what can be foreseen is taken off first.

What is left of pictures then is noise, in which Deflate finds nothing to refer back to: Huffman
codes alone take less room than its usual way, and less time. (RFC 1951; prediction as in PNG, ISO/
IEC 15948, and from one picture to the next.)
"""

from __future__ import annotations

import math
import zlib
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Way", "packed_array", "unpacked_array"]


class Way(StrEnum):
    """How an array was changed before it was packed."""

    AS_IT_IS = "as it is"
    BYTES_APART = "bytes apart"
    IN_TIME = "in time"
    IN_TIME_AND_LINE = "in time and line"
    IN_SPACE = "in space"
    IN_TIME_AND_SPACE = "in time and space"


_AXES = {
    Way.IN_TIME: (1,),
    Way.IN_TIME_AND_LINE: (1, 3),
    Way.IN_SPACE: (2, 3),
    Way.IN_TIME_AND_SPACE: (1, 2, 3),
}
"""Of pictures (colours, n, h, w), along which axes differences are taken one after the other."""
_SMALL = 4096
"""Bytes of an array up to which it is packed as it is."""
_RUNS = 4
"""Times smaller by Huffman codes from which on there may be runs that Deflate tells shorter."""
_KINDS = "biuf"


def packed_array(array: NDArray[Any]) -> tuple[Way, bytes]:
    """The array in little room: how it was changed, and its bytes as a zlib stream."""
    if array.nbytes <= _SMALL:
        return Way.AS_IT_IS, zlib.compress(array.tobytes())
    if _is_film(array):
        planes = _apart(array)
        ways = {way: _differences(planes, axes).tobytes() for way, axes in _AXES.items()}
    elif array.itemsize > 1:
        bytes_apart = np.ascontiguousarray(array).view(np.uint8).reshape(-1, array.itemsize).T
        ways = {Way.AS_IT_IS: array.tobytes(), Way.BYTES_APART: bytes_apart.tobytes()}
    else:
        ways = {Way.AS_IT_IS: array.tobytes()}
    found = [(_coded(data, zlib.Z_HUFFMAN_ONLY), way) for way, data in ways.items()]
    least, way = min(found, key=lambda one: len(one[0]))
    if len(least) * _RUNS <= array.nbytes:
        found += [(_coded(ways[way], zlib.Z_DEFAULT_STRATEGY), way)]
        least, way = min(found, key=lambda one: len(one[0]))
    return way, least


def unpacked_array(way: str, data: bytes, kind: str, shape: tuple[int, ...]) -> NDArray[Any]:
    """The array of a type and shape that ``packed_array`` packed; raises ``ValueError`` else."""
    dtype = np.dtype(kind)
    size = math.prod(shape) * dtype.itemsize
    if dtype.kind not in _KINDS or min(shape, default=0) < 0:
        raise ValueError("no array of numbers")
    stream = zlib.decompressobj()
    whole = stream.decompress(data, size + 1)
    if len(whole) != size:
        raise ValueError("not as many bytes as the array has")
    if Way(way) == Way.BYTES_APART:
        parts = np.frombuffer(whole, np.uint8).reshape(dtype.itemsize, -1)
        return np.ascontiguousarray(parts.T).view(dtype).reshape(shape)
    if Way(way) == Way.AS_IT_IS:
        return np.frombuffer(whole, dtype).reshape(shape).copy()
    colours = shape[3:] or (1,)
    planes = np.frombuffer(whole, np.uint8).reshape(*colours, *shape[:3])
    for axis in _AXES[Way(way)]:
        planes = np.cumsum(planes, axis=axis, dtype=np.uint8)
    return _together(planes) if len(shape) == 4 else planes[0]


def _is_film(array: NDArray[Any]) -> bool:
    coloured = array.ndim == 4 and array.shape[3] == 3
    return array.dtype == np.uint8 and (array.ndim == 3 or coloured)


def _apart(film: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Green, and how red and blue differ from it, which is little: (3, n, h, w); grey (1, ...)."""
    if film.ndim == 3:
        return film[None]
    red, green, blue = (film[..., colour] for colour in range(3))
    return np.stack([green, red - green, blue - green])


def _together(planes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    green, red, blue = planes
    return np.stack([red + green, green, blue + green], axis=-1)


def _differences(planes: NDArray[np.uint8], axes: tuple[int, ...]) -> NDArray[np.uint8]:
    for axis in axes:
        planes = np.diff(planes, axis=axis, prepend=np.uint8(0))
    return planes


def _coded(data: bytes, strategy: int) -> bytes:
    coder = zlib.compressobj(6, zlib.DEFLATED, 15, 9, strategy)
    return coder.compress(data) + coder.flush()
