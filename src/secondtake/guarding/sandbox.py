"""The system's limits on what a process may use, lowered for good."""

from __future__ import annotations

import contextlib
import sys

__all__ = ["computing", "few_files", "memory"]

MOST_OPEN_FILES = 64
"""Descriptors: the file, three streams, and what a library opens of its own."""


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


def few_files() -> str:
    """Allow few open files, no core file and no writing of files; raises ``OSError`` on Windows.

    On macOS no further process either. Linux counts threads as processes, and a decoder needs
    some: there the filter of system calls refuses it.
    """
    try:
        import resource
    except ImportError as error:
        raise OSError("this system has no such limits") from error
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_OPEN_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    told = f"{most} open files, no core file, no byte into a file"
    if sys.platform == "darwin":
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
        told += ", no further process"
    return told
