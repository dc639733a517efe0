"""Write-once files named by their SHA-256."""

from __future__ import annotations

import contextlib
import errno
import hashlib
from collections.abc import Iterator
from pathlib import Path

from secondtake.errors import CaseUnusable, CaseUnwritable, EvidenceDamaged
from secondtake.own_folder import OwnFolder

__all__ = [
    "RESTORE",
    "digest_of",
    "file_digest",
    "is_whole",
    "name_of",
    "read",
    "unusable",
    "unwritable",
    "where",
    "write",
]

RESTORE = "Restore it from a copy of the case; `secondtake verify` lists every mismatch."


def where(folder: Path, digest: str) -> Path:
    """The path of a blob: ``folder/ab/abcd…``."""
    return folder / digest[:2] / digest


def name_of(folder: str, digest: str) -> str:
    """The name of a blob below the case: ``folder/ab/abcd…``."""
    return f"{folder}/{digest[:2]}/{digest}"


def file_digest(path: Path) -> str:
    """SHA-256 (hex) of a file's bytes; raises ``EvidenceDamaged`` when it cannot be read.

    The last component is not followed where it is a link; ``digest_of`` follows none of a case.
    """
    return digest_of(OwnFolder(path.parent), path.name)


def digest_of(files: OwnFolder, name: str) -> str:
    """SHA-256 (hex) of a file beneath a folder; raises as ``file_digest`` does."""
    try:
        return files.digest(name)
    except OSError as error:
        raise EvidenceDamaged(
            f"The file {name.rpartition('/')[2]} of the case cannot be read: {error.strerror}.",
            advice="Restore it from a copy of the case.",
        ) from error


def is_whole(files: OwnFolder, name: str) -> bool:
    """Whether the file of that name is there and holds what its name says."""
    return files.has_file(name) and digest_of(files, name) == name.rpartition("/")[2]


def write(folder: Path, data: bytes) -> str:
    """Keep ``data`` below ``folder``, a folder of a case, and give its digest.

    The same bytes twice are one file, and a file that no longer holds them is replaced. Here and
    in ``read`` the case is the folder above.
    """
    digest = hashlib.sha256(data).hexdigest()
    name = name_of(folder.name, digest)
    with unwritable(folder):
        files = OwnFolder(folder.parent)
        if not files.has_file(name) or files.digest(name) != digest:
            files.put(name, data, mode=0o444)
    return digest


def read(folder: Path, digest: str) -> bytes:
    """The bytes of a blob, hashed again; raises ``EvidenceDamaged`` when they do not match."""
    try:
        data = OwnFolder(folder.parent).read(name_of(folder.name, digest))
    except OSError as error:
        raise EvidenceDamaged(
            f"The file {digest[:12]}… is missing from the case.",
            advice=RESTORE,
        ) from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise EvidenceDamaged(
            f"The file {digest[:12]}… of the case does not match its SHA-256.",
            advice=RESTORE,
        )
    return data


@contextlib.contextmanager
def unusable(folder: Path) -> Iterator[None]:
    """Turn an ``OSError`` of looking at a case into ``CaseUnusable``."""
    try:
        yield
    except OSError as error:
        raise CaseUnusable(
            f"The case at {folder} cannot be opened: {error.strerror or error}.",
            advice="Check the disk and the permission of the folder, then run it again.",
        ) from error


@contextlib.contextmanager
def unwritable(folder: Path) -> Iterator[None]:
    """Turn an ``OSError`` of writing below ``folder`` into ``CaseUnwritable`` with advice."""
    try:
        yield
    except OSError as error:
        raise CaseUnwritable(
            f"The case at {folder} cannot be written: {error.strerror or error}.",
            advice="Free some space and run the same command again; what was recorded is kept."
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
            else "Choose a folder you may write to with --case.",
        ) from error
