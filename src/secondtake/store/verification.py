"""Check a case without analysing it: every digest, link of the log, record and fact."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from secondtake.errors import EvidenceDamaged
from secondtake.model.enums import EventAction
from secondtake.model.evidence import CustodyEvent
from secondtake.store import blobs, custody, fact_schema, logged_facts, timestamp_tokens
from secondtake.store.case import DATABASE, DATABASE_SUM, Case, digest_of

__all__ = ["Verified", "verify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a check found. ``problems``: sentences, the first break first; empty: all matches."""

    problems: tuple[str, ...]
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
    is no case and ``EvidenceDamaged`` when the database cannot be opened at all.
    """
    with Case.open(path, write=False) as case:
        lines = case.lines()
        problems = _log(path, lines)
        problems += _files(case, lines, progress)
        counted = _records(case, lines, problems)
        problems += _facts(case, lines)
        problems += _beside(case, lines)
        return Verified(
            problems=tuple(problems),
            exhibits=_count(case.evidence),
            derivatives=_count(case.derived),
            events=len(lines),
            records=counted,
            head=custody.line_digest(lines[-1]) if lines else custody.FIRST,
        )


def _log(path: Path, lines: list[str]) -> list[str]:
    problems = []
    broken = custody.first_break(lines)
    if broken:
        problems.append(broken)
    file = path / "custody.jsonl"
    have = file.read_bytes() if file.exists() else b""
    wanted = "".join(line + "\n" for line in lines).encode("utf-8")
    if not wanted.startswith(have):
        at = next((i for i, (a, b) in enumerate(zip(have, wanted, strict=False)) if a != b), None)
        number = wanted[:at].count(b"\n") + 1 if at is not None else len(lines) + 1
        problems.append(f"Line {number} of custody.jsonl differs from the log in case.db.")
    elif len(wanted) - len(have) > len((lines[-1] + "\n").encode("utf-8")) if lines else False:
        problems.append("custody.jsonl lacks more than its last line.")
    return problems


def _files(
    case: Case, lines: list[str], progress: Callable[[float, float | None], None] | None
) -> list[str]:
    problems = []
    collected: dict[str, int] = {}
    interrupted: set[str] = set()
    for line in lines:
        event = _event(line)
        if event is not None and event.action == EventAction.COLLECTED and event.exhibit:
            collected.setdefault(event.exhibit, event.seq)
        elif event is not None and event.action == EventAction.INTERRUPTED:
            interrupted.update(value for _, value in event.detail)
    present = sorted(p for f in (case.evidence, case.derived) for p in f.rglob("*") if p.is_file())
    total = float(sum(p.stat().st_size for p in present))
    done = 0.0
    for path in present:
        kept = path.is_relative_to(case.evidence)
        where = path.relative_to(case.path).as_posix()
        if path.name.startswith(".part-"):
            continue
        try:
            matches = blobs.file_digest(path) == path.name
        except EvidenceDamaged as error:
            problems.append(str(error))
            matches = True
        if not matches:
            problems.append(f"The file {where} does not match its SHA-256.")
        elif kept and path.name not in collected and path.name not in interrupted:
            problems.append(
                f"The file {where} is not in the custody log. If a run was just killed, the next "
                f"command on the case records that in the log."
            )
        done += path.stat().st_size
        if progress is not None:
            progress(done, total)
    problems += [
        f"The exhibit {digest[:12]}… of event {seq} is missing from evidence/."
        for digest, seq in collected.items()
        if not blobs.where(case.evidence, digest).exists()
    ]
    return problems + _sums(case, set(collected)) + _database(case)


def _database(case: Case) -> list[str]:
    """Whether case.db is, to the last byte, as the last writer left it; pages have spare bytes
    that no record and no check of SQLite speaks of. A killed writer leaves no such digest.
    """
    said = case.path / DATABASE_SUM
    if not said.is_file():
        return []
    wanted = f"{blobs.file_digest(case.path / DATABASE)}  {DATABASE}\n"
    if said.read_bytes() == wanted.encode():
        return []
    return [f"{DATABASE} or {DATABASE_SUM} is not, byte by byte, as the last command left it."]


def _sums(case: Case, collected: set[str]) -> list[str]:
    file = case.path / "SHA256SUMS"
    wanted = "".join(sorted(f"{d}  evidence/{d[:2]}/{d}\n" for d in collected))
    have = file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""
    return [] if have == wanted else ["SHA256SUMS does not list the exhibits of the custody log."]


def _records(case: Case, lines: list[str], problems: list[str]) -> int:
    bodies: dict[int, list[str]] = {}
    for seq, body in case.bodies():
        bodies.setdefault(seq, []).append(body)
    counted = sum(map(len, bodies.values()))
    filed: dict[int, list[str]] = {}
    for seq, under in case.filed():
        filed.setdefault(seq, []).append(under)
    problems += case.misfiled()
    flaw = case.flaw()
    if flaw:
        problems.append(f"The database is damaged: {flaw}.")
    for line in lines:
        event = _event(line)
        if event is None:
            continue
        said = dict(event.detail).get("records")
        got = bodies.pop(event.seq, None)
        if said != (digest_of(got) if got else None):
            problems.append(f"The records of event {event.seq} in case.db are not those it logged.")
        under_which = dict(event.detail).get("filed")
        if under_which is not None and under_which != digest_of(filed.get(event.seq, [])):
            problems.append(
                f"The records of event {event.seq} in case.db are filed under something else."
            )
    problems += [f"case.db holds records of an event {seq} that is not logged." for seq in bodies]
    return counted


def _facts(case: Case, lines: list[str]) -> list[str]:
    """Whether the tables say what the log says: each row as its event has it, none more or less."""
    problems = []
    said = logged_facts.standing(filter(None, map(_event, lines)))
    for kind, table in fact_schema.TABLES.items():
        wanted = {fact_schema.row_of(fact) for fact in said if isinstance(fact, kind)}
        try:
            have = set(case.facts.rows(kind))
        except EvidenceDamaged as error:
            problems.append(str(error))
            continue
        lacking, added = ({row[0] for row in rows} for rows in (wanted - have, have - wanted))
        for seq in sorted(lacking | added, key=lambda seq: (len(str(seq)), str(seq))):
            if seq not in added:
                problems.append(f"The table {table} of case.db lacks what event {seq} logged.")
            elif seq not in lacking:
                problems.append(f"The table {table} of case.db holds what event {seq} did not log.")
            else:
                problems.append(f"The table {table} of case.db is not what event {seq} logged.")
    return problems


def _beside(case: Case, lines: list[str]) -> list[str]:
    """Files of the case that are no evidence and stand in the log with their digest."""
    said: dict[str, str] = {}
    for event in filter(None, map(_event, lines)):
        if event.action == EventAction.OPENED:
            said |= {k: v for k, v in event.detail if k == "case.json"}
            if dict(event.detail).get("case", case.id) != case.id:
                return ["case.json carries the id of another case."]
        elif event.action == EventAction.REPORTED:
            said |= dict(event.detail)
        elif event.action == timestamp_tokens.WANTED:
            told = dict(event.detail)
            if timestamp_tokens.TRUSTED in told:
                said[timestamp_tokens.CERTIFICATES] = told[timestamp_tokens.TRUSTED]
    problems = []
    for name, digest in said.items():
        path = case.path / name
        strange = "/" in name and name != timestamp_tokens.CERTIFICATES
        if strange or len(digest) != 64 or not path.is_file():
            continue  # a report may be moved away; it can be written again
        if blobs.file_digest(path) != digest:
            again = "" if not name.startswith("report") else " `secondtake report` writes it again."
            problems.append(f"The file {name} does not match the log.{again}")
    return problems


def _event(line: str) -> CustodyEvent | None:
    try:
        return custody.event_of(line)
    except EvidenceDamaged:
        return None  # first_break has named it


def _count(folder: Path) -> int:
    return sum(1 for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".part-"))
