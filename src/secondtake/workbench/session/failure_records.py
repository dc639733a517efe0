"""What could not be looked at, as a record of the case and a line of its log."""

from __future__ import annotations

from datetime import UTC, datetime

from secondtake import preserve
from secondtake.errors import SecondTakeError
from secondtake.model.enums import EventAction
from secondtake.model.evidence import Failure, Maker
from secondtake.store import Case

__all__ = ["failure_of", "is_held", "record"]


def failure_of(subject: str, maker: Maker, error: SecondTakeError) -> Failure:
    """The failure that an error is, now."""
    return Failure(
        subject=subject,
        made_by=maker,
        reason=preserve.words(str(error)),
        advice=error.advice,
        at=datetime.now(UTC).replace(microsecond=0),
    )


def record(case: Case, failure: Failure, *, actor: str) -> None:
    """Put a failure into the case and its log."""
    case.record(
        EventAction.FAILED,
        actor=actor,
        subject=failure.subject,
        detail=[("subject", failure.subject), ("reason", failure.reason)],
        records=[failure],
    )


def is_held(case: Case, failure: Failure) -> bool:
    """Whether the case holds a failure of the same subject, maker and reason already."""
    same = (failure.subject, failure.made_by, failure.reason)
    return any((f.subject, f.made_by, f.reason) == same for f in case.fetch(Failure))
