"""What a process gives up for good before it opens a hostile file."""

from __future__ import annotations

import contextlib
import sys

__all__ = ["computing", "memory"]

UNKNOWN_SECONDS = 4 * 3600.0
"""Length a film is given computing time for when it does not say its own."""
LONGEST_SECONDS = 24 * 3600.0
"""Length a film may claim computing time for at most."""


def memory(size_bytes: int) -> None:
    """Allow this much address space, no core file and no writing of files.

    macOS refuses every limit on address space; there a process's memory is not limited.
    """
    with contextlib.suppress(ImportError):  # Windows has no such limits
        import resource

        if sys.platform != "darwin":
            resource.setrlimit(resource.RLIMIT_AS, (size_bytes, size_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def computing(base_seconds: int, per_second: float, seconds: float | None) -> None:
    """Allow CPU time: a base and so much for each second the film says it is long."""
    with contextlib.suppress(ImportError):
        import resource

        length = UNKNOWN_SECONDS if seconds is None else min(seconds, LONGEST_SECONDS)
        cpu = int(base_seconds + per_second * length)
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 5))
