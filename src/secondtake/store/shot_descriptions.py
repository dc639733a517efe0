"""Closer looks at shots, each made once, kept beside the records; `forget-people` deletes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from secondtake.errors import EvidenceDamaged
from secondtake.model.enums import EventAction
from secondtake.store import blobs, people_traces
from secondtake.store.case import Case

__all__ = ["fetch", "folder", "held", "keep", "lost", "size"]


def keep(case: Case, maker: str, looks: Mapping[str, bytes], *, actor: str) -> dict[str, str]:
    """Keep looks by the names of their shots, made by ``maker`` (its digest); give their digests.

    An event names each with its digest: a look nobody logged is never used.
    """
    kept = {name: blobs.write(folder(case), data) for name, data in looks.items()}
    case.record(EventAction.LOOKED_CLOSER, actor=actor, detail=[("maker", maker), *kept.items()])
    return kept


def held(case: Case, maker: str, names: Collection[str]) -> dict[str, str]:
    """The digests of those looks of ``names`` that ``maker`` made, by name.

    One whose bytes are not those that were logged is deleted, as it can be made again.
    """
    if not names:
        return {}
    logged = {d.shot: d.digest for d in case.facts.descriptions(maker) if d.shot in names}
    return {name: digest for name, digest in logged.items() if _sound(case, digest)}


def lost(case: Case, maker: str) -> frozenset[str]:
    """The shots whose looks ``maker`` made and the log names, and whose bytes are gone."""
    newest = {d.shot: d.digest for d in case.facts.descriptions(maker)}
    return frozenset(name for name, digest in newest.items() if not _sound(case, digest))


def size(case: Case) -> int:
    """Bytes of all looks that are kept."""
    with blobs.unusable(case.path):
        facts = [case.files.facts(name) for name in case.files.files(people_traces.LOOKS)]
    return sum(one.st_size for one in facts if one is not None)


def fetch(case: Case, digest: str) -> bytes:
    """The bytes of one look; raises ``EvidenceDamaged`` when they are gone or others."""
    return blobs.read(folder(case), digest)


def _sound(case: Case, digest: str) -> bool:
    name = blobs.name_of(people_traces.LOOKS, digest)
    with blobs.unusable(case.path):
        if not case.files.has_file(name):
            return False
    try:
        if blobs.digest_of(case.files, name) == digest:
            return True
    except EvidenceDamaged:
        return False
    with blobs.unwritable(case.path):
        case.files.remove(name)
    return False


def folder(case: Case) -> Path:
    """Where looks lie, each by its digest, for who has nothing else of the case."""
    return case.path / people_traces.LOOKS
