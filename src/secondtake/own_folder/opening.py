"""Files and folders beneath a root, opened from its descriptor without following a link."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from io import BufferedReader, BufferedWriter
from pathlib import Path

from secondtake.errors import CaseUnusable, FolderUnsafe
from secondtake.model.names import shown
from secondtake.own_folder.refusals import ADVICE, FOLDER, MOST_DEEP, kind_at, too_deep, unsafe

__all__ = ["PART", "OwnFolder"]

PART = ".part-"
"""How the names of unfinished files begin; what a killed run leaves of them is never read."""
_FILE = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
"""``O_NONBLOCK``, so that a named pipe is told and not waited for."""
_PIECE = 1 << 20


class OwnFolder:
    """What lies beneath ``root``, named with ``/``; no link below the root is ever followed.

    Every method raises ``FolderUnsafe`` where a link or a special file is in the way or a name
    leads out, and ``OSError`` as the system gives it for the rest (``FileNotFoundError`` ...).

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as root:
    ...     OwnFolder(Path(root)).put("notes/one.txt", b"seen")
    ...     OwnFolder(Path(root)).read("notes/one.txt")
    b'seen'
    """

    __slots__ = ("root",)

    def __init__(self, root: Path) -> None:
        self.root = root

    def facts(self, name: str) -> os.stat_result | None:
        """What the system says of ``name`` itself; None when it is not there."""
        try:
            with self._holder(name) as (folder, last):
                return os.stat(last, dir_fd=folder, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def has_file(self, name: str) -> bool:
        """Whether ``name`` is there as a plain file; raises when it is anything else."""
        return self._has(name, stat.S_IFREG)

    def has_single_file(self, name: str) -> bool:
        """Whether ``name`` is there as a plain file; raises when that has another name too."""
        facts = self.facts(name)
        if facts is None:
            return False
        self._require(name, facts, stat.S_IFREG)
        self._require_single(name, facts)
        return True

    def is_marked(self, name: str) -> bool:
        """Whether the root is a folder that holds ``name`` as a plain file.

        Raises ``CaseUnusable`` for a root that may not be read.
        """
        try:
            return self.has_file(name)
        except NotADirectoryError:
            return False
        except OSError as error:
            raise CaseUnusable(
                f"The folder {shown(str(self.root))} cannot be opened: {error.strerror}.",
                advice="Check the path and the permission of the folder.",
            ) from error

    def has_folder(self, name: str) -> bool:
        """Whether ``name`` is there as a folder; raises when it is anything else."""
        return self._has(name, stat.S_IFDIR)

    def open(self, name: str) -> BufferedReader:
        """A plain file, for reading."""
        return os.fdopen(self._opened(name, os.O_RDONLY), "rb")

    def read(self, name: str) -> bytes:
        """The bytes of a plain file."""
        with self.open(name) as file:
            return file.read()

    def digest(self, name: str) -> str:
        """SHA-256 (hex) of a plain file's bytes."""
        with self.open(name) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def names(self, name: str = "") -> list[str]:
        """The names in a folder, sorted; none when it is not there."""
        try:
            with self._folder(name) as folder:
                return sorted(os.listdir(folder))  # noqa: PTH208 - pathlib knows no descriptor
        except FileNotFoundError:
            return []

    def files(self, name: str = "") -> Iterator[str]:
        """Every plain file below a folder, at every depth, sorted; raises for anything else."""
        for inside in self.names(name):
            path = f"{name}/{inside}" if name else inside
            facts = self.facts(path)
            if facts is None:
                continue  # removed meanwhile
            if stat.S_ISDIR(facts.st_mode):
                if path.count("/") >= MOST_DEEP:
                    raise too_deep(self.root, path)
                yield from self.files(path)
            else:
                self._require(path, facts, stat.S_IFREG)
                yield path

    def make(self, name: str) -> None:
        """Make a folder and those above it, as far as they are not there."""
        made = ""
        for part in _parts(name):
            made = f"{made}/{part}" if made else part
            with self._holder(made) as (folder, last), contextlib.suppress(FileExistsError):
                os.mkdir(last, dir_fd=folder)
        with self._folder(name):
            pass  # that it is a folder, and no link to one

    def create(self, name: str) -> BufferedWriter:
        """A new file, for writing; ``FileExistsError`` where anything has the name, links too."""
        return os.fdopen(self._opened(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL), "wb")

    def append(self, name: str, data: bytes) -> None:
        """Write ``data`` to the end of a file, made when it is not there, and sync it."""
        handle = self._opened(name, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        with os.fdopen(handle, "ab") as file:
            self._require_single(name, os.fstat(handle))
            file.write(data)
            file.flush()
            os.fsync(handle)

    def put(self, name: str, data: bytes, *, mode: int | None = None) -> None:
        """Write a file whole or not at all, synced, in the place of any file of that name.

        Folders above it are made. ``mode``: its permissions, those of the process when None. A
        link of that name is replaced, and what it led to stays as it is.
        """
        above = name.rpartition("/")[0]
        if above:
            self.make(above)
        part = f"{PART}{secrets.token_hex(8)}"
        part = f"{above}/{part}" if above else part
        try:
            with self.create(part) as file:
                file.write(data)
                file.flush()
                if mode is not None:
                    os.fchmod(file.fileno(), mode)
                os.fsync(file.fileno())
            self.rename(part, name)
        except BaseException:
            self.remove(part)
            raise

    def rename(self, old: str, new: str) -> None:
        """Give a file or folder another name; a file of the new name is replaced."""
        with self._holder(old) as (left, last_left), self._holder(new) as (right, last_right):
            os.rename(last_left, last_right, src_dir_fd=left, dst_dir_fd=right)

    def link(self, old: str, new: str) -> None:
        """Give a file a second name; ``FileExistsError`` where anything has it, links too."""
        with self._holder(old) as (left, last_left), self._holder(new) as (right, last_right):
            os.link(last_left, last_right, src_dir_fd=left, dst_dir_fd=right, follow_symlinks=False)

    def remove(self, name: str) -> None:
        """Remove a file or a link itself; nothing when it is not there."""
        with contextlib.suppress(FileNotFoundError), self._holder(name) as (folder, last):
            os.unlink(last, dir_fd=folder)

    def remove_folder(self, name: str) -> None:
        """Remove a folder with all that is below it."""
        with self._holder(name) as (folder, last):
            shutil.rmtree(last, dir_fd=folder)

    def wipe(self, name: str) -> None:
        """Put zeros where a plain file's bytes lie, synced; the file stays."""
        reader = self._opened(name, os.O_RDONLY)
        try:
            self._require_single(name, os.fstat(reader))
            os.fchmod(reader, 0o600)  # what was kept write-once has no permission to write
            writer = self._opened(name, os.O_WRONLY)
            with os.fdopen(writer, "wb") as file:
                facts = os.fstat(writer)
                if not os.path.samestat(facts, os.fstat(reader)):
                    raise unsafe(self.root, name, "not the file it was a moment ago")
                left = facts.st_size
                while left > 0:
                    left -= file.write(b"\0" * min(left, _PIECE))
                file.flush()
                os.fsync(writer)
        finally:
            os.close(reader)

    def sync(self, name: str = "") -> None:
        """Bring the names in a folder to the disk."""
        with self._folder(name) as folder:
            os.fsync(folder)

    def _has(self, name: str, wanted: int) -> bool:
        facts = self.facts(name)
        if facts is None:
            return False
        self._require(name, facts, wanted)
        return True

    def _opened(self, name: str, flags: int) -> int:
        with self._holder(name) as (folder, last):
            try:
                handle = os.open(last, flags | _FILE, 0o666, dir_fd=folder)
            except FileExistsError:
                raise
            except OSError:
                kind = kind_at(folder, last)
                if kind not in (None, stat.S_IFREG):
                    raise unsafe(self.root, name, kind or 0) from None
                raise
        try:
            self._require(name, os.fstat(handle), stat.S_IFREG)
        except FolderUnsafe:
            os.close(handle)
            raise
        return handle

    def _require(self, name: str, facts: os.stat_result, wanted: int) -> None:
        kind = stat.S_IFMT(facts.st_mode)
        if kind != wanted:
            raise unsafe(self.root, name, kind)

    def _require_single(self, name: str, facts: os.stat_result) -> None:
        if facts.st_nlink > 1:
            raise unsafe(self.root, name, "a file that has another name too (a hard link)")

    @contextlib.contextmanager
    def _holder(self, name: str) -> Iterator[tuple[int, str]]:
        *above, last = _parts(name)
        with self._folder("/".join(above)) as folder:
            yield folder, last

    @contextlib.contextmanager
    def _folder(self, name: str) -> Iterator[int]:
        handle = os.open(self.root, FOLDER)
        try:
            at = ""
            for part in _parts(name) if name else ():
                at = f"{at}/{part}" if at else part
                inner = self._step(handle, part, at)
                os.close(handle)
                handle = inner
            yield handle
        finally:
            os.close(handle)

    def _step(self, folder: int, part: str, at: str) -> int:
        try:
            return os.open(part, FOLDER | os.O_NOFOLLOW, dir_fd=folder)
        except OSError:
            kind = kind_at(folder, part)
            if kind not in (None, stat.S_IFDIR):
                raise unsafe(self.root, at, kind or 0) from None
            raise


def _parts(name: str) -> list[str]:
    parts = name.split("/")
    if any(part in ("", ".", "..") or "\0" in part for part in parts):
        raise FolderUnsafe(f"The name {shown(name[:60])} leads out of the folder.", advice=ADVICE)
    return parts
