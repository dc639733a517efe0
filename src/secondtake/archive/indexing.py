"""The archive's index: all films' words in one, kept beside the films and made again at need."""

from __future__ import annotations

import hashlib
import shutil
import uuid
from pathlib import Path

import numpy as np

from secondtake.archive.shelf import FORMAT, Shelf
from secondtake.comparing.copies import FilmIndex, WordIndex, film_index

__all__ = ["indexed"]

_WORDS = ("starts", "signatures", "frames", "places", "weight")


def indexed(shelf: Shelf) -> tuple[tuple[str, ...], FilmIndex]:
    """The digests of all films and the index whose film i is digest i.

    The index is a cache named by what it was made from: it is never the truth, and two processes
    that make it at once make the same.
    """
    digests = shelf.digests()
    key = hashlib.sha256("\n".join((FORMAT, *digests)).encode()).hexdigest()[:32]
    folder = shelf.folder / "index" / key
    if not folder.is_dir():
        _made(shelf, digests, folder)
    return digests, _loaded(folder, len(digests))


def _made(shelf: Shelf, digests: tuple[str, ...], folder: Path) -> None:
    index = film_index([shelf.film(digest) for digest in digests])
    waiting = folder.with_name(f".{uuid.uuid4().hex}.unfinished")
    waiting.mkdir(parents=True)
    for name in _WORDS:
        np.save(waiting / f"{name}.npy", getattr(index.words, name))
    np.save(waiting / "owner.npy", index.owner)
    np.save(waiting / "seconds.npy", index.seconds)
    try:
        waiting.rename(folder)
    except OSError:
        # Another process has put the same index there first.
        shutil.rmtree(waiting, ignore_errors=True)
    for old in folder.parent.iterdir():
        if old.name != folder.name and not old.name.startswith("."):
            shutil.rmtree(old, ignore_errors=True)


def _loaded(folder: Path, count: int) -> FilmIndex:
    """The index with its large arrays left on the disk until they are read."""
    words = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _WORDS}
    return FilmIndex(
        count=count,
        words=WordIndex(**words),
        owner=np.load(folder / "owner.npy"),
        seconds=np.load(folder / "seconds.npy"),
    )
