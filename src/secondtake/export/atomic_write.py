"""Put a whole file into a folder, or leave what was there untouched."""

from __future__ import annotations

from pathlib import Path

from secondtake.errors import CaseUnwritable
from secondtake.own_folder import OwnFolder

__all__ = ["write_whole"]


def write_whole(folder: Path, name: str, data: bytes) -> Path:
    """Write ``data`` as ``folder/name`` in one step and give the path.

    A link of that name is replaced, not followed. Raises ``CaseUnwritable`` when the disk refuses;
    a file of that name then stays as it was.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        OwnFolder(folder).put(name, data)
    except OSError as error:
        raise CaseUnwritable(
            f"The file {name} cannot be written: {error.strerror or error}.",
            advice="Look for free space and permission to write in the folder, then run it again.",
        ) from error
    return folder / name
