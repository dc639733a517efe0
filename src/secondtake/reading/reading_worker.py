"""The process in which pages are read: asked and answered through pipes, with limits."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import IO, Any

from secondtake.errors import LimitExceeded, SecondTakeError
from secondtake.model.serialization import plain
from secondtake.reading.guarded_reading import HEAD
from secondtake.reading.page_reader import read, story

__all__ = ["main"]

MEMORY_BYTES = 4 << 30
"""Address space; the longest story read takes a third of it. macOS refuses such a limit."""
_TASKS = {"read": read, "story": story}


def main() -> None:
    """Answer each question with the record that was asked for, or with an error's three parts."""
    _limit()
    while (head := _exactly(sys.stdin.buffer, HEAD.size)) is not None:
        sizes = HEAD.unpack(head)
        asked = json.loads(_exactly(sys.stdin.buffer, sizes[0]) or b"null")
        data = _exactly(sys.stdin.buffer, sizes[1])
        if asked is None or data is None:
            return
        told = json.dumps(_answer(asked, data)).encode("utf-8")
        sys.stdout.buffer.write(HEAD.pack(len(told), 0) + told)
        sys.stdout.buffer.flush()


def _answer(asked: dict[str, Any], data: bytes) -> dict[str, Any]:
    try:
        _allow(asked["cpu_seconds"])
        found = _TASKS[asked["task"]](
            data, asked["media_type"], exhibit=asked["exhibit"], url=asked["url"]
        )
        return {"found": plain(found)}
    except MemoryError:
        error: SecondTakeError = LimitExceeded(
            f"Reading the page takes more than {MEMORY_BYTES >> 30} GB of memory.",
            advice="Save the story alone, or paste its text into a file.",
        )
    except SecondTakeError as known:
        error = known
    return {"error": type(error).__name__, "sentence": str(error), "advice": error.advice}


def _limit() -> None:
    """Allow this process so much address space, no core file and no writing of files."""
    with suppress(ImportError):  # Windows has no such limits
        import resource

        if sys.platform != "darwin":
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _allow(seconds: float) -> None:
    """Let the system end this process when it has computed for so much longer than until now."""
    with suppress(ImportError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def _exactly(pipe: IO[bytes], size: int) -> bytes | None:
    """So many bytes of a pipe; None when it ends before."""
    data = pipe.read(size)
    return data if len(data) == size else None


if __name__ == "__main__":
    main()
