"""The files of a bundle: all of them plain, listed, and with the digests that are stated."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from secondtake.errors import EvidenceDamaged
from secondtake.export.packaging import bagit
from secondtake.model.names import shown
from secondtake.store import blobs
from secondtake.workbench.handover import bundle_log

__all__ = ["SIGNATURES", "check", "held"]

SIGNATURES = "signatures"
"""Beside the manifest, whose bytes are signed: one .sig (64 octets) and one .pem for each key."""
_CONTENTS = f"data/{bundle_log.CONTENTS}"
_LAST = f"data/{bundle_log.LAST}"
_NOT_LISTED = (_CONTENTS, _LAST, bagit.MANIFEST, bagit.TAG_MANIFEST)
_ADVICE = "Ask whoever made the bundle for it again."


def held(bundle: Path) -> frozenset[str]:
    """The paths of all files below ``bundle``, with ``/``.

    Raises ``EvidenceDamaged`` for a link, a device or another thing that is neither a file nor a
    folder: a bundle has none, and following one leads out of it.
    """
    try:
        return frozenset(_files(bundle, PurePosixPath()))
    except OSError as error:
        raise EvidenceDamaged(
            f"The bundle cannot be read: {error.strerror}.", advice=_ADVICE
        ) from error


def check(bundle: Path, found: frozenset[str]) -> str:
    """Compare every file with what is stated of it; give the SHA-256 of the list of contents.

    ``found``: all its files, as ``held`` gives them. What is not in the list of contents follows
    from it, and is compared byte by byte: so nothing in a bundle is free to differ.
    Raises ``EvidenceDamaged`` naming the file.
    """
    if _CONTENTS not in found:
        raise EvidenceDamaged(
            f"The bundle lacks {_CONTENTS}.",
            advice="Bundles of Second Take 0.2 and older have none; ask for a new one.",
        )
    listed = _listed(bundle)
    signed = {n.removesuffix(".pem") + ".sig" for n in listed if n.startswith(f"{SIGNATURES}/")}
    wanted = {*listed, *_NOT_LISTED, *signed}
    for name in sorted(found - wanted):
        raise EvidenceDamaged(f"The bundle holds {shown(name)}, which it does not list.")
    for name in sorted(wanted - found):
        raise EvidenceDamaged(f"The bundle lacks {shown(name)}.", advice=_ADVICE)
    digests = {name: blobs.file_digest(bundle / name) for name in sorted(found)}
    for name, digest in listed.items():
        if digests[name] != digest:
            raise _differs(name)
    payload = {n: d for n, d in digests.items() if n.startswith("data/")}
    beside = digests.keys() - payload.keys() - {bagit.TAG_MANIFEST}
    for name, stated in (
        (bagit.MANIFEST, bagit.listed(payload)),
        (bagit.TAG_MANIFEST, bagit.listed({n: digests[n] for n in beside})),
    ):
        said = (bundle / name).read_bytes()
        if said != stated:
            off = sorted(set(stated.splitlines()) - set(said.splitlines()))
            which = ", ".join(shown(line[66:].decode("utf-8")) for line in off) or "what is there"
            raise EvidenceDamaged(f"The bundle's file {name} does not fit {which}.", advice=_ADVICE)
    return digests[_CONTENTS]


def _files(folder: Path, within: PurePosixPath) -> Iterator[str]:
    empty = True
    with os.scandir(folder) as entries:
        for entry in entries:
            empty = False
            name = within / entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path), name)
            elif entry.is_file(follow_symlinks=False):
                yield name.as_posix()
            else:
                raise EvidenceDamaged(
                    f"The bundle holds {shown(str(name))}, which is neither a file nor a folder.",
                    advice=_ADVICE,
                )
    if empty and within.parts:
        raise EvidenceDamaged(f"The bundle holds the empty folder {shown(str(within))}.")


def _listed(bundle: Path) -> dict[str, str]:
    """The list of contents; raises ``EvidenceDamaged`` unless it is as ``bagit`` writes one."""
    data = (bundle / _CONTENTS).read_bytes()
    try:
        lines = data.decode("utf-8").split("\n")[:-1]
    except ValueError as error:
        raise EvidenceDamaged(f"The bundle's {_CONTENTS} is no text.", advice=_ADVICE) from error
    found = {line[66:]: line[:64] for line in lines}
    if bagit.listed(found) != data or set(found) & set(_NOT_LISTED):
        raise EvidenceDamaged(f"The bundle's {_CONTENTS} is no list of files.", advice=_ADVICE)
    return found


def _differs(name: str) -> EvidenceDamaged:
    return EvidenceDamaged(
        f"The bundle's file {shown(name)} is not what the bundle states of it.", advice=_ADVICE
    )
