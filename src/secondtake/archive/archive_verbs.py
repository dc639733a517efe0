"""The archive's verbs: add, search, info, dismiss, rebuild."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from secondtake.archive.backend_choice import is_address, opened
from secondtake.archive.film_columns import kept
from secondtake.archive.film_description import described, digest_of
from secondtake.archive.film_tasks import FilmOrder, films_described
from secondtake.archive.search_index import forgotten, indexed, key_of
from secondtake.archive.search_tasks import (
    SearchOrder,
    appearances,
    search_film,
    searching_version,
)
from secondtake.archive.storage_backend import FORMAT
from secondtake.cluster import Workers
from secondtake.cluster.progress import Progress, Stage, quiet
from secondtake.comparing.copies.shared_stretches import OPERATING_POINT
from secondtake.errors import CannotLook, InputInvalid
from secondtake.model.enums import ArchivedFilmState, ProgressUnit
from secondtake.model.film_key import exhibit_of, film_key, picture_name, stream_of
from secondtake.model.json_output import Added, Appearance, ArchiveShape, DismissedPair, Found
from secondtake.viewing import picture_numbers

__all__ = ["OPERATING_POINT", "add", "dismiss", "info", "rebuild", "search"]

Failed = Callable[[Path, CannotLook], None]
"""Told of a file that could not be looked at; without one the error is raised."""


def add(
    archive: str | Path,
    files: Sequence[str | Path],
    *,
    coarse: bool = False,
    failed: Failed | None = None,
    on: str | None = None,
    results: str | Path | None = None,
    decode_minutes: float | None = None,
    progress: Progress = quiet,
) -> list[Added]:
    """Add films; each gives ``{"file", "digest", "state"}``, state ``added`` or ``present``.

    Every moving picture of a file is a film: further ones have their number behind the name and
    the digest. A film is known by its bytes: adding it again, or after a run was killed, does only
    what is left. ``coarse``: at three times the speed and half the detail, for archives of
    thousands of hours; crops and small pictures are found less surely.

    ``on``: who describes them, the cores of this machine by default; ``local:N`` N processes of
    it, ``tcp://127.0.0.1:PORT`` or ``tls://HOST:PORT`` the workers of a Dask scheduler.
    ``results``: a folder that such workers see. ``decode_minutes``: as ``viewing.decode_limit``.
    ``progress``: told of films done and of how many there are.

    Raises ``InputMissing`` for a file that is not there, and what ``described`` raises for one
    that cannot be decoded, unless ``failed`` takes it.
    """
    shelf = opened(archive, new=True)
    shelf.sweep()
    named: list[tuple[str, str]] = []
    orders: dict[str, FilmOrder] = {}
    for path in map(Path, files):
        digest = digest_of(path)
        for stream in picture_numbers(path):
            key = film_key(digest, stream)
            named.append((picture_name(str(path), stream), key))
            if not shelf.holds(key):
                orders[key] = FilmOrder(
                    path=str(path.absolute()),
                    key=key,
                    coarse=coarse,
                    decode_minutes=decode_minutes,
                )
    lost: dict[str, CannotLook] = {}

    def set_aside(key: str, error: CannotLook) -> None:
        if failed is None:
            raise error
        lost[key] = error

    folder = None if results is None else Path(results)
    waiting = films_described(orders.values(), on=on, results=folder, failed=set_aside)
    for number, (shelved, parts) in enumerate(waiting):
        shelf.put(shelved, parts)
        progress(Stage("Describing films", ProgressUnit.FILM), number + 1 + len(lost), len(orders))
    return list(_added(named, set(orders), lost, failed))


def _added(
    named: Sequence[tuple[str, str]],
    wanted: set[str],
    lost: dict[str, CannotLook],
    failed: Failed | None,
) -> Iterator[Added]:
    """What became of each film, in the order in which they were given."""
    for file, key in named:
        if failed is not None and key in lost:
            failed(Path(file), lost[key])
            continue
        new = key in wanted
        wanted.discard(key)  # given twice, it was added once
        state = ArchivedFilmState.ADDED if new else ArchivedFilmState.PRESENT
        yield {"file": file, "digest": key, "state": state}


def search(
    archive: str | Path,
    files: Sequence[str | Path],
    *,
    all: bool = False,
    failed: Failed | None = None,
    on: str | None = None,
    results: str | Path | None = None,
    decode_minutes: float | None = None,
    progress: Progress = quiet,
) -> list[Found]:
    """Where pieces of the files are in the archive, the surest of each file first.

    Each is ``{"query", "reference", "query_start", "query_end", "reference_start",
    "reference_end", "score", "edits", "sound", "common"}``: file names, seconds, a score of 0 to 1,
    edits in words, whether the sound ``agrees``, ``differs`` or ``cannot say``. By default those
    at or above ``OPERATING_POINT`` that nobody dismissed; with ``all``
    every candidate. An empty list: all files were looked at and nothing was found.

    ``failed``, ``on``, ``results``, ``decode_minutes``, ``progress``: as in ``add``; each worker
    opens the archive by the same name.
    """
    shelf = opened(archive)
    digests, _ = indexed(shelf)  # made once, before workers load it
    dismissed = shelf.dismissed()
    orders = [
        SearchOrder(
            archive=str(archive) if is_address(archive) else str(Path(archive).absolute()),
            films=key_of(digests),
            path=str(path.absolute()),
            key=film_key(digest, stream),
            decode_minutes=decode_minutes,
        )
        for path in map(Path, files)
        for digest in [digest_of(path)]
        for stream in picture_numbers(path)
    ]
    found: dict[SearchOrder, list[tuple[str, Appearance]]] = {}
    lost: dict[SearchOrder, CannotLook] = {}
    with closing(Workers(on, None if results is None else Path(results))) as workers:
        waiting = workers.map(search_film, dict.fromkeys(orders), version=searching_version())
        for number, outcome in enumerate(waiting, 1):
            progress(Stage("Searching for films", ProgressUnit.FILM), number, len(orders))
            if outcome.error is None:
                found[outcome.item] = appearances(outcome.result())
            elif failed is None or not isinstance(outcome.error, CannotLook):
                raise outcome.error
            else:
                lost[outcome.item] = outcome.error
    out: list[Found] = []
    for order in orders:
        path, stream = Path(order.path), stream_of(order.key)
        if failed is not None and order in lost:
            failed(_named(path, stream), lost[order])
        for reference, row in found.get(order, ()):
            known = (exhibit_of(order.key), reference) in dismissed
            if all or (row["score"] >= OPERATING_POINT and not known):
                out.append({"query": picture_name(path.name, stream), **row})
    return out


def info(archive: str | Path) -> ArchiveShape:
    """The archive's format, its films (name, digest, seconds, where the original was), totals."""
    shelf = opened(archive)
    films = sorted(shelf.shelved(shelf.digests()), key=lambda f: (f.name, f.digest))
    return {
        "format": FORMAT,
        "films": [
            {"name": f.name, "digest": f.digest, "seconds": f.seconds, "path": f.path}
            for f in films
        ],
        "seconds": round(sum(f.seconds for f in films), 3),
        "frames": sum(f.frames for f in films),
        "features": sum(f.features for f in films),
        "bytes": shelf.size(),
    }


def dismiss(archive: str | Path, query: str | Path, reference: str) -> DismissedPair:
    """Note that a query file and an archived film, by name or digest, are no evidence together.

    Gives both digests. The note is appended and stays: the pair is left out of every later search.
    Raises ``InputInvalid`` where no film, or more than one, is called so.
    """
    shelf = opened(archive)
    called = [f.digest for f in shelf.shelved(shelf.digests()) if reference in (f.name, f.digest)]
    if len(called) != 1:
        raise InputInvalid(
            f"{len(called) or 'No'} films in the archive are called {reference}.",
            advice="Give the SHA-256 that `archive info --json` lists.",
        )
    pair: DismissedPair = {"query": digest_of(Path(query)), "reference": called[0]}
    shelf.dismiss(**pair)
    return pair


def rebuild(
    archive: str | Path, *, coarse: bool = False, failed: Failed | None = None
) -> list[Added]:
    """Describe every film again from its original, where that still lies with the same bytes.

    ``coarse`` as in ``add``, whatever the films were added with. Each film gives ``{"file",
    "digest", "state"}``: ``rebuilt``, ``changed`` or ``missing``; ``added`` for a further moving
    picture that the archive did not hold.
    """
    shelf = opened(archive)
    out: list[Added] = []
    for film in list(shelf.shelved(shelf.digests())):
        path = Path(film.path)
        state = ArchivedFilmState.MISSING
        if path.is_file():
            state = ArchivedFilmState.CHANGED
            if digest_of(path) == exhibit_of(film.digest):
                stream = stream_of(film.digest)
                try:
                    shelf.put(
                        *kept(film.digest, path, described(path, coarse=coarse, stream=stream))
                    )
                except CannotLook as error:
                    if failed is None:
                        raise
                    failed(_named(path, stream), error)
                    continue
                state = ArchivedFilmState.REBUILT
        out.append(
            {
                "file": picture_name(film.path, stream_of(film.digest)),
                "digest": film.digest,
                "state": state,
            }
        )
        if state == ArchivedFilmState.REBUILT and stream_of(film.digest) == 1:
            # Up to version 0.3 only the picture that players show was added.
            again = add(archive, [path], coarse=coarse, failed=failed)
            out += [one for one in again if one["state"] == ArchivedFilmState.ADDED]
    forgotten(shelf)
    return out


def _named(path: Path, stream: int) -> Path:
    return path.with_name(picture_name(path.name, stream))
