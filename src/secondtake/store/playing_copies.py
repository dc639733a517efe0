"""Copies for playing, kept in a folder of the case: never evidence, bounded, and gone at any time.

Whoever reads a case may write here without its lock: a file comes whole or not at all, and the
same name means the same content.
"""

from __future__ import annotations

from pathlib import Path

from secondtake.model.enums import SeeingGrade
from secondtake.own_folder import OwnFolder
from secondtake.store import blobs

__all__ = ["FOLDER", "MOST_BYTES", "copy_name", "forget_copies", "held_copy", "keep_copy"]

FOLDER = "playing"
"""Below the case folder."""
MOST_BYTES = 4 << 30
"""Of all copies of a case: some hours of film. The oldest go first."""
VERSION = 2
"""Of how copies are made: one of another version is never used."""


def copy_name(
    exhibit: str,
    stream: int,
    first: int,
    last: int,
    grade: SeeingGrade,
    *,
    sound: bool,
    whole_people: bool = False,
) -> str:
    """What the copy of an exhibit's frames ``first`` to ``last`` is called in its folder."""
    heard = "-sound" if sound else ""
    whole = "-people" if whole_people and grade == SeeingGrade.COVERED else ""
    return f"{FOLDER}/{exhibit}-{stream}-{first}-{last}-{grade}{whole}{heard}-v{VERSION}.mp4"


def held_copy(case: Path, name: str) -> Path | None:
    """Where a copy lies, or None where it has to be made.

    Raises ``CaseUnusable`` where the folder may not be read.
    """
    with blobs.unusable(case):
        return case / name if OwnFolder(case).has_file(name) else None


def keep_copy(case: Path, name: str, data: bytes) -> Path:
    """Keep a copy in the place of the oldest ones, where there is no room; give where it lies.

    Raises ``CaseUnwritable`` when the disk refuses.
    """
    files = OwnFolder(case)
    with blobs.unwritable(case):
        _make_room(files, len(data))
        files.put(name, data)
    return case / name


def forget_copies(case: Path, exhibit: str) -> int:
    """Delete every copy of an exhibit; give how many there were."""
    files = OwnFolder(case)
    with blobs.unwritable(case):
        names = [n for n in files.files(FOLDER) if n.startswith(f"{FOLDER}/{exhibit}-")]
        for name in names:
            files.remove(name)
    return len(names)


def _make_room(files: OwnFolder, size: int) -> None:
    held = []
    for name in files.files(FOLDER):
        facts = files.facts(name)
        if facts is not None:  # removed meanwhile
            held.append((facts.st_mtime_ns, facts.st_size, name))
    total = size + sum(size for _, size, _ in held)
    for _, freed, name in sorted(held):
        if total <= MOST_BYTES:
            return
        files.remove(name)
        total -= freed
