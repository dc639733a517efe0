"""The archive's folder: one file a film, written whole or not at all, named by its digest."""

from __future__ import annotations

import io
import itertools
import json
import os
import time
import uuid
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondtake.comparing.copies import FilmDescriptors, ReferenceFilm, reference_film
from secondtake.errors import CaseUnusable, CaseUnwritable, EvidenceDamaged, InputMissing

__all__ = ["FORMAT", "Shelf", "Shelved"]

FORMAT = "secondtake-archive-2"
"""Another table of words is another format: words of two tables never match."""
QUALITY = 85
"""JPEG quality of the strip: about 25 kB a second of film."""
STALE_SECONDS = 24 * 3600
"""An unfinished file older than this was left by a writer that died."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelved:
    """What an archive says of one film; ``path`` is where the original was when it was added."""

    digest: str
    name: str
    path: str
    seconds: float
    width: int
    height: int
    frames: int
    features: int


class Shelf:
    """Films in a folder. Any number of processes may read and add at the same time.

    A film's file appears by one rename, so a writer that is killed leaves nothing half done, and
    two writers of one film write the same.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.films = folder / "films"

    @classmethod
    def opened(cls, folder: Path, *, new: bool = False) -> Shelf:
        """The archive in a folder; with ``new`` made when the folder is empty or not there.

        Raises ``InputMissing`` when there is none, ``CaseUnusable`` when the folder holds
        something else or another format.
        """
        shelf = cls(folder)
        mark = folder / "archive.json"
        if not mark.is_file():
            if not new:
                raise InputMissing(
                    f"{folder} is no archive.", advice="Make one with: secondtake archive add."
                )
            if folder.is_dir() and any(folder.iterdir()) and not shelf.films.is_dir():
                raise CaseUnusable(
                    f"{folder} holds other files.", advice="Give a new or an empty folder."
                )
            shelf._made()
        try:
            said = json.loads(mark.read_text(encoding="utf-8")).get("format")
        except (OSError, ValueError, AttributeError) as error:
            raise CaseUnusable(
                f"The archive's mark {mark.name} cannot be read.", advice="Rebuild the archive."
            ) from error
        if said != FORMAT:
            raise CaseUnusable(
                f"The archive is of the format {said!r}, not {FORMAT!r}.",
                advice="Add the films to a new archive with this version.",
            )
        return shelf

    def _made(self) -> None:
        try:
            self.films.mkdir(parents=True, exist_ok=True)
            self.write(self.folder / "archive.json", json.dumps({"format": FORMAT}).encode())
        except OSError as error:
            raise _unwritable(self.folder) from error

    def write(self, path: Path, data: bytes) -> None:
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
            raise _unwritable(self.folder) from error

    def sweep(self) -> None:
        """Remove what writers that died left behind."""
        for left in self.films.glob(".*.unfinished"):
            if time.time() - left.stat().st_mtime > STALE_SECONDS:
                left.unlink(missing_ok=True)

    def digests(self) -> tuple[str, ...]:
        """Every film's digest, sorted."""
        return tuple(sorted(p.stem for p in self.films.glob("*.npz")))

    def put(self, digest: str, path: Path, film: FilmDescriptors) -> Shelved:
        """Shelve a film; one that is there is replaced by what is the same."""
        kept = reference_film(film)
        shelved = Shelved(
            digest=digest,
            name=path.name,
            path=str(path.absolute()),
            seconds=round(film.end, 3),
            width=film.size[0],
            height=film.size[1],
            frames=len(film.seconds),
            features=len(kept.words),
        )
        pictures, starts = _packed(film.strip)
        held = io.BytesIO()
        np.savez(
            held,
            about=np.frombuffer(json.dumps(asdict(shelved)).encode("utf-8"), np.uint8),
            seconds=kept.seconds,
            first=kept.first,
            places=kept.places,
            words=kept.words,
            signatures=kept.signatures,
            strip=pictures,
            strip_starts=starts,
        )
        self.write(self.films / f"{digest}.npz", held.getvalue())
        return shelved

    def shelved(self, digest: str) -> Shelved:
        """What the archive says of a film."""
        with _opened(self.films / f"{digest}.npz") as held:
            return Shelved(**json.loads(_read(held, "about", digest).tobytes().decode("utf-8")))

    def film(self, digest: str) -> ReferenceFilm:
        """A film's words and places."""
        with _opened(self.films / f"{digest}.npz") as held:
            parts = ("seconds", "first", "places", "words", "signatures")
            return ReferenceFilm(**{part: _read(held, part, digest) for part in parts})

    def strip(self, digest: str) -> NDArray[np.uint8]:
        """A film's strip, uint8 (n, h, w)."""
        import cv2

        with _opened(self.films / f"{digest}.npz") as held:
            pictures = _read(held, "strip", digest)
            starts = _read(held, "strip_starts", digest)
        if len(starts) < 2:
            return np.zeros((0, 8, 8), np.uint8)
        pairs = itertools.pairwise(starts.tolist())
        grays = [cv2.imdecode(pictures[a:b], cv2.IMREAD_GRAYSCALE) for a, b in pairs]
        return np.stack([np.asarray(gray, np.uint8) for gray in grays])

    def all_shelved(self) -> Iterator[Shelved]:
        """Every film, by digest."""
        for digest in self.digests():
            yield self.shelved(digest)

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
            raise _unwritable(self.folder) from error

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
                advice="Mend or remove dismissed.jsonl in the archive's folder.",
            ) from error


def _packed(strip: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """The strip as JPEGs one after the other, and where each begins (one more than pictures)."""
    import cv2

    flags = [cv2.IMWRITE_JPEG_QUALITY, QUALITY]
    parts = [cv2.imencode(".jpg", picture, flags)[1].ravel() for picture in strip]
    starts = np.concatenate([[0], np.cumsum([len(p) for p in parts])]).astype(np.int64)
    return np.concatenate([*parts, np.zeros(0, np.uint8)]), starts


def _opened(path: Path) -> Any:
    try:
        return np.load(path, allow_pickle=False)
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise _damaged(path.stem) from error


def _read(held: Any, part: str, digest: str) -> NDArray[Any]:
    try:
        array: NDArray[Any] = held[part]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise _damaged(digest) from error
    return array


def _damaged(digest: str) -> EvidenceDamaged:
    return EvidenceDamaged(
        f"The archive's file of film {digest[:12]} is damaged.",
        advice="Remove it from the folder films/ and add the film again.",
    )


def _unwritable(folder: Path) -> CaseUnwritable:
    return CaseUnwritable(
        f"The archive {folder} cannot be written.", advice="Check permission and free space."
    )
