"""Time stamp tokens kept beside the log: what is to be stamped, by whom, and what came."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from secondtake.errors import EvidenceDamaged
from secondtake.model.enums import EventAction
from secondtake.model.evidence import CustodyEvent
from secondtake.own_folder import OwnFolder
from secondtake.store import blobs, custody
from secondtake.store.case import Case

__all__ = [
    "CERTIFICATES",
    "FOLDER",
    "STAMPED",
    "TRUSTED",
    "WANTED",
    "Wanted",
    "authorities",
    "digests",
    "file_of",
    "keep",
    "read",
    "want",
    "wanted",
]

FOLDER = "seals"
TRUSTED = "trusted.pem"
CERTIFICATES = f"{FOLDER}/{TRUSTED}"
"""Those of the authorities, below the case folder; the log holds its digest."""
WANTED, STAMPED = EventAction.STAMPS_WANTED, EventAction.STAMPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One digest to be stamped by one authority. ``file``: where its token lies, below the case;
    ``token``: the token's SHA-256 as logged, None while there is none.
    """

    subject: str
    what: str
    authority: str
    file: str
    token: str | None
    at: str


def want(case: Case, addresses: Sequence[str], trusted: bytes | None, *, actor: str) -> None:
    """Log that the head of the log, and every exhibit, is to be stamped by these authorities.

    Nothing is logged again when neither the log has grown, stamping apart, nor anything differs.
    """
    detail = [("authority", address) for address in addresses]
    if trusted is not None:
        detail.append((TRUSTED, hashlib.sha256(trusted).hexdigest()))
    elif _kept(case):
        detail.append((TRUSTED, blobs.digest_of(case.files, CERTIFICATES)))
    since = [e for e in case.events() if e.action != STAMPED]
    if not since or since[-1].action != WANTED or since[-1].detail != tuple(detail):
        case.record(WANTED, actor=actor, detail=detail)
    if trusted is not None:
        # After the log: a kill in between leaves certificates that an earlier event names, or none.
        _write(case, TRUSTED, trusted)


def authorities(events: Sequence[CustodyEvent]) -> tuple[str, ...]:
    """The addresses that were last configured; none when none ever was."""
    last = next((e for e in reversed(events) if e.action == WANTED), None)
    return tuple(v for k, v in last.detail if k == "authority") if last else ()


def wanted(lines: Sequence[str]) -> tuple[Wanted, ...]:
    """All that a log wants stamped, oldest first, with the tokens it says it has."""
    events = [custody.event_of(line) for line in lines]
    have: dict[tuple[str, str], str] = {}
    for event in events:
        said = dict(event.detail)
        if event.action == STAMPED and {"subject", "authority", "token"} <= said.keys():
            have[said["subject"], said["authority"]] = said["token"]
    asked: dict[tuple[str, str], Wanted] = {}
    exhibits: dict[str, CustodyEvent] = {}
    for line, event in zip(lines, events, strict=True):
        if event.action == EventAction.COLLECTED and event.exhibit:
            exhibits.setdefault(event.exhibit, event)
        if event.action != WANTED:
            continue
        head = custody.line_digest(line)
        subjects = [(e, f"exhibit {e[:12]}…", x.at) for e, x in exhibits.items()]
        for subject, what, at in [(head, f"the log up to event {event.seq}", event.at), *subjects]:
            for address in (v for k, v in event.detail if k == "authority"):
                key = subject, address
                asked.setdefault(
                    key,
                    Wanted(
                        subject=subject,
                        what=what,
                        authority=address,
                        file=file_of(subject, address),
                        token=have.get(key),
                        at=at.isoformat(),
                    ),
                )
    return tuple(asked.values())


def keep(case: Case, one: Wanted, token: bytes, *, actor: str) -> None:
    """Keep a token and log it."""
    _write(case, Path(one.file).name, token)
    case.record(
        STAMPED,
        actor=actor,
        detail=[
            ("subject", one.subject),
            ("authority", one.authority),
            ("token", hashlib.sha256(token).hexdigest()),
        ],
    )


def read(folder: Path, one: Wanted) -> bytes:
    """The token of ``one`` below ``folder``; ``EvidenceDamaged`` when it is not the one logged.

    Where it lies follows from what it is of: a list from outside cannot lead anywhere else.
    """
    if one.file != file_of(one.subject, one.authority) or len(one.subject) != 64:
        raise EvidenceDamaged(f"The name {one.file[:60]!r} is not that of a token.")
    try:
        token = OwnFolder(folder).read(one.file)
    except OSError as error:
        raise EvidenceDamaged(
            f"The file {one.file} cannot be read: {error.strerror}.", advice=blobs.RESTORE
        ) from error
    if hashlib.sha256(token).hexdigest() != one.token:
        raise EvidenceDamaged(f"The file {one.file} does not match its SHA-256.")
    return token


def digests(lines: Sequence[str]) -> frozenset[str]:
    """All that a token may stamp: every head the log ever had, and every exhibit."""
    exhibits = {e.exhibit for e in map(custody.event_of, lines) if e.exhibit}
    return frozenset(exhibits | {custody.line_digest(line) for line in lines})


def file_of(subject: str, address: str) -> str:
    """Where the token over ``subject`` by the authority at ``address`` lies, below the case."""
    of = hashlib.sha256(address.encode("utf-8", "backslashreplace")).hexdigest()[:12]
    return f"{FOLDER}/{subject}.{of}.tsr"


def _kept(case: Case) -> bool:
    """Whether the case keeps certificates."""
    with blobs.unusable(case.path):
        return case.files.has_file(CERTIFICATES)


def _write(case: Case, name: str, data: bytes) -> None:
    with blobs.unwritable(case.path):
        case.files.put(f"{FOLDER}/{name}", data)
