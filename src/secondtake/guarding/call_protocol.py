"""What the asker and the fork server send each other: two lengths, a head of JSON, bytes."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

__all__ = ["HEAD", "NO_ANSWER", "Budget", "Order", "Stop"]

HEAD = struct.Struct("<II")
"""A message is two lengths, a head of the first length, and bytes of the second."""
NO_ANSWER = 71
"""Exit code of a process that had no memory left to say so."""


class Stop(StrEnum):
    """Why the fork server ended a process itself."""

    TIME = "time"
    SIZE = "size"
    ASKER_GONE = "asker gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What one call may take: address space, CPU and wall time, and the size of its answer.

    The defaults are for a page or a proof. Address space counts Python and its libraries too,
    which take some 0.4 GB of it; a page of 19 MB, near the largest that is read, kept 1 GB in
    memory at most (docs/measured/evidence.md).
    """

    memory_bytes: int = 2 << 30
    cpu_seconds: int = 120
    wall_seconds: float = 300.0
    answer_bytes: int = 256 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One call: pickled, for it comes from ourselves; the answer, which may not, is JSON."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    file: str | None
    what: str
    budget: Budget
    modules: tuple[str, ...]
