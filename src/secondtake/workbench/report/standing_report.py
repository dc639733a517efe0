"""Whether the report that a case holds shows all that a new one would: then it stands as it is.

Writing the same once more takes time and gives other bytes, as the moment it was made is in it;
and whoever has read it would have to read it again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from secondtake import plugins
from secondtake.model.enums import EventAction
from secondtake.model.evidence import CustodyEvent
from secondtake.model.report import Report
from secondtake.model.serialization import plain
from secondtake.store import Case, blobs
from secondtake.workbench.report.writing import PAPER

__all__ = ["SHOWS", "shown_by", "standing"]

SHOWS = "shows"
"""The detail of the event that a report was written which says what it showed."""
_OF_THE_MOMENT = ("made_at", "log_head", "events", "pictures", "failures")
"""Fields that differ from one moment to the next, or are told in a way of their own here."""
_OF_RECORDS = ("records", "filed")
"""Details of an event that are digests of the records it brought."""
_REPEATED = (EventAction.COLLECTED, EventAction.FAILED)
"""Events that every command brings again: what was taken in, and what still cannot be looked at."""
_OF_REPORTS = (EventAction.REPORTED, EventAction.DREW)
"""Events that a report leaves in the log itself."""


def shown_by(report: Report, films: Mapping[str, str]) -> str:
    """SHA-256 (hex) of all that a report shows, but for when it was made.

    Of the log it is what happened, without reports, and without what was collected or failed twice
    alike. Of pictures it is their names, which are digests of their bytes, and what is told of
    them. ``films``: those it leads to.
    """
    told: dict[str, Any] = {
        f.name: plain(getattr(report, f.name))
        for f in fields(report)
        if f.name not in _OF_THE_MOMENT
    }
    told["films"] = dict(films)
    told["written as"] = list(plugins.names("exporters"))
    told["events"] = list(_happened(report.events))
    told["pictures"] = [plain(replace(p, data=b"")) for p in report.pictures]
    # A proof that cannot be read is a failure anew for every report.
    told["failures"] = [{**plain(f), "at": None} for f in report.failures]
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode("ascii")).hexdigest()


def standing(case: Case, shows: str, *, pdf: bool) -> tuple[tuple[str, str], ...] | None:
    """The files of the newest report with their digests, where it showed the same; else None.

    ``pdf``: whether there has to be ``report.pdf`` among them, or must not. None also where one of
    them is gone or no longer as it was logged.
    """
    events = [e for e in case.events() if e.action == EventAction.REPORTED]
    told = dict(events[-1].detail) if events else {}
    if told.pop(SHOWS, None) != shows or (PAPER in told) != pdf:
        return None
    with blobs.unusable(case.path):
        whole = all(case.files.has_file(n) and case.files.digest(n) == d for n, d in told.items())
    return tuple(told.items()) if whole else None


def _happened(events: Iterable[CustodyEvent]) -> Iterator[Any]:
    repeated = set()
    for event in events:
        # The record of an exhibit holds when it came: taken in again, its digest is another.
        detail = tuple(d for d in event.detail if d[0] not in _OF_RECORDS)
        said = (str(event.action), event.actor, event.exhibit, detail)
        if event.action in _OF_REPORTS or said in repeated:
            continue
        if event.action in _REPEATED:
            repeated.add(said)
        yield plain(said)
