"""A look at a whole folder before anything in it is opened or written."""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from secondtake.errors import CaseUnusable, FolderUnsafe
from secondtake.model.names import shown
from secondtake.own_folder.opening import OwnFolder
from secondtake.own_folder.refusals import ADVICE, FOLDER, MOST_DEEP, kind_at, too_deep, unsafe

__all__ = ["require_plain"]

TRIES = 10
PAUSE_SECONDS = 0.01
"""How often and after what pause a file with two names is looked at again: a writer at work gives
a file its second name for the time of two calls (``preserve/copy_and_hash.py``)."""
UNTOUCHED = "Nothing was written."
LEFT_BY_SYSTEMS = re.compile(
    r"\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|\.directory|\.nfs[0-9a-f]+|\.fuse_hidden[0-9a-f]+"
)
"""Plain files that macOS, Windows, KDE, NFS and FUSE leave in any folder; never opened."""


def require_plain(root: Path, known: re.Pattern[str] | None, *, what: str) -> None:
    """Refuse a folder that holds anything but plain files and folders of its own.

    ``known``: matches whole names below ``root`` that ``what`` ("a case") has, those of folders
    with ``/`` at their end; None where the layout is another program's. Raises ``FolderUnsafe``
    for the first name, in order, that is a link, a named pipe, a socket, a device, a file which
    has another name outside the folder, or not ``known``; ``CaseUnusable`` for a folder that
    cannot be listed. A ``root`` that is not there or is no folder is left to whoever opens it.
    Writes nothing and opens no file.
    """
    names: dict[tuple[int, int], list[str]] = {}
    count: dict[str, int] = {}
    for name, facts in _walked(root, known, what):
        if stat.S_ISREG(facts.st_mode) and facts.st_nlink > 1:
            names.setdefault((facts.st_dev, facts.st_ino), []).append(name)
            count[name] = facts.st_nlink
    linked = [same[0] for same in names.values() if len(same) < count[same[0]]]
    own = OwnFolder(root)
    for _ in range(TRIES):
        linked = [name for name in linked if (now := own.facts(name)) and now.st_nlink > 1]
        if not linked:
            return
        time.sleep(PAUSE_SECONDS)
    raise FolderUnsafe(
        f"{shown(linked[0])} in {shown(str(root))} is also a file elsewhere (a hard link): "
        "what is written to one is written to the other.",
        advice=f"{UNTOUCHED} Copy the folder, with cp -R for example, and use the copy.",
    )


def _walked(
    root: Path, known: re.Pattern[str] | None, what: str
) -> Iterator[tuple[str, os.stat_result]]:
    try:
        handle = os.open(root, FOLDER)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        raise _unlistable(root, "", error) from error
    try:
        yield from _below(root, handle, "", known, what)
    finally:
        os.close(handle)


def _below(
    root: Path, folder: int, above: str, known: re.Pattern[str] | None, what: str
) -> Iterator[tuple[str, os.stat_result]]:
    try:
        found = sorted(os.listdir(folder))
    except OSError as error:
        raise _unlistable(root, above, error) from error
    for last in found:
        name = above + last
        try:
            facts = os.stat(last, dir_fd=folder, follow_symlinks=False)
        except FileNotFoundError:
            continue  # another process has just removed it
        kind = stat.S_IFMT(facts.st_mode)
        if kind not in (stat.S_IFREG, stat.S_IFDIR):
            raise unsafe(root, name, kind, advice=f"{UNTOUCHED} {ADVICE}")
        inner = kind == stat.S_IFDIR
        strange = known is not None and not known.fullmatch(f"{name}/" if inner else name)
        if strange and inner and known is not None and known.fullmatch(name):
            where = "a folder, where a file belongs"
            raise unsafe(root, name, where, advice=f"{UNTOUCHED} {ADVICE}")
        if strange and (inner or not LEFT_BY_SYSTEMS.fullmatch(last)):
            raise FolderUnsafe(
                f"{shown(name)} in {shown(str(root))} does not belong to {what}.",
                advice=f"{UNTOUCHED} Move it out of the folder.",
            )
        yield name, facts
        if inner:
            if name.count("/") >= MOST_DEEP:
                raise too_deep(root, name)
            yield from _inside(root, folder, name, known, what)


def _inside(
    root: Path, folder: int, name: str, known: re.Pattern[str] | None, what: str
) -> Iterator[tuple[str, os.stat_result]]:
    last = name.rpartition("/")[2]
    try:
        handle = os.open(last, FOLDER | os.O_NOFOLLOW, dir_fd=folder)
    except FileNotFoundError:
        return
    except OSError as error:
        kind = kind_at(folder, last)
        if kind not in (None, stat.S_IFDIR):
            raise unsafe(root, name, kind or 0, advice=f"{UNTOUCHED} {ADVICE}") from error
        raise _unlistable(root, name, error) from error
    try:
        yield from _below(root, handle, f"{name}/", known, what)
    finally:
        os.close(handle)


def _unlistable(root: Path, name: str, error: OSError) -> CaseUnusable:
    where = f"{name.rstrip('/')} in {root}" if name else str(root)
    return CaseUnusable(
        f"The folder {shown(where)} cannot be listed: {error.strerror}.",
        advice="Check the permission of the folder.",
    )
