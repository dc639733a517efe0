"""Files on their way into a case: whole from a form, or in parts that go on where they stopped."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sys
from pathlib import Path
from typing import BinaryIO

from secondtake.errors import CaseUnwritable, InputInvalid
from secondtake.web.messages import word

__all__ = ["add", "have", "named", "whole"]

UPLOAD = re.compile(r"[0-9a-f]{64}")
"""What a page calls a file: the SHA-256 of its name, size and date, so the same when it returns."""
UNFIT = re.compile(r"[/\\\x00-\x1f\x7f]")
LONGEST_NAME = 240
"""Bytes; file systems take 255."""
WRITING = "incoming"


def whole(name: str, file: BinaryIO) -> Path:
    """A file of a form under its own name; raises ``CaseUnwritable`` when the disk refuses."""
    folder = _folder() / secrets.token_hex(32)
    try:
        folder.mkdir()
        with (folder / WRITING).open("wb") as to:
            shutil.copyfileobj(file, to, 1 << 20)
    except OSError as error:
        raise _unwritable(error) from error
    return named(folder.name, name)


def have(upload: str) -> int:
    """Bytes of an upload that are on the disk."""
    folder = _place(upload)
    sizes = [path.stat().st_size for path in folder.iterdir()] if folder.is_dir() else []
    return max(sizes, default=0)  # one file, under either of its names


def add(upload: str, part: bytes, offset: int, size: int) -> int:
    """Put the part that begins at ``offset`` behind what is there; how much is there then.

    What is answered is on the disk. A part that does not begin where the last one ended is left
    out: the answer says where to go on. Raises ``InputInvalid`` for more than ``size`` bytes,
    ``CaseUnwritable`` when the disk refuses.
    """
    there = have(upload)
    if offset + len(part) > size:
        raise InputInvalid(word("error.part"), advice=word("take.intro"))
    if offset != there:
        return there
    try:
        _place(upload).mkdir(exist_ok=True)
        with (_place(upload) / WRITING).open("ab") as to:
            to.write(part)
            to.flush()
            os.fsync(to.fileno())
    except OSError as error:
        raise _unwritable(error) from error
    return there + len(part)


def named(upload: str, name: str) -> Path:
    """The whole upload under the name of the file that it is."""
    end = UNFIT.sub("_", name).encode("utf-8", "replace")[-LONGEST_NAME:]
    clean = end.decode("utf-8", "ignore").strip().lstrip(".-") or WRITING
    folder = _place(upload)
    try:
        if (folder / WRITING).exists():  # else it came before, when the case was busy
            (folder / WRITING).rename(folder / clean)
    except OSError as error:
        raise _unwritable(error) from error
    return folder / clean


def _place(upload: str) -> Path:
    if not UPLOAD.fullmatch(upload):
        raise InputInvalid(word("error.part"), advice=word("take.intro"))
    return _folder() / upload


def _folder() -> Path:
    """This user's own, which outlives the server: an upload goes on after it was killed."""
    home = Path.home()
    caches = home / "Library" / "Caches" if sys.platform == "darwin" else home / ".cache"
    folder = Path(os.environ.get("XDG_CACHE_HOME") or caches) / "secondtake" / "incoming"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise _unwritable(error) from error
    return folder


def _unwritable(error: OSError) -> CaseUnwritable:
    return CaseUnwritable(
        f"The file could not be put on the disk: {error.strerror}.",
        advice="Make room, or set XDG_CACHE_HOME to a folder with room.",
    )
