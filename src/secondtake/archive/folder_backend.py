"""The default shelf, a folder: one file a film, written whole or not at all, named by digest."""

from __future__ import annotations

import io
import json
import re
import time
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
from secondtake.own_folder import PART, OwnFolder, require_plain

__all__ = ["Folder"]

STALE_SECONDS = 24 * 3600
"""An unfinished file older than this was left by a writer that died."""
KNOWN = re.compile(
    r"""
    archive\.json | dismissed\.jsonl | \.part-[^/]+ | \.[0-9a-f]{32}\.unfinished
    | films/([0-9a-f]{64}(\.\d+)?\.npz|\.part-[^/]+|\.[0-9a-f]{32}\.unfinished)?
    | index/((\.[0-9a-f]{32}\.unfinished|[0-9a-f]{32})/([a-z]+\.npy)?)?
    """,
    re.VERBOSE,
)
"""Every name that an archive's folder has, and those that a killed writer leaves."""
MARK, DISMISSED, FILMS = "archive.json", "dismissed.jsonl", "films"
MEND = "Remove its file from the folder films/ and add the film again."


class Folder:
    """A film's file appears by one rename, so a writer that is killed leaves nothing half done."""

    def __init__(self, folder: Path) -> None:
        self.place = str(folder)
        self.folder = folder
        self.files = OwnFolder(folder)
        self.cache = folder / "index"

    @classmethod
    def opened(cls, folder: Path, *, new: bool = False) -> Folder:
        """The archive in a folder; with ``new`` made when the folder is empty or not there.

        Raises ``InputMissing`` when there is none, ``CaseUnusable`` when the folder holds
        something else or another format, ``FolderUnsafe`` when it holds links, special files or
        what belongs to no archive; then nothing was written.
        """
        found = cls(folder)
        there = found.files.is_marked(MARK)
        if not there and not new:
            raise storage_backend.missing(found.place)
        if not there and folder.exists() and not found._begun():
            raise storage_backend.occupied(found.place)
        require_plain(folder, KNOWN, what="an archive")
        if not there:
            found._made()
        try:
            said = json.loads(found.files.read(MARK)).get("format")
        except (OSError, ValueError, AttributeError) as error:
            raise CaseUnusable(
                f"The archive's format file {MARK} cannot be read.",
                advice="Rebuild the archive.",
            ) from error
        if said != FORMAT:
            raise storage_backend.refused(said)
        return found

    def _begun(self) -> bool:
        """Whether there is nothing but what the first write of an archive, killed, leaves."""
        if not self.folder.is_dir():
            return False
        names = [name for name in self.files.names() if not _is_unfinished(name)]
        return names in ([], [FILMS]) and all(map(self.files.has_folder, names))

    def _made(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.files.make(FILMS)
            self.files.put(MARK, json.dumps({"format": FORMAT}).encode())
        except OSError as error:
            raise storage_backend.unwritable(self.place) from error

    def sweep(self) -> None:
        """Remove what writers that died left behind."""
        for left in filter(_is_unfinished, self.files.names(FILMS)):
            name = f"{FILMS}/{left}"
            facts = self.files.facts(name)
            # None: its writer, who is alive, has just finished it.
            if facts is not None and time.time() - facts.st_mtime > STALE_SECONDS:
                self.files.remove(name)

    def digests(self) -> tuple[str, ...]:
        """Every film's digest, sorted."""
        names = (name for name in self.files.names(FILMS) if name.endswith(".npz"))
        return tuple(sorted(name.removesuffix(".npz") for name in names))

    def holds(self, digest: str) -> bool:
        """Whether the film is there."""
        return self.files.has_file(_of(digest))

    def put(self, shelved: Shelved, parts: Parts) -> None:
        """Shelve a film; one that is there is replaced."""
        about = np.frombuffer(json.dumps(asdict(shelved)).encode("utf-8"), np.uint8)
        entries: dict[str, Any] = {"about": about, **parts}
        held = io.BytesIO()
        np.savez(held, **entries)
        try:
            self.files.put(_of(shelved.digest), held.getvalue())
        except OSError as error:
            raise storage_backend.unwritable(self.place) from error

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
                with (
                    self.files.open(_of(digest)) as file,
                    np.load(file, allow_pickle=False) as held,
                ):
                    yield {name: _array(held, name) for name in names}
            except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
                raise storage_backend.damaged(digest, MEND) from error

    def size(self) -> int:
        """Bytes the films take."""
        facts = (self.files.facts(_of(digest)) for digest in self.digests())
        return sum(found.st_size for found in facts if found is not None)

    def dismiss(self, query: str, reference: str) -> None:
        """Note that two digests are no evidence together."""
        line = json.dumps({"query": query, "reference": reference}) + "\n"
        try:
            # One short write in append mode is whole even beside another writer's.
            self.files.append(DISMISSED, line.encode("utf-8"))
        except OSError as error:
            raise storage_backend.unwritable(self.place) from error

    def dismissed(self) -> frozenset[tuple[str, str]]:
        """Pairs of digests, query and film, that somebody noted as no evidence."""
        try:
            lines = self.files.read(DISMISSED).decode("utf-8").splitlines()
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


def _of(digest: str) -> str:
    return f"{FILMS}/{digest}.npz"


def _is_unfinished(name: str) -> bool:
    return name.startswith(PART) or name.endswith(".unfinished")


def _array(held: Any, name: str) -> NDArray[Any]:
    array: NDArray[Any] = held[name]
    return array
