"""The default shelf, a folder: one file a film, written whole or not at all, named by digest."""

from __future__ import annotations

import io
import json
import os
import time
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondtake.archive import storage_backend
from secondtake.archive.storage_backend import FORMAT, Parts, Shelved
from secondtake.errors import CaseUnusable, EvidenceDamaged

__all__ = ["Folder"]

STALE_SECONDS = 24 * 3600
"""An unfinished file older than this was left by a writer that died."""
MEND = "Remove its file from the folder films/ and add the film again."


class Folder:
    """A film's file appears by one rename, so a writer that is killed leaves nothing half done."""

    def __init__(self, folder: Path) -> None:
        self.place = str(folder)
        self.folder = folder
        self.films = folder / "films"
        self.cache = folder / "index"

    @classmethod
    def opened(cls, folder: Path, *, new: bool = False) -> Folder:
        """The archive in a folder; with ``new`` made when the folder is empty or not there.

        Raises ``InputMissing`` when there is none, ``CaseUnusable`` when the folder holds
        something else or another format.
        """
        found = cls(folder)
        mark = folder / "archive.json"
        if not mark.is_file():
            if not new:
                raise storage_backend.missing(found.place)
            if folder.is_dir() and any(folder.iterdir()) and not found.films.is_dir():
                raise storage_backend.occupied(found.place)
            found._made()
        try:
            said = json.loads(mark.read_text(encoding="utf-8")).get("format")
        except (OSError, ValueError, AttributeError) as error:
            raise CaseUnusable(
                f"The archive's format file {mark.name} cannot be read.",
                advice="Rebuild the archive.",
            ) from error
        if said != FORMAT:
            raise storage_backend.refused(said)
        return found

    def _made(self) -> None:
        try:
            self.films.mkdir(parents=True, exist_ok=True)
            self._write(self.folder / "archive.json", json.dumps({"format": FORMAT}).encode())
        except OSError as error:
            raise storage_backend.unwritable(self.place) from error

    def _write(self, path: Path, data: bytes) -> None:
        """Put bytes at a path by one rename, after they are on the disk."""
        waiting = path.with_name(f".{uuid.uuid4().hex}.unfinished")
        try:
            with waiting.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            waiting.replace(path)
        except OSError as error:
            waiting.unlink(missing_ok=True)
            raise storage_backend.unwritable(self.place) from error

    def sweep(self) -> None:
        """Remove what writers that died left behind."""
        for left in self.films.glob(".*.unfinished"):
            try:
                old = time.time() - left.stat().st_mtime > STALE_SECONDS
            except FileNotFoundError:
                # Its writer, who is alive, has just finished it.
                continue
            if old:
                left.unlink(missing_ok=True)

    def digests(self) -> tuple[str, ...]:
        """Every film's digest, sorted."""
        return tuple(sorted(p.stem for p in self.films.glob("*.npz")))

    def holds(self, digest: str) -> bool:
        """Whether the film is there."""
        return self._of(digest).is_file()

    def put(self, shelved: Shelved, parts: Parts) -> None:
        """Shelve a film; one that is there is replaced."""
        about = np.frombuffer(json.dumps(asdict(shelved)).encode("utf-8"), np.uint8)
        entries: dict[str, Any] = {"about": about, **parts}
        held = io.BytesIO()
        np.savez(held, **entries)
        self._write(self._of(shelved.digest), held.getvalue())

    def shelved(self, digests: Sequence[str]) -> Iterator[Shelved]:
        """What is said of each of the films, in the order asked."""
        for digest, parts in zip(digests, self.read(digests, ["about"]), strict=True):
            try:
                yield Shelved(**json.loads(parts["about"].tobytes().decode("utf-8")))
            except (ValueError, TypeError) as error:
                raise storage_backend.damaged(digest, MEND) from error

    def read(self, digests: Sequence[str], names: Sequence[str]) -> Iterator[Parts]:
        """The named parts of each of the films, in the order asked."""
        for digest in digests:
            try:
                with np.load(self._of(digest), allow_pickle=False) as held:
                    yield {name: _array(held, name) for name in names}
            except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
                raise storage_backend.damaged(digest, MEND) from error

    def size(self) -> int:
        """Bytes the films take."""
        return sum(path.stat().st_size for path in self.films.glob("*.npz"))

    def dismiss(self, query: str, reference: str) -> None:
        """Note that two digests are no evidence together."""
        line = json.dumps({"query": query, "reference": reference}) + "\n"
        try:
            # One short write in append mode is whole even beside another writer's.
            handle = os.open(
                self.folder / "dismissed.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644
            )
            try:
                os.write(handle, line.encode("utf-8"))
            finally:
                os.close(handle)
        except OSError as error:
            raise storage_backend.unwritable(self.place) from error

    def dismissed(self) -> frozenset[tuple[str, str]]:
        """Pairs of digests, query and film, that somebody noted as no evidence."""
        try:
            lines = (self.folder / "dismissed.jsonl").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return frozenset()
        try:
            notes = [json.loads(line) for line in lines]
            return frozenset((note["query"], note["reference"]) for note in notes)
        except (ValueError, KeyError, TypeError) as error:
            raise EvidenceDamaged(
                "The archive's list of dismissed pairs is damaged.",
                advice="Repair or remove dismissed.jsonl in the archive's folder.",
            ) from error

    def _of(self, digest: str) -> Path:
        return self.films / f"{digest}.npz"


def _array(held: Any, name: str) -> NDArray[Any]:
    array: NDArray[Any] = held[name]
    return array
