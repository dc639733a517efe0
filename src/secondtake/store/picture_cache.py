"""Redacted pictures of reports, kept so that none is drawn twice; no evidence, and never missed.

Whoever deletes the folder loses time and nothing else: a picture that is gone is drawn again.
``forget-people`` deletes it with all else that shows people.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from secondtake.errors import EvidenceDamaged
from secondtake.model.enums import EventAction
from secondtake.store import blobs
from secondtake.store.case import Case

__all__ = ["FOLDER", "MOST_BYTES", "bound", "drop", "fetch", "held", "keep", "size"]

_DIGEST = re.compile(r"/[0-9a-f]{64}$")
FOLDER = "cache"
"""Below the case folder."""
MOST_BYTES = 256 << 20
"""What is kept of earlier reports beside the newest: pictures of a thousand findings."""


def keep(case: Case, maker: str, made: Mapping[str, bytes], *, actor: str) -> None:
    """Keep pictures by name, drawn by ``maker`` (its digest).

    An event names each with its digest: a picture that nobody logged is never shown.
    """
    folder = _folder(case)
    kept = {name: blobs.write(folder, data) for name, data in made.items()}
    case.record(EventAction.DREW, actor=actor, detail=[("maker", maker), *kept.items()])


def held(case: Case, maker: str) -> dict[str, str]:
    """The digests of what ``maker`` drew, by name, oldest first; files may be gone since."""
    found: dict[str, str] = {}
    for event in case.events():
        if event.action == EventAction.DREW and event.detail[:1] == (("maker", maker),):
            found |= event.detail[1:]
    return found


def fetch(case: Case, digest: str) -> bytes | None:
    """The bytes of one picture; None where they are gone, or others than were logged."""
    with blobs.unusable(case.path):
        if not case.files.has_file(blobs.name_of(FOLDER, digest)):
            return None
    try:
        return blobs.read(_folder(case), digest)
    except EvidenceDamaged:
        return None


def drop(case: Case, exhibit: str) -> None:
    """Delete the pictures whose names begin with an exhibit's digits, in any place of the name."""
    digits = exhibit[:12]
    named = {
        digest
        for event in case.events()
        if event.action == EventAction.DREW
        for name, digest in event.detail[1:]
        if digits in name.partition(" ")[0].split("+")
    }
    _remove(case, named)


def bound(case: Case, shown: Collection[str], *, most_bytes: int = MOST_BYTES) -> None:
    """Delete pictures that the newest report does not show, the oldest first, down to a size.

    ``shown``: the digests of those that it does.
    """
    sizes = _sizes(case)
    over = sum(sizes.values()) - most_bytes
    if over <= 0:
        return
    age = [d for e in case.events() if e.action == EventAction.DREW for _, d in e.detail[1:]]
    order = {digest: place for place, digest in enumerate(age)}
    going = set()
    for digest in sorted(sizes.keys() - set(shown), key=lambda d: order.get(d, -1)):
        if over <= 0:
            break
        going.add(digest)
        over -= sizes[digest]
    _remove(case, going)


def size(case: Case) -> int:
    """Bytes of all pictures that are kept."""
    return sum(_sizes(case).values())


def _sizes(case: Case) -> dict[str, int]:
    """Bytes of each picture by its digest; whatever else is cached has a longer name."""
    with blobs.unusable(case.path):
        names = [n for n in case.files.files(FOLDER) if _DIGEST.search(n)]
        named = [(name, case.files.facts(name)) for name in names]
    return {n.rpartition("/")[2]: facts.st_size for n, facts in named if facts is not None}


def _remove(case: Case, digests: Collection[str]) -> None:
    with blobs.unwritable(case.path):
        for digest in digests:
            case.files.remove(blobs.name_of(FOLDER, digest))


def _folder(case: Case) -> Path:
    return case.path / FOLDER
