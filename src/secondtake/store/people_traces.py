"""Traces of people: kept in a folder of the case by themselves, so that all can be deleted."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from secondtake.errors import EvidenceDamaged
from secondtake.model.enums import EventAction
from secondtake.model.people import BodyTrack
from secondtake.store import blobs, row_format
from secondtake.store.case import Case
from secondtake.store.logged_facts import FORGOT

__all__ = ["FOLDER", "GOING", "LOOKS", "REPORTS", "erase", "fetch", "finish", "held", "keep", "list_name"]

FOLDER = "people"
"""Below the case folder. Nothing of it is in ``case.db``, in ``derived/`` or in an export."""

LOOKS = "looks"
"""Closer looks at shots (``store/shot_descriptions.py``): they show people."""

GOING = ".going"
"""Ends the name of a folder while it is deleted: a kill in between leaves nothing half there."""

REPORTS = ("report.html", "report.json", "report.pdf")
"""Written anew by ``secondtake report``, then without people."""


def keep(
    case: Case, exhibit: str, maker: str, tracks: Sequence[BodyTrack], *, actor: str, reason: str
) -> None:
    """Keep the tracks of one film and log that, why and by which ``maker`` (its digest)."""
    folder = case.path / FOLDER
    lines = [row_format.body(t, lambda data: blobs.write(folder, data)) for t in tracks]
    text = "".join(line + "\n" for line in lines).encode("utf-8")
    with blobs.unwritable(folder):
        folder.mkdir(exist_ok=True)
        part = folder / f".part-{exhibit[:12]}"
        with part.open("wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(_list(case, exhibit, maker))
    case.record(
        EventAction.FOLLOWED_PEOPLE,
        actor=actor,
        exhibit=exhibit,
        detail=[
            ("reason", reason),
            ("maker", maker),
            ("tracks", str(len(tracks))),
            ("list", hashlib.sha256(text).hexdigest()),
        ],
    )


def held(case: Case, exhibit: str, maker: str) -> bool:
    """Whether the film was followed by ``maker`` and the log says so."""
    return _list(case, exhibit, maker).is_file() and bool(case.facts.people_list(exhibit, maker))


def fetch(case: Case, exhibit: str, maker: str) -> tuple[BodyTrack, ...]:
    """The tracks of one film; none when it was not followed, or all was deleted.

    Raises ``EvidenceDamaged`` when the list is not the one the log names.
    """
    logged = case.facts.people_list(exhibit, maker)
    folder = case.path / FOLDER
    path = _list(case, exhibit, maker)
    if logged is None or not path.is_file():
        return ()
    if blobs.file_digest(path) != logged.digest:
        raise EvidenceDamaged(
            f"The tracks of people in the film {exhibit[:12]}… are not those that were logged.",
            advice="Run `secondtake forget-people`, then compare people again.",
        )
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(
        row_format.restore("body track", t, lambda d: blobs.read(folder, d)) for t in lines
    )


def list_name(exhibit: str, maker: str) -> str:
    """What the file of a film's tracks is called; ``maker`` is the digest of who made them."""
    return f"{exhibit}-{maker[:12]}.jsonl"


def erase(case: Case, *, actor: str) -> int:
    """Delete every trace and closer look, and the reports that show people, and log it.

    Files are written over before they go: what a disk or a backup keeps of them beside that is
    out of reach. Gives how many files are gone, 0 when there were none.
    """
    reports = [p for p in (case.path / n for n in REPORTS) if p.is_file()]
    files = list(reports)
    with blobs.unwritable(case.path):
        for name, going in _going(case).items():
            if going.exists():
                _wipe(going)
            if (case.path / name).exists():
                (case.path / name).rename(going)
            files += [p for p in going.rglob("*") if p.is_file()]
        for report in reports:
            _blank(report)
            report.unlink()
        for going in _going(case).values():
            if going.exists():
                _wipe(going)
    case.record(FORGOT, actor=actor, detail=[("files deleted", str(len(files)))])
    return len(files)


def finish(case: Case, *, actor: str) -> None:
    """Go on with a deletion that was killed in its middle, and log it; nothing otherwise."""
    if any(going.exists() for going in _going(case).values()):
        erase(case, actor=actor)


def _going(case: Case) -> dict[str, Path]:
    """What each folder that is to be deleted is called meanwhile."""
    return {name: case.path / f"{name}{GOING}" for name in (FOLDER, LOOKS)}


def _wipe(folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            _blank(file)
    shutil.rmtree(folder)


def _blank(file: Path) -> None:
    """Put zeros where the file's bytes lie."""
    file.chmod(0o600)
    with file.open("r+b") as open_file:
        left = file.stat().st_size
        while left > 0:
            left -= open_file.write(b"\0" * min(left, 1 << 20))
        open_file.flush()
        os.fsync(open_file.fileno())


def _list(case: Case, exhibit: str, maker: str) -> Path:
    return case.path / FOLDER / list_name(exhibit, maker)
