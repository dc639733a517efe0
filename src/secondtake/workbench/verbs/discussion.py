"""What colleagues say to each other about a finding, and who is to look at it; in no report."""

from __future__ import annotations

from datetime import UTC, datetime

from secondtake.errors import InputInvalid
from secondtake.model.by_hand import Assignment, Comment
from secondtake.model.enums import EventAction
from secondtake.store import Case
from secondtake.workbench.bench import Bench
from secondtake.workbench.verbs.named_findings import named
from secondtake.workbench.verbs.reviews import require_name

__all__ = ["assign", "assigned", "comment", "comments"]


def comment(bench: Bench, finding: str, text: str) -> Comment:
    """Record a comment on a finding; raises ``InputInvalid`` without a name, words or finding."""
    require_name(bench)
    if not text.strip():
        raise InputInvalid("A comment needs words.", advice="Say what your colleagues should know.")
    meant, _ = named(bench.numbered(), finding)
    said = Comment(finding=meant.id, text=text.strip(), by=bench.by, at=_now())
    detail = [("finding", meant.id)]
    bench.case.record(EventAction.COMMENTED, actor=bench.by, detail=detail, records=[said])
    return said


def assign(bench: Bench, finding: str, to: str) -> Assignment:
    """Record who is to look at a finding; ``to`` empty: nobody any more.

    Raises ``InputInvalid`` without a name or a finding.
    """
    require_name(bench)
    meant, _ = named(bench.numbered(), finding)
    said = Assignment(finding=meant.id, to=to.strip(), by=bench.by, at=_now())
    detail = [("finding", meant.id), ("to", said.to or "nobody")]
    bench.case.record(EventAction.ASSIGNED, actor=bench.by, detail=detail, records=[said])
    return said


def comments(case: Case) -> tuple[Comment, ...]:
    """Every comment of a case, oldest first."""
    return case.fetch(Comment)


def assigned(case: Case) -> dict[str, Assignment]:
    """The newest assignment of each finding that somebody is to look at, by the finding's id."""
    newest = {one.finding: one for one in case.fetch(Assignment)}
    return {finding: one for finding, one in newest.items() if one.to}


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
