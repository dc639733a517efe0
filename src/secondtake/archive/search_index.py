"""The archive's index: all films' words in one, kept beside the films and made again at need."""

from __future__ import annotations

import hashlib
import shutil
import uuid
from pathlib import Path

import numpy as np

from secondtake.archive.film_columns import references
from secondtake.archive.storage_backend import FORMAT, Shelf
from secondtake.comparing.copies import FilmIndex, WordIndex, film_index

__all__ = ["forgotten", "indexed", "key_of"]

_WORDS = ("starts", "signatures", "frames", "places", "weight")


def indexed(shelf: Shelf) -> tuple[tuple[str, ...], FilmIndex]:
    """The digests of all films and the index whose film i is digest i.

    The index is a cache named by what it was made from: it is never the truth, and two processes
    that make it at once make the same. Where it cannot be kept it is made for this once.
    """
    digests = shelf.digests()
    folder = shelf.cache / key_of(digests)
    if not folder.is_dir():
        index = film_index(references(shelf, digests))
        if not _kept(index, folder):
            return digests, index
    return digests, _loaded(folder, len(digests))


def key_of(digests: tuple[str, ...]) -> str:
    """What names the index of these films: 32 hex digits."""
    return hashlib.sha256("\n".join((FORMAT, *digests)).encode()).hexdigest()[:32]


def forgotten(shelf: Shelf) -> None:
    """Remove the cache: what it was made from has changed."""
    shutil.rmtree(shelf.cache, ignore_errors=True)


def _kept(index: FilmIndex, folder: Path) -> bool:
    """Whether the index lies in the folder now; a disk that takes no more is no failure."""
    waiting = folder.with_name(f".{uuid.uuid4().hex}.unfinished")
    try:
        waiting.mkdir(parents=True)
        for name in _WORDS:
            np.save(waiting / f"{name}.npy", getattr(index.words, name))
        np.save(waiting / "owner.npy", index.owner)
        np.save(waiting / "seconds.npy", index.seconds)
        waiting.rename(folder)
    except OSError:
        # Another process has put the same index there first, or nothing can be written.
        shutil.rmtree(waiting, ignore_errors=True)
        return folder.is_dir()
    for old in folder.parent.iterdir():
        if old.name != folder.name and not old.name.startswith("."):
            shutil.rmtree(old, ignore_errors=True)
    return True


def _loaded(folder: Path, count: int) -> FilmIndex:
    """The index with its large arrays left on the disk until they are read."""
    words = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _WORDS}
    return FilmIndex(
        count=count,
        words=WordIndex(**words),
        owner=np.load(folder / "owner.npy"),
        seconds=np.load(folder / "seconds.npy"),
    )
