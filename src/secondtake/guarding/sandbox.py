"""What a process gives up for good before it opens a hostile file."""

from __future__ import annotations

import contextlib
import sys

__all__ = ["computing", "memory"]


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


def computing(cpu_seconds: int) -> None:
    """Allow this much CPU time: the system ends the process by SIGXCPU when it is used up."""
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 5))
