"""A file, folder, pasted text or address to an exhibit, hashed while it is copied."""

from __future__ import annotations

from secondtake.model.evidence import Maker
from secondtake.preserve.container_metadata import claims
from secondtake.preserve.copy_and_hash import copy_in, sweep
from secondtake.preserve.credential_redaction import address, details, is_redacted, words
from secondtake.preserve.exhibit_intake import Intake, archived, intake
from secondtake.preserve.media_types import HEAD_BYTES, media_type, named_as_footage
from secondtake.preserve.platforms import from_platform
from secondtake.preserve.source_listing import STDIN, Source, sources
from secondtake.preserve.wacz_file import WebFilm, WebPage, wacz
from secondtake.preserve.web import Refused, ask

__all__ = [
    "HEAD_BYTES",
    "MAKER",
    "STDIN",
    "Intake",
    "Refused",
    "Source",
    "WebFilm",
    "WebPage",
    "address",
    "archived",
    "ask",
    "claims",
    "copy_in",
    "details",
    "from_platform",
    "intake",
    "is_redacted",
    "media_type",
    "named_as_footage",
    "sources",
    "sweep",
    "wacz",
    "words",
]

MAKER = Maker(name="preserve", version="1")
