"""A description as one file and back: arrays by name, all else as JSON; nothing in it is run."""

from __future__ import annotations

import dataclasses
import io
import json
import types
import typing
import zlib
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from secondtake import weights
from secondtake.comparing.takes.describe.description import (
    MOST_CROPS,
    MOST_SEARCHED_FRAMES,
    SMALL_PX,
    Described,
)
from secondtake.errors import EvidenceDamaged, SecondTakeError
from secondtake.model.array_packing import packed_array, unpacked_array
from secondtake.model.evidence import Maker
from secondtake.model.serialization import plain, record
from secondtake.vision import person_embedding, pose

__all__ = ["look_maker", "packed", "unpacked"]

VERSION = "5"
"""Raised with every change of what ``describe`` sees or of what a description holds."""
FRAMES = ("small", "every")
REST = "rest"


def look_maker() -> Maker:
    """Who describes shots: descriptions of another maker are of no use, and made again."""
    settings: tuple[tuple[str, str | int | float], ...] = (
        ("small px", SMALL_PX),
        ("frames searched", MOST_SEARCHED_FRAMES),
        ("crops", ", ".join(map(str, MOST_CROPS))),
    )
    models = [pose.MODEL, person_embedding.MODEL]
    return Maker(
        name="closer look",
        version=VERSION,
        settings=settings + tuple((f"weights {m}", weights.digest(m)) for m in models),
    )


def packed(described: Described) -> bytes:
    """One ``.npz`` without pickles: one to three megabytes for ten seconds."""
    arrays: dict[str, NDArray[Any]] = {}
    rest = _taken(described, "", arrays)
    told, streams = {}, {}
    for name, array in arrays.items():
        way, data = packed_array(array)
        told[name] = [way, array.dtype.str, list(array.shape)]
        streams[name] = np.frombuffer(data, np.uint8)
    head = json.dumps({"arrays": told, REST: rest}).encode("utf-8")
    streams[REST] = np.frombuffer(zlib.compress(head), np.uint8)
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, **streams)
    return file.getvalue()


def unpacked(data: bytes) -> Described:
    """The description ``packed`` made ``data`` of; raises ``EvidenceDamaged`` for anything else."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        head = arrays.pop(REST).tobytes()
        rest, arrays = _told(head, arrays) if head[:1] != b"{" else _of_before(head, arrays)
        described: Described = _given(Described, rest, "", arrays)
    except (ValueError, KeyError, TypeError, OSError, EOFError, zlib.error, BadZipFile) as error:
        raise _strange() from error
    except SecondTakeError as error:
        raise _strange() from error
    return described


def _told(head: bytes, streams: dict[str, NDArray[Any]]) -> tuple[Any, dict[str, NDArray[Any]]]:
    """All that is no array, and the arrays, of what ``packed`` wrote."""
    told = json.loads(zlib.decompress(head))
    arrays = {
        name: unpacked_array(way, streams[name].tobytes(), kind, tuple(shape))
        for name, (way, kind, shape) in told["arrays"].items()
    }
    return told[REST], arrays


def _of_before(head: bytes, arrays: dict[str, NDArray[Any]]) -> tuple[Any, dict[str, NDArray[Any]]]:
    """The same of what versions up to 0.3.0 wrote: each frame as what changed since the last."""
    for frames in FRAMES:
        arrays[frames] = np.cumsum(arrays[frames], axis=0, dtype=np.uint8)
    return json.loads(head), arrays


def _strange() -> EvidenceDamaged:
    return EvidenceDamaged(
        "The stored description of a shot cannot be read.",
        advice="Delete it with `secondtake forget-people` and run the same command again.",
    )


def _taken(value: Any, name: str, arrays: dict[str, NDArray[Any]]) -> Any:
    """The value without its arrays, which are put under their place in it, as in ``keys/0/points``.

    An array leaves None.
    """
    if isinstance(value, np.ndarray):
        arrays[name] = value
        return None
    if isinstance(value, tuple):
        return [_taken(item, _below(name, at), arrays) for at, item in enumerate(value)]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f: _taken(getattr(value, f), _below(name, f), arrays) for f in _names(value)}
    return plain(value)


def _given(kind: Any, rest: Any, name: str, arrays: dict[str, NDArray[Any]]) -> Any:
    """The value of type ``kind`` whose arrays ``_taken`` took."""
    if name in arrays:
        return arrays[name]
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is types.UnionType:
        (one,) = (option for option in args if option is not types.NoneType)
        return None if rest is None else _given(one, rest, name, arrays)
    if origin is tuple and args[-1] is Ellipsis:
        return tuple(_given(args[0], r, _below(name, at), arrays) for at, r in enumerate(rest))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{f: _given(hints[f], rest[f], _below(name, f), arrays) for f in _names(kind)})
    return record(kind, rest, name)


def _below(name: str, part: str | int) -> str:
    return f"{name}/{part}" if name else str(part)


def _names(kind: Any) -> Iterator[str]:
    return (field.name for field in dataclasses.fields(kind))
