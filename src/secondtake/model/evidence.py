"""What is kept and how it came here: exhibits, what was made of them, custody, failures."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from secondtake.errors import InvalidRecord
from secondtake.model.enums import EventAction

__all__ = [
    "CustodyEvent",
    "Derivative",
    "Exhibit",
    "ExhibitUse",
    "Failure",
    "Maker",
    "Setting",
    "Withdrawn",
]

Setting = tuple[str, str | int | float | bool]
"""One name and value; records hold settings as tuples so that they stay frozen."""


def require_digest(value: str, field: str) -> None:
    """Raise ``InvalidRecord`` unless ``value`` is a lower-case SHA-256 in hex."""
    if len(value) != 64 or not set(value) <= set("0123456789abcdef"):
        raise InvalidRecord(f"{field}: expected 64 hex digits of a SHA-256, got {value!r}")


def require_utc(value: datetime, field: str) -> None:
    """Raise ``InvalidRecord`` unless ``value`` is aware and in UTC."""
    if value.utcoffset() is None or value.tzinfo is not UTC:
        raise InvalidRecord(f"{field}: expected an aware UTC time, got {value!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """Who computed a record: a part's name, its version and its settings, weights included."""

    name: str
    version: str
    settings: tuple[Setting, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of name, version and sorted settings; the same maker gives the same."""
        plain = json.dumps([self.name, self.version, sorted(self.settings)], ensure_ascii=False)
        return hashlib.sha256(plain.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """Bytes as received, never altered.

    ``digest`` is their SHA-256; ``media_type`` was told from the content, not the name;
    ``name`` is the name they came with, as data; ``origin`` says where from: a path as the user
    gave it, ``stdin`` or a URL; ``taken_at`` is when we first had them.
    """

    digest: str
    media_type: str
    size_bytes: int
    name: str
    origin: str
    taken_at: datetime

    def __post_init__(self) -> None:
        require_digest(self.digest, "Exhibit.digest")
        require_utc(self.taken_at, "Exhibit.taken_at")
        if self.size_bytes < 0:
            raise InvalidRecord(f"Exhibit.size_bytes: expected 0 or more, got {self.size_bytes}")

    @property
    def is_footage(self) -> bool:
        """Whether the content is of a kind that may hold moving pictures or sound."""
        return self.media_type.startswith(("video/", "audio/", "image/", "application/mxf"))

    @property
    def is_page(self) -> bool:
        """Whether the content is text that can be read as a page."""
        return self.media_type in ("text/html", "text/plain", "application/xhtml+xml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """An exhibit that a person set aside: its bytes stay in the case, and nothing uses them."""

    exhibit: Exhibit
    by: str
    at: datetime
    reason: str

    def __post_init__(self) -> None:
        require_utc(self.at, "Withdrawn.at")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitUse:
    """As what an exhibit is used now: values of ``ExhibitRole``, none of one that is set aside."""

    exhibit: Exhibit
    roles: tuple[str, ...]
    withdrawn: Withdrawn | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivative:
    """Bytes made from an exhibit: a still, a descriptor matrix. Rebuildable, never evidence."""

    digest: str
    source: str
    media_type: str
    made_by: Maker

    def __post_init__(self) -> None:
        require_digest(self.digest, "Derivative.digest")
        require_digest(self.source, "Derivative.source")


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyEvent:
    """One link of the append-only log.

    ``previous`` is the digest of the link before (64 zeros for the first); ``detail`` says what
    the action needs said: headers, redirects, options. ``action`` is plain text where a newer
    version wrote one that is not known here: its log stays readable, and its chain holds.
    """

    seq: int
    previous: str
    action: EventAction | str
    actor: str
    at: datetime
    exhibit: str | None = None
    detail: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        require_digest(self.previous, "CustodyEvent.previous")
        require_utc(self.at, "CustodyEvent.at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """ "Could not look": kept apart from "found nothing", with a reason and what to do."""

    subject: str
    made_by: Maker
    reason: str
    advice: str
    at: datetime

    def __post_init__(self) -> None:
        require_utc(self.at, "Failure.at")
