"""The files of a case, compared with what its log and its records say of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from secondtake.errors import EvidenceDamaged
from secondtake.own_folder import OwnFolder
from secondtake.store import layout, people_traces, sums
from secondtake.store.case import DATABASE, DATABASE_SUM, LOCK
from secondtake.store.custody import FILE as LOG
from secondtake.store.named_files import EVIDENCE, Named

__all__ = ["Seen", "Told", "check_files", "check_log_file", "check_sums", "look"]

DERIVED = "derived"
BY_DIGEST = (EVIDENCE, DERIVED, *people_traces.ABOUT_PEOPLE)
"""Folders of files that are named by their own digest."""
DIGEST = re.compile(r"[0-9a-f]{64}")

UNREADABLE = "unreadable"

Progress = Callable[[float, float | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What lay in a case folder before its database was read.

    A command that is at work writes the database first, so that files seen before it can only be
    behind it. ``log`` and ``sums``: bytes, empty when there is none. ``database_sum``: None while
    a command is at work, and after one that did not end.
    """

    log: bytes
    sums: bytes
    database_sum: bytes | None
    files: tuple[str, ...]

    @property
    def ended(self) -> bool:
        """Whether the last command that wrote to the case ended by itself."""
        return self.database_sum is not None


@dataclass(frozen=True, slots=True)
class Told:
    """What was found: ``problems`` are damage, ``interrupted`` what a killed command leaves."""

    problems: list[str] = field(default_factory=list)
    interrupted: list[str] = field(default_factory=list)


def look(path: Path) -> Seen:
    """See what is there, and nothing where there is no folder.

    Raises ``FolderUnsafe`` for a link, a special file or a name of no case.
    """
    layout.require_own(path)
    own = OwnFolder(path)
    return Seen(
        log=_bytes(own, LOG) or b"",
        sums=_bytes(own, sums.FILE) or b"",
        database_sum=_bytes(own, DATABASE_SUM),
        files=tuple(own.files()),
    )


def check_files(
    own: OwnFolder,
    seen: Seen,
    told: Told,
    *,
    named: Iterable[Named],
    progress: Progress | None,
) -> None:
    """Compare every file with what names it in the log or the records.

    ``progress``: bytes hashed, bytes in all.
    """
    by_name = {one.name: one for one in named}
    _hashed(own, seen, told, by_name, progress)
    _named(own, seen, told, by_name.values())
    _unnamed(own, seen, told, by_name)
    _database(own, seen, told)


def check_log_file(own: OwnFolder, seen: Seen, told: Told, lines: list[str]) -> None:
    """Compare custody.jsonl with the ``lines`` of the log in the database."""
    wanted = "".join(line + "\n" for line in lines).encode("utf-8", "replace")
    now = _bytes(own, LOG) or b""
    if not seen.ended and now != seen.log and now.startswith(seen.log):
        # It grew while we looked: a command is at work, which may be ahead of what we read.
        have = now[: len(wanted)]
    else:
        have = seen.log
    if not wanted.startswith(have):
        pairs = enumerate(zip(have, wanted, strict=False))
        at = next((i for i, (left, right) in pairs if left != right), None)
        number = wanted[:at].count(b"\n") + 1 if at is not None else len(lines) + 1
        told.problems.append(f"Line {number} of {LOG} differs from the log in case.db.")
    elif len(wanted) - len(have) > len((lines or [""])[-1].encode("utf-8", "replace")) + 1:
        told.problems.append(f"{LOG} lacks more than its last line.")
    elif wanted != have:
        _late(seen, told).append(f"{LOG} lacks its last line, which is in case.db.")


def check_sums(seen: Seen, told: Told, collected: Iterable[str]) -> None:
    """Compare SHA256SUMS with the exhibits that the log names, by their digests."""
    wanted = sums.lines(collected)
    have = seen.sums.decode("utf-8", "replace").splitlines(keepends=True)
    # In the order of arrival; cases of versions up to 0.3.0 have them sorted.
    if sorted(have) == sorted(wanted):
        return
    said = f"{sums.FILE} does not list the exhibits of the custody log."
    (_late(seen, told) if sums.are_behind(have, wanted) else told.problems).append(said)


def _hashed(
    own: OwnFolder,
    seen: Seen,
    told: Told,
    named: dict[str, Named],
    progress: Progress | None,
) -> None:
    """Each file that is named by its digest."""
    left_out = people_traces.ABOUT_PEOPLE if _going(own) else ()
    checked = (n for n in seen.files if _by_digest(n) and n.partition("/")[0] not in left_out)
    sizes = {name: _size(own, name) for name in checked}
    total, done = float(sum(sizes.values())), 0.0
    for name, size in sizes.items():
        found = _digest(own, name, told)
        if found not in (name.rpartition("/")[2], UNREADABLE, None):
            again = named[name].again if name in named else ""
            told.problems.append(f"The file {name} does not match its SHA-256.{_once(again)}")
        done += size
        if progress is not None:
            progress(done, total)


def _named(own: OwnFolder, seen: Seen, told: Told, named: Iterable[Named]) -> None:
    """Each file that the log or a record names."""
    going = _going(own)
    gone: Counter[tuple[str, str]] = Counter()
    listed = set(seen.files)
    for one in named:
        folder = one.name.partition("/")[0]
        if _by_digest(one.name) and one.name in listed:
            continue  # hashed above
        found = _digest(own, one.name, told)
        if found in (one.digest, UNREADABLE) or (found is None and one.optional):
            continue
        if going and (folder in people_traces.ABOUT_PEOPLE or one.name in people_traces.REPORTS):
            continue  # being written over
        if found is None and folder in (DERIVED, people_traces.LOOKS):
            gone[folder, one.again] += 1
        elif found is None:
            missing = f"{one.what} is missing: {one.name}.{_once(one.again)}"
            (_late(seen, told) if one.late else told.problems).append(missing)
        elif one.late and found in one.earlier:
            _late(seen, told).append(f"The file {one.name} is older than the log.")
        else:
            told.problems.append(f"The file {one.name} does not match the log.{_once(one.again)}")
    told.problems.extend(
        f"Files that the case names are missing from {folder}/ ({count}). They are no evidence."
        f"{_once(again)}"
        for (folder, again), count in gone.items()
    )


def _unnamed(own: OwnFolder, seen: Seen, told: Told, named: Collection[str]) -> None:
    """Each file that nothing names where everything has to be named, and what is unfinished."""
    for name in seen.files:
        folder = name.partition("/")[0]
        if layout.unfinished(name):
            told.interrupted.append(f"The file {name} was not finished.")
        elif folder.endswith(people_traces.GOING) or name in named:
            continue
        elif folder == EVIDENCE or (folder == people_traces.FOLDER and not _by_digest(name)):
            _late(seen, told).append(f"The file {name} is not in the custody log.")
        elif name in people_traces.REPORTS:
            told.problems.append(f"The file {name} is not in the custody log.")
        elif name == LOCK and _size(own, name):
            told.problems.append(f"The file {name} holds something, and is always empty.")
    if _going(own):
        told.interrupted.append("`secondtake forget-people` did not end.")


def _database(own: OwnFolder, seen: Seen, told: Told) -> None:
    """Whether case.db is, to the last byte, as the last writer left it.

    Pages have spare bytes that no record and no check of SQLite speaks of. A killed writer leaves
    no digest to compare with.
    """
    if seen.database_sum is None:
        return
    same = seen.database_sum == f"{own.digest(DATABASE)}  {DATABASE}\n".encode()
    if not (same and not _size(own, f"{DATABASE}-wal")) and own.has_file(DATABASE_SUM):
        told.problems.append(
            f"{DATABASE} or {DATABASE_SUM} is not, byte by byte, as the last command left it."
        )


def _going(own: OwnFolder) -> bool:
    """Whether a deletion of what is about people did not end."""
    names = people_traces.ABOUT_PEOPLE
    return any(own.has_folder(f"{name}{people_traces.GOING}") for name in names)


def _late(seen: Seen, told: Told) -> list[str]:
    """Where to tell what a command that did not end leaves behind, and nothing else does."""
    return told.problems if seen.ended else told.interrupted


def _once(again: str) -> str:
    return f" {again} makes it again." if again else ""


def _by_digest(name: str) -> bool:
    folder, _, rest = name.partition("/")
    return folder in BY_DIGEST and DIGEST.fullmatch(rest.rpartition("/")[2]) is not None


def _size(own: OwnFolder, name: str) -> int:
    facts = own.facts(name)
    return facts.st_size if facts is not None else 0


def _bytes(own: OwnFolder, name: str) -> bytes | None:
    try:
        return own.read(name)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(name, error) from error


def _digest(own: OwnFolder, name: str, told: Told) -> str | None:
    """The file's SHA-256; None when it is not there, UNREADABLE when that was told."""
    try:
        return own.digest(name)
    except FileNotFoundError:
        return None
    except OSError as error:
        told.problems.append(str(_unreadable(name, error)))
    except EvidenceDamaged as error:
        told.problems.append(str(error))
    return UNREADABLE


def _unreadable(name: str, error: OSError) -> EvidenceDamaged:
    return EvidenceDamaged(
        f"The file {name} of the case cannot be read: {error.strerror}.",
        advice="Restore it from a copy of the case.",
    )
