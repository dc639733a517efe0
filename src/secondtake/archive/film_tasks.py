"""Describing films for an archive as tasks that any machine can do."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from secondtake.archive.film_columns import PARTS, kept
from secondtake.archive.film_description import described, digest_of
from secondtake.archive.storage_backend import FORMAT, Parts, Shelved
from secondtake.cluster import Workers
from secondtake.constants_digest import constants_digest
from secondtake.errors import CannotLook, EvidenceDamaged
from secondtake.model.film_key import exhibit_of, stream_of
from secondtake.viewing import decode_limit

__all__ = ["FilmOrder", "describe_film", "films_described"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmOrder:
    """One film to describe: ``key`` is the digest of its file, and which moving picture of it.

    ``path``: absolute, seen by every machine. ``decode_minutes``: as ``viewing.decode_limit``.
    """

    path: str
    key: str
    coarse: bool
    decode_minutes: float | None


def describe_film(order: FilmOrder) -> bytes:
    """What an archive keeps of a film, as one NumPy archive.

    Raises what ``described`` raises, and ``EvidenceDamaged`` where the file is not the one that
    was to be described: it is hashed before it is decoded.
    """
    path = Path(order.path)
    if digest_of(path) != exhibit_of(order.key):
        raise EvidenceDamaged(
            f"{path.name} changed while it waited to be described.",
            advice="Find out what wrote to it, then run the command again.",
        )
    with decode_limit(order.decode_minutes):
        film = described(path, coarse=order.coarse, stream=stream_of(order.key))
    shelved, parts = kept(order.key, path, film)
    about = np.frombuffer(json.dumps(asdict(shelved)).encode("utf-8"), np.uint8)
    held = io.BytesIO()
    np.savez(held, allow_pickle=False, about=about, **parts)
    return held.getvalue()


def films_described(
    orders: Iterable[FilmOrder],
    *,
    on: str | None,
    results: Path | None,
    failed: Callable[[str, CannotLook], None],
) -> Iterator[tuple[Shelved, Parts]]:
    """Each film as it is ready, in any order; ``failed`` is told the key of what cannot be read.

    ``on``: as ``cluster.pool_at``. ``results``: a folder that every worker sees; a result lies
    there until the film after it is asked for, so what was taken is done with. A folder of this
    run without it.
    """
    version = f"{FORMAT} {constants_digest('secondtake.comparing.copies')}"
    with closing(Workers(on, results)) as workers:
        for outcome in workers.map(describe_film, orders, version=version):
            if isinstance(outcome.error, CannotLook):
                failed(outcome.item.key, outcome.error)
            else:
                yield _unpacked(outcome.result())


def _unpacked(data: bytes) -> tuple[Shelved, Parts]:
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as held:
            about = json.loads(held["about"].tobytes().decode("utf-8"))
            return Shelved(**about), {name: held[name] for name in PARTS}
    except (ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise EvidenceDamaged(
            "A worker's description of a film cannot be read.",
            advice="Every machine must run the same version of Second Take.",
        ) from error
