"""The hash-chained custody log: lines of canonical JSON, each holding the digest of the last."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from secondtake.errors import EvidenceDamaged, SecondTakeError
from secondtake.model.evidence import CustodyEvent
from secondtake.model.serialization import plain, record
from secondtake.own_folder import OwnFolder
from secondtake.store.blobs import unwritable
from secondtake.store.row_format import canonical

__all__ = ["FILE", "FIRST", "event_of", "first_break", "line_digest", "line_of", "mirror"]

FILE = "custody.jsonl"
FIRST = "0" * 64
"""What the first link holds as the digest of the link before."""


def line_of(event: CustodyEvent) -> str:
    """The event as its line of ``custody.jsonl``, without the line end."""
    return canonical(plain(event))


def line_digest(line: str) -> str:
    """SHA-256 (hex) of a line without its line end."""
    return hashlib.sha256(line.encode("utf-8")).hexdigest()


def event_of(line: str) -> CustodyEvent:
    """The event of a line; raises ``EvidenceDamaged`` when it is none."""
    try:
        event: CustodyEvent = record(CustodyEvent, json.loads(line))
        return event
    except (ValueError, TypeError, AttributeError, RecursionError, SecondTakeError) as error:
        raise EvidenceDamaged(
            f"A line of the custody log cannot be read: {line[:60]!r}.",
            advice="Restore custody.jsonl and case.db from a copy of the case.",
        ) from error


def first_break(lines: Iterable[str]) -> str | None:
    """A sentence naming the first link that does not hold, or None when all do."""
    previous = FIRST
    for number, line in enumerate(lines, 1):
        try:
            event = event_of(line)
        except EvidenceDamaged:
            return f"Event {number} of the custody log cannot be read."
        if event.seq != number:
            return f"Event {number} of the custody log carries the number {event.seq}."
        if event.previous != previous:
            return f"Event {number} of the custody log does not follow the event before it."
        if not _canonical(event, line):
            return f"Event {number} of the custody log is not in its canonical form."
        previous = line_digest(line)
    return None


def _canonical(event: CustodyEvent, line: str) -> bool:
    try:
        return line_of(event) == line
    except ValueError:
        return False  # half a character, which canonical JSON has no bytes for


def mirror(files: OwnFolder, lines: list[str]) -> None:
    """Bring ``custody.jsonl`` up to the database's lines when it only lacks the end.

    A crash between the commit and this write leaves a shorter file or a torn last line; both are
    completed. Anything else is left as it is: it is damage, and ``verify`` names it.
    """
    wanted = "".join(line + "\n" for line in lines).encode("utf-8")
    with unwritable(files.root):
        have = files.read(FILE) if files.has_file(FILE) else b""
        if have != wanted and wanted.startswith(have):
            files.append(FILE, wanted[len(have) :])
