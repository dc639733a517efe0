"""What is refused in a folder, in sentences."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from secondtake.errors import FolderUnsafe
from secondtake.model.names import shown

__all__ = ["ADVICE", "FOLDER", "MOST_DEEP", "kind_at", "too_deep", "unsafe"]

ADVICE = "Ask whoever gave you the folder for a copy of plain files."
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
MOST_DEEP = 16
"""Folders in each other that are looked into; our own layouts have 3, LanceDB's has 4."""
_KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFDIR: "a folder",
    stat.S_IFREG: "a file",
}


def unsafe(root: Path, name: str, what: str | int, *, advice: str = ADVICE) -> FolderUnsafe:
    """The error for a name below ``root`` that is ``what``, in words or as its ``S_IFMT``."""
    told = what if isinstance(what, str) else _KINDS.get(what, "of no kind that is known")
    return FolderUnsafe(f"{shown(name)} in {shown(str(root))} is {told}.", advice=advice)


def too_deep(root: Path, name: str) -> FolderUnsafe:
    """The error for folders in folders without an end."""
    return FolderUnsafe(
        f"{shown(name)} in {shown(str(root))} lies deeper than {MOST_DEEP} folders.", advice=ADVICE
    )


def kind_at(folder: int, last: str) -> int | None:
    """Of what kind (``S_IFMT``) a name in an open folder is itself; None when it is not there."""
    try:
        return stat.S_IFMT(os.stat(last, dir_fd=folder, follow_symlinks=False).st_mode)
    except OSError:
        return None
