"""The log, the records and the tables of a case's database, compared with each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from secondtake.errors import EvidenceDamaged
from secondtake.model.evidence import CustodyEvent
from secondtake.store import custody, fact_schema, logged_facts
from secondtake.store.case import Case
from secondtake.store.stored_rows import digest_of

__all__ = ["fact_problems", "log_problems", "readable", "record_problems"]


def readable(lines: Iterable[str]) -> tuple[CustodyEvent, ...]:
    """The events of a log, without lines that cannot be read; ``log_problems`` names those."""
    return tuple(event for event in map(_event, lines) if event is not None)


def log_problems(case: Case, lines: list[str]) -> Iterator[str]:
    """The first link of the chain that does not hold, and what the database no longer defines."""
    broken = custody.first_break(lines)
    if broken:
        yield broken
    for what in case.lacking():
        yield f"case.db lacks the {what}, which every case of Second Take has."


def record_problems(case: Case, events: Iterable[CustodyEvent]) -> Iterator[str]:
    """Every event whose records are not those it logged, or are filed under something else."""
    bodies = _by_event(case.bodies())
    filed = _by_event(case.filed())
    yield from case.misfiled()
    flaw = case.flaw()
    if flaw:
        yield f"The database is damaged: {flaw}."
    for event in events:
        told = dict(event.detail)
        got = bodies.pop(event.seq, None)
        if told.get("records") != (digest_of(got) if got else None):
            yield f"The records of event {event.seq} in case.db are not those it logged."
        under = told.get("filed")
        if under is not None and under != digest_of(filed.get(event.seq, [])):
            yield f"The records of event {event.seq} in case.db are filed under something else."
    for seq in bodies:
        yield f"case.db holds records of an event {str(seq)[:20]} that is not logged."


def fact_problems(case: Case, events: Iterable[CustodyEvent]) -> Iterator[str]:
    """Whether the tables say what the log says: each row as its event has it, none more or less."""
    said = logged_facts.standing(events)
    for kind, table in fact_schema.TABLES.items():
        wanted = {fact_schema.row_of(fact) for fact in said if isinstance(fact, kind)}
        try:
            have = set(case.facts.rows(kind))
        except EvidenceDamaged as error:
            yield str(error)
            continue
        lacking, added = ({row[0] for row in rows} for rows in (wanted - have, have - wanted))
        for seq in sorted(lacking | added, key=lambda seq: (len(str(seq)), str(seq))):
            if seq not in added:
                yield f"The table {table} of case.db lacks what event {seq} logged."
            elif seq not in lacking:
                yield f"The table {table} of case.db holds what event {seq} did not log."
            else:
                yield f"The table {table} of case.db is not what event {seq} logged."


def _by_event(rows: Iterable[tuple[object, str]]) -> dict[object, list[str]]:
    held: dict[object, list[str]] = {}
    for seq, text in rows:
        held.setdefault(seq, []).append(text)
    return held


def _event(line: str) -> CustodyEvent | None:
    try:
        return custody.event_of(line)
    except EvidenceDamaged:
        return None
