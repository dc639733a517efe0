"""Write-once files named by their SHA-256."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from secondtake.errors import CaseUnwritable, EvidenceDamaged

__all__ = ["RESTORE", "file_digest", "read", "unwritable", "where", "write"]

RESTORE = "Restore it from a copy of the case; `secondtake verify` lists every mismatch."


def where(folder: Path, digest: str) -> Path:
    """The path of a blob: ``folder/ab/abcd…``."""
    return folder / digest[:2] / digest


def file_digest(path: Path) -> str:
    """SHA-256 (hex) of a file's bytes; raises ``EvidenceDamaged`` when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EvidenceDamaged(
            f"The file {path.name} of the case cannot be read: {error.strerror}.",
            advice="Restore it from a copy of the case.",
        ) from error


def write(folder: Path, data: bytes) -> str:
    """Keep ``data`` below ``folder`` and give its digest; the same bytes twice are one file."""
    digest = hashlib.sha256(data).hexdigest()
    target = where(folder, digest)
    if target.exists():
        return digest
    with unwritable(folder):
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".part-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o444)
            Path(name).rename(target)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    return digest


def read(folder: Path, digest: str) -> bytes:
    """The bytes of a blob, hashed again; raises ``EvidenceDamaged`` when they do not match."""
    path = where(folder, digest)
    try:
        data = path.read_bytes()
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
