"""Watching a film as a task that any machine can do, and what it hands back."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secondtake import viewing
from secondtake.errors import EvidenceDamaged, InvalidRecord
from secondtake.model.confinement import GuardState
from secondtake.model.evidence import Maker
from secondtake.model.film_key import film_key
from secondtake.model.serialization import plain, record
from secondtake.store import row_format
from secondtake.workbench.pipeline.task_evidence import SAME_VERSION, require_same

__all__ = ["Seen", "WatchOrder", "restored", "watch_film", "watching_version"]

TOLD = "seen.json"
"""The member of a result that holds the records; the others are derivatives by their SHA-256."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOrder:
    """One moving picture to watch, and for which observers.

    ``path``: of the evidence, absolute, seen by every machine. ``exhibit``: its SHA-256. ``name``:
    as the file was called when it came. ``decode_minutes``: as ``viewing.decode_limit``.
    """

    path: str
    exhibit: str
    stream: int
    name: str
    observers: tuple[str, ...]
    decode_minutes: float | None

    @property
    def film(self) -> str:
        return film_key(self.exhibit, self.stream)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What watching a film gives a case: records and who made them, observers that failed, and
    what confined the process that decoded.
    """

    makers: tuple[Maker, ...]
    records: tuple[Any, ...]
    failures: tuple[tuple[Maker, str, str], ...]
    guards: tuple[GuardState, ...]

    @classmethod
    def of(cls, found: viewing.Watched) -> Seen:
        """The records of one pass in the order in which a case takes them."""
        table = found.table.packed(viewing.MAKER)
        told = [one for records in found.records.values() for one in records]
        return cls(
            makers=(viewing.MAKER, *(viewing.makers()[name] for name in found.records)),
            records=(found.reel, table, *told),
            failures=found.failures,
            guards=found.guards,
        )


def watching_version() -> str:
    """Of what watching gives: other observers or settings of them are another task."""
    makers = {"": viewing.MAKER, **viewing.makers()}
    return " ".join(f"{name} {makers[name].digest}" for name in sorted(makers))


def watch_film(order: WatchOrder) -> bytes:
    """What a case takes of a film, with its derivatives, as one ZIP archive.

    Raises what ``viewing.watch`` raises, and ``EvidenceDamaged`` where the file is not the one
    that was to be watched: it is hashed before it is decoded.
    """
    path = Path(order.path)
    require_same(path, order.exhibit)
    kept: dict[str, bytes] = {}

    def keep(data: bytes, _: str = "") -> str:
        digest = hashlib.sha256(data).hexdigest()
        kept[digest] = data
        return digest

    with viewing.decode_limit(order.decode_minutes):
        seen = Seen.of(
            viewing.watch(
                path,
                order.exhibit,
                stream=order.stream,
                name=order.name,
                observers=order.observers,
                keep=keep,
            )
        )
    told = {
        "makers": plain(seen.makers),
        "records": [[row_format.kind_of(r), row_format.body(r, keep)] for r in seen.records],
        "failures": plain(seen.failures),
        "guards": plain(seen.guards),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as files:
        for name, data in [(TOLD, json.dumps(told).encode()), *sorted(kept.items())]:
            files.writestr(zipfile.ZipInfo(name), data)
    return made.getvalue()


def restored(data: bytes, keep: Callable[[bytes], str]) -> Seen:
    """What ``watch_film`` made, after its derivatives went to ``keep``.

    Raises ``EvidenceDamaged`` where the bytes are of another form.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as files:
            told = json.loads(files.read(TOLD))
            held = {name: files.read(name) for name in files.namelist() if name != TOLD}
        seen = Seen(
            makers=record(tuple[Maker, ...], told["makers"]),
            records=tuple(
                row_format.restore(kind, body, held.__getitem__) for kind, body in told["records"]
            ),
            failures=record(tuple[tuple[Maker, str, str], ...], told["failures"]),
            guards=record(tuple[GuardState, ...], told["guards"]),
        )
    except (InvalidRecord, zipfile.BadZipFile, ValueError, KeyError, TypeError) as error:
        raise EvidenceDamaged(
            "What a worker saw of a film cannot be read.", advice=SAME_VERSION
        ) from error
    for digest, derivative in held.items():
        if keep(derivative) != digest:
            raise EvidenceDamaged(
                "A derivative that a worker made is not what its name says.", advice=SAME_VERSION
            )
    return seen
