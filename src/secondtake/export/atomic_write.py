"""Put a whole file into a folder, or leave what was there untouched."""

from __future__ import annotations

import os
from pathlib import Path

from secondtake.errors import CaseUnwritable

__all__ = ["write_whole"]


def write_whole(folder: Path, name: str, data: bytes) -> Path:
    """Write ``data`` as ``folder/name`` in one step and give the path.

    Raises ``CaseUnwritable`` when the disk refuses; a file of that name then stays as it was.
    """
    path = folder / name
    part = folder / f".{name}.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        if part.is_file():
            part.unlink()
        raise CaseUnwritable(
            f"The report {name} cannot be written: {error.strerror or error}.",
            advice="Look for free space and permission to write in the folder, then run it again.",
        ) from error
    return path
