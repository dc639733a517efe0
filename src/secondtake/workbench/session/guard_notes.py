"""What confined the processes that decoded films: as lines of the log, and read back from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from secondtake.model.confinement import Confinement, GuardState
from secondtake.model.evidence import CustodyEvent

__all__ = ["confinements", "noted"]

GUARDS, NOT_APPLIED = "guards", "guards not applied"
"""Names of details of the event that a film was decoded."""


def noted(guards: Sequence[GuardState]) -> tuple[tuple[str, str], ...]:
    """What held while a film was decoded, and what did not with the reason, for the log."""
    held = ", ".join(g.guard for g in guards if g.applied)
    refused = "; ".join(f"{g.guard}: {g.detail}" for g in guards if not g.applied)
    return ((GUARDS, held or "none"), *(((NOT_APPLIED, refused),) if refused else ()))


def confinements(events: Iterable[CustodyEvent]) -> tuple[Confinement, ...]:
    """Which films were decoded under which guards; those that say nothing of it are left out."""
    films: dict[tuple[str, str | None], dict[str, int]] = {}
    for event in events:
        detail = dict(event.detail)
        if GUARDS in detail and event.exhibit is not None:
            known = films.setdefault((detail[GUARDS], detail.get(NOT_APPLIED)), {})
            known[event.exhibit] = known.get(event.exhibit, 0) + 1
    return tuple(
        Confinement(
            exhibits=tuple(exhibits),
            applied=applied,
            not_applied=refused,
            passes=sum(exhibits.values()),
        )
        for (applied, refused), exhibits in films.items()
    )
