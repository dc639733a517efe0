"""Which files a process may open (Landlock): those named to read, and one folder to write in."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Sequence
from pathlib import Path

from secondtake.guarding import linux_calls

__all__ = ["restrict"]

VERSION_QUERY = 1
PATH_BENEATH = 1
EXECUTE, READ_FILE, READ_DIRECTORY = 1 << 0, 1 << 2, 1 << 3
FILE_RIGHTS = ((1, 13), (2, 14), (3, 15), (5, 16))
"""From a version of Landlock on: how many rights on files it knows."""
NETWORK_FROM, TCP = 4, 0b11
"""From version 4 on it refuses to bind and to connect TCP sockets."""
SCOPES_FROM, SCOPES = 6, 0b11
"""From version 6 on: abstract UNIX sockets of others, and signals to them."""


def restrict(
    readable: Sequence[Path] = (), *, writable: Path | None = None, network: bool = False
) -> str:
    """Let this thread, and those it starts from now on, open nothing but ``readable`` to read.

    In the folder ``writable`` files may also be made and written. No program is run, and no TCP
    connection made but with ``network``. Files that are open already stay open. Gives the version
    that was used; raises ``OSError`` where the kernel has no Landlock or has it switched off.
    Source: Linux, Documentation/userspace-api/landlock.rst.
    """
    version = linux_calls.call("landlock_create_ruleset", None, 0, VERSION_QUERY)
    count = max(rights for since, rights in FILE_RIGHTS if since <= version)
    every = (1 << count) - 1
    wanted = struct.pack("<Q", every)
    if version >= NETWORK_FROM:
        wanted += struct.pack("<Q", 0 if network else TCP)
    if version >= SCOPES_FROM:
        wanted += struct.pack("<Q", SCOPES)
    rules = linux_calls.call("landlock_create_ruleset", ctypes.c_char_p(wanted), len(wanted), 0)
    try:
        for path in readable:
            _allow(rules, path, READ_FILE | (READ_DIRECTORY if path.is_dir() else 0))
        if writable is not None:
            _allow(rules, writable, every & ~EXECUTE)
        linux_calls.call("landlock_restrict_self", rules, 0)
    finally:
        os.close(rules)
    return f"Landlock, version {version} of its interface"


def _allow(rules: int, path: Path, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return  # what is not there cannot be read
    try:
        rule = ctypes.c_char_p(struct.pack("<Qi", rights, place))
        linux_calls.call("landlock_add_rule", rules, PATH_BENEATH, rule, 0)
    finally:
        os.close(place)
