"""What tasks of a case have in common: the evidence they read is hashed before it is decoded."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from secondtake.errors import EvidenceDamaged, InputMissing

__all__ = ["SAME_VERSION", "require_same"]

SAME_VERSION = "Every machine must run the same version of Second Take."


def require_same(path: Path, digest: str) -> None:
    """Raise ``EvidenceDamaged`` unless a file's SHA-256 (hex) is ``digest``.

    It is hashed once in a process while its size and time of change stay. Raises ``InputMissing``
    where it cannot be read.
    """
    try:
        facts = path.stat()
        same = _digest(path, facts.st_size, facts.st_mtime_ns, facts.st_ino) == digest
    except OSError as error:
        raise InputMissing(
            f"A worker cannot read {path.name}: {error.strerror}.",
            advice="Every worker must see the case under the same path as this machine.",
        ) from error
    if not same:
        raise EvidenceDamaged(
            f"The exhibit {digest[:12]}… does not match its SHA-256.",
            advice="Run `secondtake verify`, and restore the file from a copy.",
        )


@lru_cache(maxsize=256)
def _digest(path: Path, size: int, changed: int, inode: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
