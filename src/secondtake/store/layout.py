"""What a case folder may hold, by name, and the look at it before anything is opened."""

from __future__ import annotations

import re
from pathlib import Path

from secondtake.own_folder import PART, OwnFolder, require_plain

__all__ = [
    "MARKER",
    "is_begun",
    "is_case",
    "is_headless",
    "is_unmade",
    "require_own",
    "sweep",
    "unfinished",
]

MARKER = "case.json"
_BLOB = r"[0-9a-f]{2}/([0-9a-f]{64}|\.part-[^/]+)?"
KNOWN = re.compile(
    rf"""
    case\.json | SHA256SUMS | custody\.jsonl | report\.(html|json|pdf)
    | case\.db(-wal|-shm|-journal|\.sha256)? | writer\.lock(-journal)?
    | \.part-[^/]+ | \.part-[0-9a-f]{{16}}/[^/]* | \.report\.(html|json|pdf)\.\d+\.part
    | (evidence|derived|looks|people|cache)/({_BLOB}|\.part-[^/]+)?
    | (looks|people|cache)\.going/({_BLOB}|\.part-[^/]+)?
    | playing(\.going)?/([0-9a-f]{{64}}(-[0-9a-z]+)+\.mp4|\.part-[^/]+)?
    | people(\.going)?/[0-9a-f]{{64}}(\.\d+)?-[0-9a-f]{{12}}\.jsonl
    | seals/(trusted\.pem|[0-9a-f]{{64}}\.[0-9a-f]{{12}}\.tsr|\.part-[^/]+)?
    """,
    re.VERBOSE,
)
"""Every name of ``docs/format.md``, and those that SQLite, a killed writer, or a deletion that was
killed leave."""
UNFINISHED = re.compile(
    r"(?!playing/)(.*/)?\.(part-[^/]+(/.*)?|report\.(html|json|pdf)\.\d+\.part)"
)
"""Names of files that were being written: those of today, and of reports up to version 0.1.

Whoever only reads a case may write copies for playing, which are no evidence; they clean up for
themselves."""


def is_case(path: Path) -> bool:
    """Whether a folder is, or says it is, a case; raises ``FolderUnsafe`` for a marker that is no
    plain file and ``CaseUnusable`` for a folder that may not be read."""
    return OwnFolder(path).is_marked(MARKER)


def require_own(path: Path) -> None:
    """Refuse a case folder with a link, a special file or a name of no case.

    Raises as ``require_plain`` does; writes nothing.
    """
    require_plain(path, KNOWN, what="a case")


def is_begun(path: Path) -> bool:
    """Whether a folder is empty, or holds only what a first write that failed leaves in it:
    unfinished files and the two folders, empty."""
    files = OwnFolder(path)
    for name in files.names():
        if name in ("evidence", "derived"):
            if not files.has_folder(name) or files.names(name):
                return False
        elif not name.startswith(PART):
            return False
    return True


def is_headless(path: Path) -> bool:
    """Whether a folder holds a case's log or database, and no ``case.json`` to say so."""
    return path.is_dir() and not {"case.db", "custody.jsonl"}.isdisjoint(OwnFolder(path).names())


def is_unmade(path: Path) -> bool:
    """Whether a folder is no more than the first command on a case leaves when it is killed before
    it has logged anything: no log, no evidence, and nobody closed the database."""
    files = OwnFolder(path)
    if not files.has_file(MARKER):
        return is_begun(path) and bool(files.names())
    if files.has_file("case.db.sha256") or any(files.files("evidence")):
        return False
    log = files.facts("custody.jsonl")
    return log is None or log.st_size == 0


def unfinished(name: str) -> bool:
    """Whether a name below a case is that of a file which was being written."""
    return UNFINISHED.fullmatch(name) is not None


def sweep(files: OwnFolder) -> None:
    """Remove what a killed or failed command left unfinished; only a case's one writer may."""
    for name in filter(unfinished, tuple(files.files())):
        files.remove(name)
    for name in files.names():
        if name.startswith(PART):
            files.remove_folder(name)
