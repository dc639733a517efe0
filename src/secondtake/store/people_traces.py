"""Traces of people: kept in a folder of the case by themselves, so that all can be deleted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from secondtake.errors import EvidenceDamaged
from secondtake.model.enums import EventAction
from secondtake.model.film_key import exhibit_of
from secondtake.model.people import PersonTrack
from secondtake.store import blobs, picture_cache, playing_copies, row_format
from secondtake.store.case import Case
from secondtake.store.logged_facts import FORGOT, PeopleList, facts_of

__all__ = [
    "ABOUT_PEOPLE",
    "FOLDER",
    "GOING",
    "LOOKS",
    "REPORTS",
    "counted_before",
    "erase",
    "fetch",
    "finish",
    "held",
    "keep",
    "list_name",
]

FOLDER = "people"
"""Below the case folder. Nothing of it is in ``case.db``, in ``derived/`` or in an export."""

LOOKS = "looks"
"""Closer looks at shots (``store/shot_descriptions.py``): they show people."""

ABOUT_PEOPLE = (FOLDER, LOOKS, picture_cache.FOLDER, playing_copies.FOLDER)
"""What ``forget-people`` deletes: pictures of reports and copies for playing show people too."""

GOING = ".going"
"""Ends the name of a folder while it is deleted: a kill in between leaves nothing half there."""

LIST = ".jsonl"
REPORTS = ("report.html", "report.json", "report.pdf")
"""Written anew by ``secondtake report``, then without people."""


def keep(
    case: Case, film: str, maker: str, tracks: Sequence[PersonTrack], *, actor: str, reason: str
) -> None:
    """Keep the tracks of one film and log that, why and by which ``maker`` (its digest)."""
    folder = case.path / FOLDER
    lines = [row_format.body(t, lambda data: blobs.write(folder, data)) for t in tracks]
    text = "".join(line + "\n" for line in lines).encode("utf-8")
    with blobs.unwritable(folder):
        case.files.put(_list(film, maker), text)
    case.record(
        EventAction.FOLLOWED_PEOPLE,
        actor=actor,
        exhibit=exhibit_of(film),
        detail=[
            ("reason", reason),
            ("film", film),
            ("maker", maker),
            ("tracks", str(len(tracks))),
            ("list", hashlib.sha256(text).hexdigest()),
        ],
    )


def held(case: Case, film: str, maker: str) -> bool:
    """Whether the film was followed by ``maker`` and the log says so."""
    with blobs.unusable(case.path):
        there = case.files.has_file(_list(film, maker))
    return there and bool(case.facts.people_list(film, maker))


def fetch(case: Case, film: str, maker: str) -> tuple[PersonTrack, ...]:
    """The tracks of one film; none when it was not followed, or all was deleted.

    Raises ``EvidenceDamaged`` when the list is not the one the log names.
    """
    logged = case.facts.people_list(film, maker)
    folder = case.path / FOLDER
    name = _list(film, maker)
    if logged is None:
        return ()
    with blobs.unusable(case.path):
        if not case.files.has_file(name):
            return ()
        text = case.files.read(name)
    if hashlib.sha256(text).hexdigest() != logged.digest:
        raise EvidenceDamaged(
            f"The tracks of people in the film {film[:12]}… are not those that were logged.",
            advice="Run `secondtake forget-people`, then compare people again.",
        )
    lines = text.decode("utf-8").splitlines()
    return tuple(
        row_format.restore("body track", t, lambda d: blobs.read(folder, d)) for t in lines
    )


def counted_before(case: Case) -> tuple[dict[tuple[str, str], int], int]:
    """How many tracks were logged before those of each film and maker, and how many in all.

    Numbers of tracks go on from there: none is given twice, also after people were forgotten.
    """
    before, total = {}, 0
    for event in case.events():
        if event.action == EventAction.FOLLOWED_PEOPLE:
            for fact in facts_of(event):
                if isinstance(fact, PeopleList):
                    before[fact.exhibit, fact.maker] = total
                    total += fact.tracks
    return before, total


def list_name(film: str, maker: str) -> str:
    """What the file of a film's tracks is called; ``maker`` is the digest of who made them."""
    return f"{film}-{maker[:12]}{LIST}"


def erase(case: Case, *, actor: str) -> int:
    """Delete every trace and closer look, and the reports that show people, and log it.

    Files are written over before they go: what a disk or a backup keeps of them beside that is
    out of reach. Gives how many files are gone, 0 when there were none; redacted pictures of
    reports go too and are not counted.
    """
    files, names = case.files, ABOUT_PEOPLE
    gone = []
    with blobs.unwritable(case.path):
        for name in names:
            if files.has_folder(name) and not files.has_folder(f"{name}{GOING}"):
                files.rename(name, f"{name}{GOING}")
        # Also where there are only reports to delete: it says what becomes of their bytes.
        files.make(f"{FOLDER}{GOING}")
        gone += [report for report in REPORTS if files.has_file(report)]
        gone += [file for n in names for f in (n, f"{n}{GOING}") for file in files.files(f)]
        for file in gone:
            files.wipe(file)
            files.remove(file)
    counted = sum(not file.startswith(picture_cache.FOLDER) for file in gone)
    case.record(FORGOT, actor=actor, detail=[("files deleted", str(counted))])
    # Only now: while a folder of that name is there, a deletion that was killed is gone on with.
    with blobs.unwritable(case.path):
        for name in names:
            for folder in (name, f"{name}{GOING}"):
                if files.has_folder(folder):
                    files.remove_folder(folder)
    return counted


def finish(case: Case, *, actor: str) -> None:
    """Go on with a deletion that was killed in its middle, and log it.

    A list of tracks that a killed command left and no event names is deleted, so that nothing about
    people lies in the case without a reason in its log.
    """
    with blobs.unusable(case.path):
        going = any(case.files.has_folder(f"{name}{GOING}") for name in ABOUT_PEOPLE)
    if going:
        erase(case, actor=actor)
    logged = {list_name(held.exhibit, held.maker) for held in case.facts.people_lists()}
    with blobs.unwritable(case.path):
        for name in case.files.names(FOLDER):
            if name.endswith(LIST) and name not in logged:
                case.files.wipe(f"{FOLDER}/{name}")
                case.files.remove(f"{FOLDER}/{name}")


def _list(film: str, maker: str) -> str:
    return f"{FOLDER}/{list_name(film, maker)}"
