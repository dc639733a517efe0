"""Copy and hash in one read: bytes go into the case once, named by their SHA-256, write-once."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from secondtake.errors import CaseUnwritable, EvidenceDamaged, LimitExceeded, Unreadable
from secondtake.own_folder import PART, OwnFolder
from secondtake.preserve.media_types import HEAD_BYTES

__all__ = ["Kept", "copy_in", "sweep"]

PIECE = 1 << 20
_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK)
"""What file systems without hard links (FAT, some shares) answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Bytes that lie in the case now: digest, size, and the first of them."""

    digest: str
    size_bytes: int
    head: bytes


def copy_in(
    stream: BinaryIO,
    folder: Path,
    *,
    max_bytes: int | None = None,
    progress: Callable[[float], None] | None = None,
) -> Kept:
    """Copy a stream to ``folder/ab/abcd…``, hashing what is written, in one read.

    ``folder`` lies in the folder of a case. The file is on the disk (synced) when this returns,
    and read-only. The same bytes twice leave the first file as it is, hashed again. Raises
    ``CaseUnwritable`` when the folder cannot be written, ``LimitExceeded`` above ``max_bytes``,
    ``Unreadable`` when the source breaks off, ``EvidenceDamaged`` when the first file no longer
    holds those bytes.
    """
    case = OwnFolder(folder.parent)
    part = f"{folder.name}/{PART}{secrets.token_hex(8)}"
    try:
        case.make(folder.name)
        file = case.create(part)
    except OSError as error:
        raise _unwritable(error, folder) from error
    try:
        with file:
            kept = _pour(stream, file, folder, max_bytes, progress)
        _settle(case, part, folder, kept.digest)
        return kept
    except OSError as error:  # of closing; what is read is mapped where it is read
        raise _unwritable(error, folder) from error
    finally:
        _removed(case, part, folder)


def sweep(folder: Path) -> int:
    """Remove what a killed run left unfinished in ``folder``, of a case; give how many files.

    Raises ``CaseUnwritable``.
    """
    case = OwnFolder(folder.parent)
    try:
        parts = [name for name in case.names(folder.name) if name.startswith(PART)]
        for part in parts:
            case.remove(f"{folder.name}/{part}")
    except OSError as error:
        raise _unwritable(error, folder) from error
    return len(parts)


def _pour(
    stream: BinaryIO,
    file: BinaryIO,
    folder: Path,
    max_bytes: int | None,
    progress: Callable[[float], None] | None,
) -> Kept:
    digest, size, head = hashlib.sha256(), 0, b""
    while True:
        try:
            piece = stream.read(PIECE)
        except OSError as error:
            raise Unreadable(
                f"The source could not be read to its end: {error.strerror or error}.",
                advice="Check the disk or the connection it comes from, and try again.",
            ) from error
        if not piece:
            break
        size += len(piece)
        if max_bytes is not None and size > max_bytes:
            raise LimitExceeded(
                f"The source is larger than {max_bytes / 1e6:.0f} MB.",
                advice="Save it by other means and give the file.",
            )
        if len(head) < HEAD_BYTES:
            head += piece[: HEAD_BYTES - len(head)]
        digest.update(piece)
        try:
            file.write(piece)
        except OSError as error:
            raise _unwritable(error, folder) from error
        if progress is not None:
            progress(size)
    try:
        file.flush()
        os.fchmod(file.fileno(), 0o444)
        os.fsync(file.fileno())
    except OSError as error:
        raise _unwritable(error, folder) from error
    return Kept(digest=digest.hexdigest(), size_bytes=size, head=head)


def _settle(case: OwnFolder, part: str, folder: Path, digest: str) -> None:
    """Give the finished file its name, unless those bytes are there already."""
    above = f"{folder.name}/{digest[:2]}"
    try:
        case.make(above)
        _name(case, part, f"{above}/{digest}")
        for directory in (above, folder.name):
            case.sync(directory)
    except OSError as error:
        raise _unwritable(error, folder) from error


def _removed(case: OwnFolder, part: str, folder: Path) -> None:
    try:
        case.remove(part)
    except OSError as error:
        raise _unwritable(error, folder) from error


def _name(case: OwnFolder, part: str, target: str) -> None:
    """Link, for a rename would replace what another run has put there in between."""
    try:
        case.link(part, target)
        case.remove(part)  # at once: until then the file has two names, as a link out of it has
    except FileExistsError:
        _require_same(case, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if case.facts(target) is not None:
            _require_same(case, target)
        else:
            case.rename(part, target)


def _require_same(case: OwnFolder, target: str) -> None:
    digest = target.rpartition("/")[2]
    try:
        found = case.digest(target)
    except OSError as error:
        found = error.strerror or "unreadable"
    if found != digest:
        raise EvidenceDamaged(
            f"The exhibit {digest[:12]}… is already in the case, but does not match its SHA-256.",
            advice="Restore it from a copy of the case; `secondtake verify` lists every mismatch.",
        )


def _unwritable(error: OSError, folder: Path) -> CaseUnwritable:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return CaseUnwritable(
        f"The case at {folder.parent} cannot be written: {error.strerror or error}.",
        advice="Free some space and run the same command again; what was recorded is kept."
        if full
        else "Choose a folder you may write to with --case.",
    )
