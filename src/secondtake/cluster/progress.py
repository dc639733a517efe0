"""How a long verb tells what it is doing."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["Progress", "quiet"]

Progress = Callable[[str, float, float | None], None]
"""Called with what is being done, how much of it is done, and how much there is (None: unknown)."""


def quiet(stage: str, done: float, total: float | None) -> None:
    """Progress for callers who want none."""
