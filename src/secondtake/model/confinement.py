"""How processes that parse files from outside are confined: what was applied, what was refused."""

from __future__ import annotations

from dataclasses import dataclass

from secondtake.model.enums import Guard, SandboxAttempt

__all__ = ["AttemptResult", "Confinement", "GuardState", "SandboxExamination"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardState:
    """One guard, and whether it was applied; ``detail`` says by what means, or why it was not."""

    guard: Guard
    applied: bool
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptResult:
    """Something a confined process tried, and whether it was refused."""

    attempt: SandboxAttempt
    refused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxExamination:
    """What confines a decoder on this machine: its guards, and what it tried under them."""

    guards: tuple[GuardState, ...]
    attempts: tuple[AttemptResult, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confinement:
    """Films that were decoded under the same guards, as the custody log has it.

    ``exhibits``: their digests. ``not_applied``: guards that this machine did not allow, with why.
    ``passes``: how often these films were decoded from end to end, all together; 0 where an
    earlier version did not count.
    """

    exhibits: tuple[str, ...]
    applied: str
    not_applied: str | None
    passes: int = 0
