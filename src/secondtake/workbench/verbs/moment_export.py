"""One moment handed out as an edit list."""

from __future__ import annotations

import hashlib

from secondtake.errors import InputInvalid
from secondtake.export.formats.otio import moment_file
from secondtake.model.enums import EventAction
from secondtake.workbench.bench import Bench
from secondtake.workbench.report import assembly

__all__ = ["hand_out"]


def hand_out(bench: Bench, number: int) -> tuple[str, bytes]:
    """The name and bytes of a moment's OpenTimelineIO file, after the log says that it was asked
    for. Raises ``InputInvalid`` where there is no such moment.
    """
    told = assembly.report(
        bench.nameless(bench.numbered()),
        bench.pool,
        drawn_by=None,
        redacted=True,
        progress=bench.progress,
        fail=bench.fail_once,
    )
    made = moment_file(told, number)
    if made is None:
        raise InputInvalid(
            f"This case has no moment {number}.",
            advice="The page of cameras lists them; they change when films are compared again.",
        )
    name, data = made
    digest = hashlib.sha256(data).hexdigest()
    bench.case.record(EventAction.EXPORTED, actor=bench.by, detail=[(name, digest)])
    return name, data
