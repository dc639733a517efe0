"""Ask a public web archive for a copy of an address: held, not held, or could not look."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from secondtake import preserve
from secondtake.errors import AddressRefused, CannotLook
from secondtake.guarding import json_value
from secondtake.model.enums import ArchiveAnswer

__all__ = ["look"]

MOST_BYTES = 1 << 16
MOST_SECONDS = 30.0


def look(archive: str, address: str, *, allow_private: bool = False) -> tuple[ArchiveAnswer, str]:
    """What the archive answers of an address: the state, and a sentence.

    ``archive`` is told the address. Its answer is JSON with ``archived_snapshots.closest``, as the
    Wayback availability API gives it. Not held by one archive is not held by that one only.
    """
    host = urlsplit(archive).hostname or archive
    if preserve.is_redacted(address):
        return (
            ArchiveAnswer.COULD_NOT_LOOK,
            f"The archive {host} was not searched: the case holds the address without its token.",
        )
    try:
        answer = preserve.ask(
            f"{archive}?url={quote(address, safe='')}",
            max_bytes=MOST_BYTES,
            max_seconds=MOST_SECONDS,
            allow_private=allow_private,
        )
        closest = json_value(answer)["archived_snapshots"].get("closest")
        if closest is None or not closest["available"]:
            return ArchiveAnswer.NOT_HELD, f"The archive {host} says it holds no copy."
        at = datetime.strptime(closest["timestamp"], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        return (
            ArchiveAnswer.HELD,
            f"The archive {host} holds a copy of {at:%Y-%m-%d %H:%M} UTC: "
            f"{preserve.words(closest['url'])}",
        )
    except (CannotLook, AddressRefused) as error:
        return ArchiveAnswer.COULD_NOT_LOOK, f"The archive {host} could not be searched: {error}"
    except (ValueError, KeyError, TypeError, AttributeError):
        return (
            ArchiveAnswer.COULD_NOT_LOOK,
            f"The archive {host} could not be searched: its answer is not understood.",
        )
