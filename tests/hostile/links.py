"""A case with every name a case may hold, and what a stranger may put in the place of one."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

from secondtake.workbench import open_bench

__all__ = ["FILES", "FOLDERS", "KINDS", "case_with_all", "planted", "snapshot"]

_DIGEST = hashlib.sha256(b"one").hexdigest()
_BLOB = f"{_DIGEST[:2]}/{_DIGEST}"
_PAGE = hashlib.sha256(b"The agency said that the film shows the pier.").hexdigest()
FILES = (
    "case.json",
    "case.db",
    "case.db-wal",
    "case.db-shm",
    "case.db-journal",
    "case.db.sha256",
    "custody.jsonl",
    "SHA256SUMS",
    "writer.lock",
    "report.html",
    "report.json",
    "report.pdf",
    ".part-case.json",
    ".part-SHA256SUMS",
    f"evidence/{_PAGE[:2]}/{_PAGE}",
    "evidence/.part-abc",
    f"derived/{_BLOB}",
    f"looks/{_BLOB}",
    f"looks.going/{_BLOB}",
    f"cache/{_BLOB}",
    f"people/{_BLOB}",
    f"people/{_DIGEST}-{_DIGEST[:12]}.jsonl",
    f"people.going/{_BLOB}",
    "seals/trusted.pem",
    f"seals/{_DIGEST}.{_DIGEST[:12]}.tsr",
)
FOLDERS = (
    "evidence",
    f"evidence/{_PAGE[:2]}",
    "derived",
    "looks",
    "looks.going",
    "cache",
    "people",
    "people.going",
    "seals",
)


def case_with_all(folder: Path) -> Path:
    """A case that was worked on, with a file of every name."""
    page = folder / "page.txt"
    page.write_bytes(b"The agency said that the film shows the pier.")
    with open_bench(folder / "case") as bench:
        bench.keep(page, role="page")
        bench.read()
        bench.report()
    for name in FILES:
        file = folder / "case" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            file.write_bytes(b"")
    return folder / "case"


def _link(place: Path, victim: Path) -> None:
    place.symlink_to(victim)


def _dangling(place: Path, victim: Path) -> None:
    place.symlink_to(victim.with_name("made by us"))


def _pipe(place: Path, victim: Path) -> None:
    os.mkfifo(place)


def _linked_folder(place: Path, victim: Path) -> None:
    place.symlink_to(victim.parent, target_is_directory=True)


def _hard_link(place: Path, victim: Path) -> None:
    place.hardlink_to(victim)


def _folder(place: Path, victim: Path) -> None:
    place.mkdir()


KINDS: dict[str, Callable[[Path, Path], None]] = {
    "link": _link,
    "dangling link": _dangling,
    "pipe": _pipe,
    "linked folder": _linked_folder,
    "hard link": _hard_link,
    "folder": _folder,
}


def planted(place: Path, kind: str, victim: Path) -> None:
    """Put something of a kind in the place of a file or a folder."""
    if place.is_dir() and not place.is_symlink():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
    KINDS[kind](place, victim)


def snapshot(folder: Path) -> dict[str, tuple[int, str]]:
    """The kind of every name below a folder with what it holds or leads to."""
    found = {}
    for path in sorted(folder.rglob("*")):
        mode = path.lstat().st_mode
        if stat.S_ISREG(mode):
            held = hashlib.sha256(path.read_bytes()).hexdigest()
        else:
            held = str(path.readlink()) if stat.S_ISLNK(mode) else ""
        found[path.relative_to(folder).as_posix()] = (stat.S_IFMT(mode), held)
    return found
