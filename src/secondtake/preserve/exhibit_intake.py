"""A source to an exhibit: copied, hashed, its kind told, its origin written down."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from secondtake.errors import Unreadable
from secondtake.model.enums import ExhibitRole, SourceKind
from secondtake.model.evidence import Exhibit
from secondtake.model.names import shown
from secondtake.own_folder import OwnFolder
from secondtake.preserve.copy_and_hash import Kept, copy_in
from secondtake.preserve.credential_redaction import details
from secondtake.preserve.media_types import media_type
from secondtake.preserve.source_listing import Source
from secondtake.preserve.warc import MEDIA_TYPE, warc

__all__ = ["Intake", "archived", "intake"]

MOST_PAGE_BYTES = 20_000_000
MOST_MEDIA_BYTES = 4_000_000_000
"""What an address or stdin may send; a file on this machine may have any size."""
PAGE_SECONDS = 90.0
MEDIA_SECONDS = 3600.0
"""Wall time an address may take in all: no page is read that slowly, a film may be long."""

Copied = Callable[[float, float | None], None]
"""Gets how many bytes were copied, of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """The exhibit, and what the custody log has to say of how it came.

    ``archive`` is the web archive (WARC) of how a page was had; ``archived`` takes it in.
    """

    exhibit: Exhibit
    detail: tuple[tuple[str, str], ...]
    archive: bytes | None = None


def intake(
    source: Source,
    folder: Path,
    *,
    role: str,
    allow_private: bool = False,
    progress: Copied | None = None,
) -> Intake:
    """Take one source into ``folder``, the evidence folder of a case.

    ``role`` (``page`` or ``footage``) sets how much an address may send. ``progress`` gets the
    bytes of a file that were copied, and all it has. Raises ``Unreadable``,
    ``LimitExceeded`` or ``FetchFailed`` for what could not be had, ``AddressRefused`` for an
    address that is not asked.
    """
    page = role == ExhibitRole.PAGE
    most = MOST_PAGE_BYTES if page else MOST_MEDIA_BYTES
    detail: tuple[tuple[str, str], ...] = (("name", source.name),)
    archive = None
    if source.kind == SourceKind.URL:
        from secondtake.preserve.web import fetch

        fetched = fetch(
            source.given,
            folder,
            max_bytes=most,
            max_seconds=PAGE_SECONDS if page else MEDIA_SECONDS,
            allow_private=allow_private,
        )
        kept = fetched.kept
        detail += details(fetched.said)
        if page:
            body = OwnFolder(folder / kept.digest[:2]).read(kept.digest)
            archive = warc(fetched.exchanges, body)
    elif source.kind == SourceKind.STDIN:
        kept = copy_in(sys.stdin.buffer, folder, max_bytes=most)
    else:
        kept = _file(Path(source.given), folder, progress)
    return Intake(exhibit=_exhibit(source, kept), detail=detail, archive=archive)


def _file(path: Path, folder: Path, progress: Copied | None) -> Kept:
    try:
        with path.open("rb") as stream:
            if progress is None:
                return copy_in(stream, folder)
            total = float(os.fstat(stream.fileno()).st_size)
            return copy_in(stream, folder, progress=lambda done: progress(done, total))
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
