"""Which shelf an archive is on: what its name says, and nothing else."""

from __future__ import annotations

from pathlib import Path

from secondtake.archive.folder_backend import Folder
from secondtake.archive.lance_backend import Lance
from secondtake.archive.storage_backend import Shelf

__all__ = ["is_address", "opened"]


def opened(archive: str | Path, *, new: bool = False) -> Shelf:
    """The archive of that name; with ``new`` made where there is none.

    A name that ends in ``.lance`` or is a URL is kept on LanceDB, every other is a folder. Raises
    ``InputMissing``, ``CaseUnusable``, ``SettingInvalid`` for a URL of a kind that keeps no
    archive, ``PluginUnavailable`` where LanceDB is asked for and not installed.
    """
    name = str(archive)
    if is_address(name) or name.rstrip("/").endswith(".lance"):
        return Lance.opened(name, new=new)
    return Folder.opened(Path(name), new=new)


def is_address(archive: str | Path) -> bool:
    """Whether an archive is named by a URL, and not by a path."""
    return "://" in str(archive)
