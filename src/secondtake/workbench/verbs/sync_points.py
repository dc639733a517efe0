"""Sync points: two frames of two cameras that a person says show one instant."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from secondtake.errors import InputInvalid
from secondtake.model.by_hand import SyncPoint
from secondtake.model.enums import EventAction
from secondtake.workbench.bench import Bench
from secondtake.workbench.verbs.frame_access import film_frame
from secondtake.workbench.verbs.reviews import require_name

__all__ = ["sync", "take_back"]


def sync(bench: Bench, left: tuple[str, int], right: tuple[str, int], *, reason: str) -> SyncPoint:
    """Record that two frames, each a film's key and the tick it begins at, show one instant.

    It puts the shots they are in on one clock, before what comparing found. Raises
    ``InputInvalid`` without a name or a reason, for frames of one film, and for a frame that does
    not begin there.
    """
    require_name(bench)
    _require_reason(reason)
    if left[0] == right[0]:
        raise InputInvalid(
            "Both frames are of one film.", advice="A sync point joins the films of two cameras."
        )
    point = SyncPoint(
        left=film_frame(bench.case, *left),
        right=film_frame(bench.case, *right),
        reason=reason.strip(),
        by=bench.by,
        at=datetime.now(UTC).replace(microsecond=0),
    )
    return _recorded(bench, point)


def take_back(
    bench: Bench, left: tuple[str, int], right: tuple[str, int], *, reason: str
) -> SyncPoint:
    """Take back what a person said of two frames; then what comparing found counts again.

    Raises ``InputInvalid`` without a name or a reason, and where no such sync point stands.
    """
    require_name(bench)
    _require_reason(reason)
    named = {left, right}
    standing = bench.sync_points()
    held = next((p for p in standing if {(f.film, f.pts) for f in p.frames} == named), None)
    if held is None:
        raise InputInvalid(
            "No sync point of these two frames stands.", advice="It was taken back already."
        )
    at = datetime.now(UTC).replace(microsecond=0)
    return _recorded(
        bench, replace(held, reason=reason.strip(), by=bench.by, at=at, withdrawn=True)
    )


def _recorded(bench: Bench, point: SyncPoint) -> SyncPoint:
    detail = [
        ("left", f"{point.left.film} at {point.left.seconds:.3f} s"),
        ("right", f"{point.right.film} at {point.right.seconds:.3f} s"),
        ("state", "taken back" if point.withdrawn else "set"),
        ("reason", point.reason),
    ]
    bench.case.record(EventAction.SYNCED, actor=bench.by, detail=detail, records=[point])
    return point


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise InputInvalid(
            "Putting two films on one clock by hand needs a reason.",
            advice="Say what is seen or heard in both frames.",
        )
