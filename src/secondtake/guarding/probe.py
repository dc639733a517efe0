"""Confined as a decoder is, try what no decoder should be able to do. Run with ``-m``."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import socket
import sys
from collections.abc import Callable
from typing import Any

from secondtake.guarding.confinement import confine
from secondtake.model.confinement import AttemptResult, SandboxExamination
from secondtake.model.enums import SandboxAttempt
from secondtake.model.serialization import plain

__all__ = ["main"]

REFUSED = (errno.EPERM, errno.EACCES, errno.EAGAIN, errno.ENETUNREACH)
PTRACE_CONT = 7


def main() -> None:
    """Read what to try it on from stdin, write the guards and the answers to stdout."""
    order = json.load(sys.stdin.buffer)
    guards = confine()
    tried: dict[SandboxAttempt, Callable[[], object]] = {
        SandboxAttempt.CONNECT: lambda: _connect(order["port"]),
        SandboxAttempt.READ: lambda: os.open(order["readable"], os.O_RDONLY),
        SandboxAttempt.WRITE: lambda: os.open(f"{order['folder']}/new", os.O_WRONLY | os.O_CREAT),
        SandboxAttempt.FORK: _fork,
        # Signal 0 is not sent: the system only says whether it would be.
        SandboxAttempt.SIGNAL: lambda: os.kill(os.getppid(), 0),
        # It may be run and is no program: who is told that might have run one that is.
        SandboxAttempt.EXECUTE: lambda: os.execv(order["program"], ["program"]),
    }
    if sys.platform.startswith("linux"):
        tried[SandboxAttempt.TRACE] = _trace
    attempts = tuple(
        AttemptResult(attempt=attempt, refused=_refused(act)) for attempt, act in tried.items()
    )
    found = SandboxExamination(guards=guards, attempts=attempts)
    sys.stdout.write(json.dumps(plain(found)))


def _refused(act: Callable[[], Any]) -> bool:
    try:
        act()
    except OSError as error:
        return error.errno in REFUSED
    return False


def _connect(port: int) -> None:
    with socket.socket() as line:
        line.settimeout(5)
        line.connect(("127.0.0.1", port))


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _trace() -> None:
    """Ask to go on with the parent, which is not traced: allowed, that is ESRCH."""
    library = ctypes.CDLL(None, use_errno=True)
    if library.ptrace(PTRACE_CONT, os.getppid(), None, None) < 0:
        raise OSError(ctypes.get_errno(), "ptrace")


if __name__ == "__main__":
    main()
