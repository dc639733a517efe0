"""One moment handed out as an edit list."""

from __future__ import annotations

import hashlib

from secondtake.errors import InputInvalid
from secondtake.export.formats.otio import moment_file
from secondtake.model.enums import EventAction
from secondtake.workbench import present_state
from secondtake.workbench.bench import Bench

__all__ = ["hand_out"]


def hand_out(bench: Bench, number: int) -> tuple[str, bytes]:
    """The name and bytes of a moment's OpenTimelineIO file, after the log says that it was asked
    for. Raises ``InputInvalid`` where there is no such moment.
    """
    bench.numbered()
    made = moment_file(present_state.report(bench), number)
    if made is None:
        raise InputInvalid(
            f"This case has no moment {number}.",
            advice="The page of cameras lists them; they change when films are compared again.",
        )
    name, data = made
    digest = hashlib.sha256(data).hexdigest()
    bench.case.record(EventAction.EXPORTED, actor=bench.by, detail=[(name, digest)])
    return name, data
