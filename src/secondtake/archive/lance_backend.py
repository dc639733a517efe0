"""The shelf on LanceDB, a folder or object storage by URL: one row a film, a column a part.

Adding is an append, which LanceDB commits whole or not at all and which never conflicts with
another writer's; two rows of one film, from two writers at once, count as one.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import numpy as np

from secondtake.archive import storage_backend
from secondtake.archive.film_columns import PARTS
from secondtake.archive.storage_backend import FORMAT, Parts, Shelved
from secondtake.errors import (
    CaseUnusable,
    CaseUnwritable,
    EvidenceDamaged,
    PluginUnavailable,
    SettingInvalid,
)
from secondtake.own_folder import require_plain

__all__ = ["Lance"]

SCHEMES = ("file", "s3", "gs", "az")
SCRAPS = 32
"""Pieces of a table, one from each film added, from which on they are put together."""
OLD = timedelta(days=1)
"""How long versions are kept that nothing but a running reader needs."""
FEW = 8
"""Films read at once: what bounds the memory."""
MEND = "Remove the film's row or make the archive again from the originals."
CONFLICT = "commit conflict"
"""What LanceDB's error says when two writers' changes do not go together."""
FOREIGN = (OSError, RuntimeError, ValueError)
"""What LanceDB raises."""


class Lance:
    """Tables ``films`` (digest, about, checks and a column for each part) and ``dismissed``.

    A part is an array in NumPy's own format, with its CRC-32 in ``checks``: LanceDB has no check
    of its own that bytes are as they were written.
    """

    def __init__(self, place: str, base: Any, films: Any) -> None:
        self.place = place
        self.cache = _cache(place)
        self._base = base
        self._films = films

    @classmethod
    def opened(cls, place: str, *, new: bool = False) -> Lance:
        """The archive at a path or URL; with ``new`` made when there is none.

        LanceDB opens its files by path; a folder of this machine is looked at before, and refused
        with ``FolderUnsafe`` when it holds a link or a special file.
        """
        local = None if "://" in place else Path(place)
        folder = local or _of_file_url(place)
        if local is None and place.partition("://")[0] not in SCHEMES:
            raise SettingInvalid(
                f"No archive can be kept at {place}.",
                advice=f"Give a folder, or a URL that begins with {', '.join(SCHEMES)} and ://.",
            )
        if local is not None and not (local / "films.lance").is_dir():
            if not new:
                raise storage_backend.missing(place)
            if local.is_dir() and any(local.iterdir()):
                raise storage_backend.occupied(place)
        if folder is not None:
            require_plain(folder, None, what="an archive")
        base, films = _tables(place, new)
        said = (films.schema.metadata or {}).get(b"format", b"").decode("utf-8", "replace")
        if said != FORMAT:
            raise storage_backend.refused(said)
        return cls(place, base, films)

    def sweep(self) -> None:
        """Put the pieces of many additions together, once there are many."""
        if self._films.stats()["fragment_stats"]["num_fragments"] < SCRAPS:
            return
        try:
            with self._writing():
                self._films.optimize(cleanup_older_than=OLD)
        except CaseUnwritable as error:
            # Another writer was quicker: what it wrote stands, and a later addition sweeps.
            if CONFLICT not in str(error.__cause__):
                raise

    def digests(self) -> tuple[str, ...]:
        """Every film's digest, sorted."""
        return tuple(sorted({row["digest"] for row in self._rows(["digest"])}))

    def holds(self, digest: str) -> bool:
        """Whether the film is there."""
        with self._reading():
            return bool(self._films.count_rows(_named([digest])))

    def put(self, shelved: Shelved, parts: Parts) -> None:
        """Shelve a film; one that is there is replaced."""
        import pyarrow

        packed = {name: _packed(array) for name, array in parts.items()}
        about = json.dumps(asdict(shelved), sort_keys=True)
        checks = {name: zlib.crc32(data) for name, data in packed.items()}
        checks["about"] = zlib.crc32(about.encode("utf-8"))
        row = {"digest": shelved.digest, "about": about, "checks": json.dumps(checks), **packed}
        with self._writing():
            table = pyarrow.table({k: [v] for k, v in row.items()}, schema=self._films.schema)
            if not self.holds(shelved.digest):
                self._films.add(table)
            else:
                self._films.merge_insert("digest").when_matched_update_all().execute(table)

    def shelved(self, digests: Sequence[str]) -> Iterator[Shelved]:
        """What is said of each of the films, in the order asked."""
        for digest, row in self._found(digests, ["about"]):
            try:
                yield Shelved(**json.loads(_checked(row, "about", row["about"].encode("utf-8"))))
            except (ValueError, TypeError) as error:
                raise storage_backend.damaged(digest, MEND) from error

    def read(self, digests: Sequence[str], names: Sequence[str]) -> Iterator[Parts]:
        """The named parts of each of the films, in the order asked."""
        for digest, row in self._found(digests, names):
            try:
                yield {
                    name: np.load(io.BytesIO(_checked(row, name, row[name])), allow_pickle=False)
                    for name in names
                }
            except (ValueError, TypeError, EOFError) as error:
                raise storage_backend.damaged(digest, MEND) from error

    def size(self) -> int:
        """Bytes the films take."""
        with self._reading():
            return int(self._films.stats()["total_bytes"])

    def dismiss(self, query: str, reference: str) -> None:
        """Note that two digests are no evidence together."""
        import pyarrow

        with self._writing():
            row = pyarrow.table({"query": [query], "reference": [reference]})
            notes = self._base.create_table("dismissed", schema=row.schema, exist_ok=True)
            notes.add(row)

    def dismissed(self) -> frozenset[tuple[str, str]]:
        """Pairs of digests, query and film, that somebody noted as no evidence."""
        with self._reading():
            if "dismissed" not in self._base.list_tables().tables:
                return frozenset()
            notes = self._base.open_table("dismissed").to_arrow().to_pylist()
        return frozenset((note["query"], note["reference"]) for note in notes)

    def _found(
        self, digests: Sequence[str], names: Sequence[str]
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """A row of each film, in the order asked; of two rows of one film always the same."""
        for first in range(0, len(digests), FEW):
            asked = digests[first : first + FEW]
            rows: dict[str, dict[str, Any]] = {}
            for row in self._rows(["digest", "checks", *names], asked):
                other = rows.get(row["digest"])
                if other is None or row["checks"] < other["checks"]:
                    rows[row["digest"]] = row
            for digest in asked:
                if digest not in rows:
                    raise storage_backend.damaged(digest, MEND)
                yield digest, rows.pop(digest)

    def _rows(self, names: Sequence[str], digests: Sequence[str] = ()) -> Iterator[dict[str, Any]]:
        with self._reading():
            asked = self._films.search().select(list(names))
            if digests:
                asked = asked.where(_named(digests))
            for batch in asked.to_batches(batch_size=8):
                yield from batch.to_pylist()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except FOREIGN as error:
            if "://" in self.place:
                raise _unreached(self.place) from error
            raise EvidenceDamaged(
                f"The archive {self.place} cannot be read as it was written.",
                advice="Make it again: add the originals to a new archive.",
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except FOREIGN as error:
            raise storage_backend.unwritable(self.place) from error


def _tables(place: str, new: bool) -> tuple[Any, Any]:
    """The base and its table of films, always read as it is now."""
    try:
        import lancedb
        import pyarrow
    except ImportError as error:
        raise PluginUnavailable(
            f"The archive {place} is kept on LanceDB, which is not installed.",
            advice='Install it: pip install "secondtake[archive]"',
        ) from error
    text, data = pyarrow.string(), pyarrow.large_binary()
    fields = [("digest", text), ("about", text), ("checks", text), *((n, data) for n in PARTS)]
    schema = pyarrow.schema(fields, metadata={"format": FORMAT})
    for last in (False, True):
        try:
            base = lancedb.connect(place, read_consistency_interval=timedelta(0))
            if "films" in base.list_tables().tables:
                return base, base.open_table("films")
            if new:
                return base, base.create_table("films", schema=schema, exist_ok=True)
        except FOREIGN as error:
            # Another process may have been making the table: a second look finds it made.
            if last or not new:
                raise _unreached(place) from error
    raise storage_backend.missing(place)


def _unreached(place: str) -> CaseUnusable:
    return CaseUnusable(
        f"The archive {place} could not be reached or read.",
        advice="Check the name, the permission and, for a URL, the network and its credentials.",
    )


def _cache(place: str) -> Path:
    """Beside the tables, or for a URL in the user's folder for caches."""
    if "://" not in place:
        return Path(place) / "index"
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    key = hashlib.sha256(place.encode("utf-8")).hexdigest()[:16]
    return caches / "secondtake" / "archives" / key


def _of_file_url(place: str) -> Path | None:
    address = urlsplit(place)
    return Path(unquote(address.path)) if address.scheme == "file" else None


def _named(digests: Sequence[str]) -> str:
    """The condition that picks the films; a key is made of letters, digits and a dot only."""
    quoted = ", ".join(f"'{''.join(c for c in d if c.isalnum() or c == '.')}'" for d in digests)
    return f"digest IN ({quoted})"


def _packed(array: Any) -> bytes:
    held = io.BytesIO()
    np.save(held, array, allow_pickle=False)
    return held.getvalue()


def _checked(row: dict[str, Any], name: str, data: bytes) -> bytes:
    """The bytes, if they are those that were written; raises ``ValueError``."""
    if json.loads(row["checks"]).get(name) != zlib.crc32(data):
        raise ValueError(name)
    return data
