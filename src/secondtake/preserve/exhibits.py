"""A source to an exhibit: copied, hashed, its kind told, its origin written down."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from secondtake.errors import Unreadable
from secondtake.model.evidence import Exhibit
from secondtake.model.names import shown
from secondtake.preserve import platforms
from secondtake.preserve.copying import Kept, copy_in
from secondtake.preserve.kinds import media_type
from secondtake.preserve.sources import Source
from secondtake.preserve.warc import MEDIA_TYPE, warc

__all__ = ["Intake", "archived", "intake"]

MOST_PAGE_BYTES = 20_000_000
MOST_MEDIA_BYTES = 4_000_000_000
"""What an address or stdin may send; a file on this machine may have any size."""
PAGE_SECONDS = 90.0
MEDIA_SECONDS = 3600.0
"""Wall time an address may take in all: no page is read that slowly, a film may be long."""
GONE_STATUS = (404, 410)
"""What a server answers of something it no longer has; a refusal or a fault says nothing of it."""

_Detail = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The exhibit, and what the custody log has to say of how it came.

    ``archive`` is the web archive (WARC) of how a page was had; ``archived`` takes it in.
    ``about`` is what a video platform says of a film (JSON), as ``platforms.maker()`` had it.
    """

    exhibit: Exhibit
    detail: tuple[tuple[str, str], ...]
    archive: bytes | None = None
    about: bytes | None = None


def intake(source: Source, folder: Path, *, role: str, allow_private: bool = False) -> Intake:
    """Take one source into ``folder``, the evidence folder of a case.

    ``role`` (``page`` or ``footage``) sets how much an address may send. Raises ``Unreadable``,
    ``LimitExceeded`` or ``FetchFailed`` for what could not be had, ``AddressRefused`` for an
    address that is not asked.
    """
    most = MOST_PAGE_BYTES if role == "page" else MOST_MEDIA_BYTES
    detail = (("name", source.name),)
    if source.kind == "url":
        take = _page if role == "page" else _film
        return take(source, folder, detail, allow_private=allow_private)
    if source.kind == "stdin":
        kept = copy_in(sys.stdin.buffer, folder, max_bytes=most)
    else:
        kept = _file(Path(source.given), folder)
    return Intake(exhibit=_exhibit(source, kept), detail=detail)


def _page(source: Source, folder: Path, detail: _Detail, *, allow_private: bool) -> Intake:
    from secondtake.preserve.web import fetch

    fetched = fetch(
        source.given,
        folder,
        max_bytes=MOST_PAGE_BYTES,
        max_seconds=PAGE_SECONDS,
        allow_private=allow_private,
    )
    body = (folder / fetched.kept.digest[:2] / fetched.kept.digest).read_bytes()
    return Intake(
        exhibit=_exhibit(source, fetched.kept),
        detail=(*detail, *fetched.said),
        archive=warc(fetched.exchanges, body),
    )


def _film(source: Source, folder: Path, detail: _Detail, *, allow_private: bool) -> Intake:
    """The film at an address, or the one in the page there, where yt-dlp is installed."""
    from secondtake.preserve.web import NoFilm, Refused, fetch

    url = source.given
    try:
        fetched = fetch(
            url,
            folder,
            max_bytes=MOST_MEDIA_BYTES,
            max_seconds=MEDIA_SECONDS,
            film=True,
            allow_private=allow_private,
        )
    except (NoFilm, Refused) as error:
        if isinstance(error, Refused) and error.status in GONE_STATUS:
            raise
        if not platforms.installed():
            if isinstance(error, Refused):
                raise
            raise NoFilm(str(error), advice=platforms.INSTALL) from error
        found = platforms.film(
            url,
            folder,
            max_bytes=MOST_MEDIA_BYTES,
            max_seconds=MEDIA_SECONDS,
            allow_private=allow_private,
        )
        return Intake(
            exhibit=_exhibit(source, found.kept),
            detail=(*detail, *found.said),
            about=found.about,
        )
    return Intake(exhibit=_exhibit(source, fetched.kept), detail=(*detail, *fetched.said))


def _file(path: Path, folder: Path) -> Kept:
    try:
        with path.open("rb") as stream:
            return copy_in(stream, folder)
    except IsADirectoryError as error:
        raise Unreadable(
            f"The folder {shown(path.name)} cannot be listed.",
            advice="Check the permission of the folder.",
        ) from error
    except OSError as error:
        raise Unreadable(
            f"{shown(path.name)} cannot be read: {error.strerror or error}.",
            advice="Check the permission of the file.",
        ) from error


def archived(source: Source, taken: Intake, folder: Path) -> Intake:
    """Take the web archive of ``taken`` into ``folder`` as an exhibit of its own.

    Apart from ``intake``, so that the page stands in the log before more bytes are kept.
    """
    kept = copy_in(io.BytesIO(taken.archive or b""), folder)
    exhibit = Exhibit(
        digest=kept.digest,
        media_type=MEDIA_TYPE,
        size_bytes=kept.size_bytes,
        name=f"{source.name}.warc.gz",
        origin=source.origin,
        taken_at=taken.exhibit.taken_at,
    )
    return Intake(exhibit=exhibit, detail=(("name", exhibit.name), ("of", taken.exhibit.digest)))


def _exhibit(source: Source, kept: Kept) -> Exhibit:
    return Exhibit(
        digest=kept.digest,
        media_type=media_type(kept.head),
        size_bytes=kept.size_bytes,
        name=source.name,
        origin=source.origin,
        taken_at=datetime.now(UTC).replace(microsecond=0),
    )
