"""Which files a case must hold: what its log and its newest records name, and by which digest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from secondtake.model.enums import EventAction
from secondtake.model.evidence import CustodyEvent
from secondtake.store import blobs, logged_facts, people_traces, picture_cache, timestamp_tokens
from secondtake.store.case import Case

__all__ = ["EVIDENCE", "Named", "derived_files", "logged_files", "lost_derivatives", "people_files"]

EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One file below the case folder, with ``/``, and the digest it must have.

    ``late``: it is written after the log, and ``earlier`` are the digests the log gave it before:
    a command that is killed in between leaves one of those, or none. ``optional``: it may be moved
    away. ``again``: the command that makes it again, empty for what nothing makes again.
    """

    name: str
    digest: str
    what: str
    late: bool = False
    earlier: frozenset[str] = frozenset()
    optional: bool = False
    again: str = ""


def logged_files(events: Iterable[CustodyEvent]) -> Iterator[Named]:
    """Exhibits, ``case.json``, reports and their pictures, time stamps, looks and lists of people,
    as logged."""
    events = tuple(events)
    yield from _exhibits(events)
    yield from _rewritten(events)
    yield from _tokens(events)
    yield from _pictures(events)
    yield from _about_people(events)


def derived_files(case: Case) -> Iterator[Named]:
    """The derivatives that the newest records of each kind and subject name."""
    for kind, _, body in case.newest_bodies():
        for digest, again in _of_body(kind, body):
            yield Named(
                name=blobs.name_of("derived", digest),
                digest=digest,
                what=f"a derivative that case.db names ({kind})",
                again=again,
            )


def lost_derivatives(case: Case) -> frozenset[str]:
    """The subjects of whose derivatives at least one is gone, or holds something else."""
    lost = set()
    for kind, subject, body in case.newest_bodies():
        for digest, _ in _of_body(kind, body):
            name = blobs.name_of("derived", digest)
            if subject not in lost and not blobs.is_whole(case.files, name):
                lost.add(subject)
    return frozenset(lost)


def people_files(text: bytes) -> Iterator[Named]:
    """The files that a list of tracks of people names."""
    for line in text.decode("utf-8", "replace").splitlines():
        for digest, _ in _of_body("body track", line):
            yield Named(
                name=blobs.name_of(people_traces.FOLDER, digest),
                digest=digest,
                what="a file that a list of people names",
                again=_PEOPLE_AGAIN,
            )


_DIGESTS = {"still": "picture", "derivative": "digest"}
"""In which field a record of a kind names a file, beside ``arrays`` and its ``parts``."""
_PEOPLE_AGAIN = "`secondtake forget-people`, then `secondtake check --people`,"


def _exhibits(events: tuple[CustodyEvent, ...]) -> Iterator[Named]:
    seen: set[str] = set()
    for event in events:
        named: list[str] = []
        if event.action == EventAction.COLLECTED and event.exhibit:
            named = [event.exhibit]
        elif event.action == EventAction.INTERRUPTED:
            named = [value for name, value in event.detail if name == "file"]
        for digest in named:
            if digest not in seen:
                seen.add(digest)
                what = f"The exhibit {digest[:12]}… of event {event.seq}"
                yield Named(name=blobs.name_of(EVIDENCE, digest), digest=digest, what=what)


def _rewritten(events: tuple[CustodyEvent, ...]) -> Iterator[Named]:
    """Files that a later event may give another digest: all that it ever had are known."""
    said: dict[str, list[str]] = {}
    for event in events:
        told = dict(event.detail)
        if event.action == EventAction.OPENED and "case.json" in told:
            said["case.json"] = [told["case.json"]]
        elif event.action == EventAction.REPORTED:
            for name in people_traces.REPORTS:
                if name in told:
                    said.setdefault(name, []).append(told[name])
        elif event.action == timestamp_tokens.WANTED and timestamp_tokens.TRUSTED in told:
            digest = told[timestamp_tokens.TRUSTED]
            said.setdefault(timestamp_tokens.CERTIFICATES, []).append(digest)
    for name, digests in said.items():
        report = name in people_traces.REPORTS
        yield Named(
            name=name,
            digest=digests[-1],
            what=f"The file {name}",
            late=name != "case.json",
            earlier=frozenset(digests[:-1]),
            optional=report,
            again="`secondtake report`" if report else "",
        )


def _tokens(events: tuple[CustodyEvent, ...]) -> Iterator[Named]:
    for event in events:
        told = dict(event.detail)
        fields = {"subject", "authority", "token"}
        if event.action == timestamp_tokens.STAMPED and fields <= told.keys():
            yield Named(
                name=timestamp_tokens.file_of(told["subject"], told["authority"]),
                digest=told["token"],
                what=f"The trusted timestamp of event {event.seq}",
            )


def _pictures(events: tuple[CustodyEvent, ...]) -> Iterator[Named]:
    """Those drawn for reports, which may be gone: they are no evidence, and drawn again."""
    for event in events:
        for _, digest in event.detail[1:] if event.action == EventAction.DREW else ():
            yield Named(
                name=blobs.name_of(picture_cache.FOLDER, digest),
                digest=digest,
                what=f"Pictures of a report that event {event.seq} names",
                optional=True,
                again="`secondtake report`",
            )


def _about_people(events: tuple[CustodyEvent, ...]) -> Iterator[Named]:
    looks: dict[tuple[str, str], logged_facts.ShotDescription] = {}
    lists: dict[tuple[str, str], logged_facts.PeopleList] = {}
    for fact in logged_facts.standing(events):
        if isinstance(fact, logged_facts.ShotDescription):
            looks[fact.maker, fact.shot] = fact
        elif isinstance(fact, logged_facts.PeopleList):
            lists[fact.exhibit, fact.maker] = fact
    for look in looks.values():
        yield Named(
            name=blobs.name_of(people_traces.LOOKS, look.digest),
            digest=look.digest,
            what=f"The description of the shot {look.shot[:40]} of event {look.event}",
            again="`secondtake compare`",
        )
    for held in lists.values():
        yield Named(
            name=f"{people_traces.FOLDER}/{people_traces.list_name(held.exhibit, held.maker)}",
            digest=held.digest,
            what=f"The list of people of event {held.event}",
            again=_PEOPLE_AGAIN,
        )


def _of_body(kind: str, body: str) -> Iterator[tuple[str, str]]:
    try:
        held = json.loads(body)
    except (ValueError, RecursionError):
        return  # the digest over the event's records has named it
    if not isinstance(held, dict):
        return
    again = "`secondtake picture`" if kind == "derivative" else "`secondtake watch`"
    named = [held.get("arrays"), held.get(_DIGESTS.get(kind, ""))]
    parts = held.get("parts")
    named += (
        [p.get("file") for p in parts if isinstance(p, dict)] if isinstance(parts, list) else []
    )
    for digest in named:
        if isinstance(digest, str) and len(digest) == 64:
            yield digest, again
