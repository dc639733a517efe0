"""Check a case without analysing it: every digest, link of the log, record and fact."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from secondtake.errors import EvidenceDamaged
from secondtake.model.enums import EventAction
from secondtake.model.evidence import CustodyEvent
from secondtake.own_folder import OwnFolder
from secondtake.store import custody, layout, people_traces
from secondtake.store.case import Case
from secondtake.store.file_verification import (
    Seen,
    Told,
    check_files,
    check_log_file,
    check_sums,
    look,
)
from secondtake.store.log_verification import (
    fact_problems,
    log_problems,
    readable,
    record_problems,
)
from secondtake.store.named_files import Named, derived_files, logged_files, people_files

__all__ = ["Verified", "verify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a check found. ``problems``: sentences, the first break first; empty: all matches.

    ``interrupted``: what a command that did not end, or is at work, has left; nothing that was
    recorded is lost, and the same command goes on from there.
    """

    problems: tuple[str, ...]
    interrupted: tuple[str, ...]
    exhibits: int
    derivatives: int
    events: int
    records: int
    head: str


def verify(
    path: Path, *, progress: Callable[[float, float | None], None] | None = None
) -> Verified:
    """Hash everything in the case at ``path`` again; writes nothing, asks no network.

    ``progress`` is called with bytes hashed and bytes in all. Raises ``InputMissing`` when there
    is no case, ``CaseInterrupted`` when its first command did not get as far as a log, and
    ``EvidenceDamaged`` when the database cannot be opened at all or the folder holds what no case
    has.
    """
    if not layout.is_case(path):
        Case.open(path, write=False)  # says what is there instead
    own, told, seen = OwnFolder(path), Told(), look(path)
    with Case.open(path, write=False) as case:
        lines = case.lines()
        events = readable(lines)
        told.problems.extend(log_problems(case, lines))
        check_log_file(own, seen, told, lines)
        check_files(own, seen, told, named=_named(own, case, events), progress=progress)
        check_sums(seen, told, _collected(events))
        records = sum(1 for _ in case.bodies())
        told.problems.extend(record_problems(case, events))
        told.problems.extend(fact_problems(case, events))
        told.problems.extend(_other_case(case, events))
    return Verified(
        problems=tuple(told.problems),
        interrupted=_interrupted(path, seen, told, events),
        exhibits=_count(seen, "evidence"),
        derivatives=_count(seen, "derived"),
        events=len(lines),
        records=records,
        head=custody.line_digest(lines[-1]) if lines else custody.FIRST,
    )


def _named(own: OwnFolder, case: Case, events: Iterable[CustodyEvent]) -> Iterator[Named]:
    for one in logged_files(events):
        yield one
        if one.name.startswith(f"{people_traces.FOLDER}/"):
            with contextlib.suppress(OSError, EvidenceDamaged):  # told when the list is compared
                yield from people_files(own.read(one.name))
    yield from derived_files(case)


def _collected(events: Iterable[CustodyEvent]) -> set[str]:
    return {e.exhibit for e in events if e.action == EventAction.COLLECTED and e.exhibit}


def _other_case(case: Case, events: Iterable[CustodyEvent]) -> Iterator[str]:
    for event in events:
        told = dict(event.detail).get("case", case.id)
        if event.action == EventAction.OPENED and told != case.id:
            yield "case.json carries the id of another case."


def _interrupted(
    path: Path, seen: Seen, told: Told, events: tuple[CustodyEvent, ...]
) -> tuple[str, ...]:
    if seen.ended and not told.interrupted:
        return ()
    last = f"event {events[-1].seq}, {events[-1].action}" if events else "none"
    return (
        "A command on the case did not end, or is still at work. Run that command again: it goes "
        "on where it stopped, and nothing that was recorded is lost. "
        f"`secondtake report --case {path}` also brings the folder in order. "
        f"The last event in the log: {last}.",
        *told.interrupted,
    )


def _count(seen: Seen, folder: str) -> int:
    return sum(n.startswith(f"{folder}/") and not layout.unfinished(n) for n in seen.files)
