"""Damage done to valid bytes, by chance and by structure; the same chance does the same damage."""

from __future__ import annotations

import io
import json
import random
import struct
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["mutated"]

MOST_BYTES = 4 << 20
"""What a mutated input may grow to: bombs of a few bytes are made by structure, not by weight."""
BOMB_BYTES = 64 << 20
"""What an entry of an archive unpacks to, 65 kB packed."""
NUMBERS = (
    0,
    1,
    7,
    8,
    127,
    128,
    255,
    256,
    65535,
    65536,
    2**31 - 1,
    2**31,
    2**32 - 1,
    2**63,
    2**64 - 1,
)
"""What length fields are set to: edges of the usual widths."""
DEPTHS = (10, 1000, 3000, 100_000)
TOKENS = (
    b"[", b"{", b'{"a":', b"<div>", b"<b ", b"<!--", b"&#x", b"(", "\u201c".encode(), b"said ",
    b"according to ", b"-", "\u2014".encode(), b" ", b"\n", b"\0", b"<<", b"q ", b"\x1b", b"../",
    b"%PDF-1.7\n", b"PK\x03\x04", b"WARC/1.1\r\n",
)  # fmt: skip
"""What is repeated: what opens something, and what patterns of text hold on to."""
BOXES = (b"moov", b"trak", b"udta", b"meta", b"ilst", b"edts", b"RIFF", b"LIST")
NAMES = (
    "../../outside",
    "/outside",
    "a\\..\\b",
    "C:outside",
    "a\0b",
    "",
    ".",
    "x" * 5000,
    "datapackage.json",
)

VALUES: tuple[Any, ...] = (
    None, True, [], {}, [[]], {"a": None}, -1, 0, 1.5, 10**400, float("nan"), float("inf"), "",
    "\0", "x" * 100_000, "../" * 9, "\ud800", "9999-12-31T23:59:59+00:00", "0" * 64,
)  # fmt: skip
"""What stands in JSON instead of what belongs there."""

Chance = random.Random
Damage = Callable[[Chance, bytes, Sequence[bytes]], bytes]


def mutated(chance: Chance, samples: Sequence[bytes]) -> bytes:
    """One of the samples, damaged one to four times; now and then in what it is made of."""
    data = chance.choice(samples)
    for _ in range(chance.choice((1, 1, 2, 4))):
        kinds = _PLAIN
        if data[:4] == b"PK\x03\x04" and chance.random() < 0.7:
            kinds = (_entry,)
        elif data[:1] in (b"{", b"[") and chance.random() < 0.7:
            kinds = (_json,)
        data = chance.choice(kinds)(chance, data, samples)[:MOST_BYTES]
    return data


def _spot(chance: Chance, data: bytes) -> int:
    """A place, more often near the beginning, where headers are."""
    reach = min(len(data), chance.choice((16, 256, 4096, len(data) or 1)))
    return chance.randrange(reach + 1)


def _piece(chance: Chance, data: bytes) -> tuple[int, int]:
    start = _spot(chance, data)
    return start, min(len(data), start + chance.choice((1, 4, 16, 100, 1000, 20_000)))


def _flip(chance: Chance, data: bytes, samples: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 4, 32))):
        if changed:
            changed[min(_spot(chance, data), len(changed) - 1)] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _truncate(chance: Chance, data: bytes, samples: Sequence[bytes]) -> bytes:
    return data[: _spot(chance, data)] if chance.random() < 0.5 else data[_spot(chance, data) :]


def _remove(chance: Chance, data: bytes, samples: Sequence[bytes]) -> bytes:
    start, end = _piece(chance, data)
    return data[:start] + data[end:]


def _duplicate(chance: Chance, data: bytes, samples: Sequence[bytes]) -> bytes:
    start, end = _piece(chance, data)
    return data[:end] + data[start:end] * chance.choice((1, 2, 100, 3000)) + data[end:]


def _splice(chance: Chance, data: bytes, samples: Sequence[bytes]) -> bytes:
    other = chance.choice(samples)
    return data[: _spot(chance, data)] + other[_spot(chance, other) :]


def _length(chance: Chance, data: bytes, samples: Sequence[bytes]) -> bytes:
    at, width = _spot(chance, data), chance.choice((1, 2, 4, 4, 8))
    number = chance.choice((*NUMBERS, len(data), len(data) - at)) % (1 << 8 * width)
    return data[:at] + number.to_bytes(width, chance.choice(("big", "little"))) + data[at + width :]


def _repeat(chance: Chance, data: bytes, samples: Sequence[bytes]) -> bytes:
    at, times = _spot(chance, data), chance.choice(DEPTHS)
    return data[:at] + chance.choice(TOKENS) * times + data[at:]


def _nest(chance: Chance, data: bytes, samples: Sequence[bytes]) -> bytes:
    """Boxes in boxes, each with the length that it has."""
    depth, kind = chance.choice(DEPTHS[:3]), chance.choice(BOXES)
    inside = data[: chance.choice((0, 64, 4096))]
    boxes = (struct.pack(">I4s", 8 * n + len(inside), kind) for n in range(depth, 0, -1))
    return data[: chance.choice((0, len(data)))] + b"".join(boxes) + inside


def _json(chance: Chance, data: bytes, samples: Sequence[bytes]) -> bytes:
    """Another value, of another type too, somewhere in it."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return _flip(chance, data, samples)
    return json.dumps(_changed(chance, value)).encode("utf-8", "surrogatepass")


def _changed(chance: Chance, value: Any) -> Any:
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(sorted(value))
        if chance.random() < 0.1:
            return {k: v for k, v in value.items() if k != key}
        return value | {key: _changed(chance, value[key])}
    if isinstance(value, list) and value and chance.random() < 0.9:
        at = chance.randrange(len(value))
        return [*value[:at], _changed(chance, value[at]), *value[at + 1 :]]
    return chance.choice((*VALUES, [value, value]))


def _entry(chance: Chance, data: bytes, samples: Sequence[bytes]) -> bytes:
    """An archive with one entry damaged, renamed, doubled, or blown up."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as held:
            if any(entry.file_size > MOST_BYTES for entry in held.infolist()):
                return _flip(chance, data, samples)
            files = {name: held.read(name) for name in held.namelist()}
    except Exception:  # noqa: BLE001 - an archive that was damaged before
        return _flip(chance, data, samples)
    name = chance.choice(sorted(files) or ["a"])
    inside = files.pop(name, b"")
    act = chance.choice((0, 0, 0, 0, 1, 1, 2, 3, 4))
    made = io.BytesIO()
    kind = chance.choice(
        (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
    )
    with zipfile.ZipFile(made, "w", kind) as new:
        for other, content in files.items():
            new.writestr(other, content)
        if act == 0:
            new.writestr(name, mutated(chance, [inside]))
        elif act == 1:
            new.writestr(chance.choice(NAMES) or "a", inside)
        elif act == 2:
            new.writestr(name, b"\0" * BOMB_BYTES, zipfile.ZIP_DEFLATED)
        elif act == 3:
            new.writestr(name, inside)
            new.writestr(zipfile.ZipInfo(name + "/"), b"")
    return made.getvalue()


_PLAIN: tuple[Damage, ...] = (
    _flip, _flip, _truncate, _remove, _duplicate, _splice, _length, _length, _repeat, _nest, _json,
)  # fmt: skip
