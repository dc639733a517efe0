"""Functions that do in a guarded process what parsers do on hostile bytes."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

__all__ = [
    "aborts",
    "bytes_back",
    "fills_memory",
    "fills_the_answer",
    "has_a_fault",
    "is_killed",
    "leaves",
    "leaves_a_mark",
    "marked",
    "nests",
    "never_ends",
    "sleeps",
    "writes",
]

_MARKS: list[str] = []


def aborts() -> None:
    """As native code does on what it did not expect."""
    os.abort()


def is_killed() -> None:
    """As the system does where memory is short."""
    os.kill(os.getpid(), signal.SIGKILL)


def leaves() -> None:
    """Ends without a word."""
    os._exit(3)


def has_a_fault() -> None:
    """A mistake of a programmer."""
    {}["nothing"]


def nests(depth: int = 10**7) -> int:
    """Calls itself until Python gives up."""
    return 0 if depth == 0 else 1 + nests(depth - 1)


def fills_memory() -> int:
    """Asks for 64 GB."""
    return len(bytearray(64 << 30))


def fills_the_answer() -> str:
    """Answers with 10 MB."""
    return "x" * 10_000_000


def never_ends() -> None:
    """Counts."""
    while True:
        pass


def sleeps() -> None:
    """Takes wall time and no CPU."""
    time.sleep(3600)


def writes(path: str) -> int:
    """Tries to leave a file with something in it."""
    return Path(path).write_bytes(b"x" * 4096)


def bytes_back(data: bytes) -> tuple[bytes, int]:
    """What it was given, and its length."""
    return data, len(data)


def leaves_a_mark() -> int:
    """Changes a module, as code that was taken over might."""
    _MARKS.append("here")
    return len(_MARKS)


def marked() -> int:
    """How many marks there are."""
    return len(_MARKS)
