"""Pages read in a process of its own: a page that breaks or stops the reader costs only itself."""

from __future__ import annotations

import atexit
import json
import os
import selectors
import signal
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from typing import IO, Any, cast

from secondtake import errors
from secondtake.errors import LimitExceeded, PageUnreadable, SecondTakeError
from secondtake.model.serialization import record
from secondtake.model.text import Article, Reading
from secondtake.reading.page_reader import TAKEN_OUT
from secondtake.reading.pdf_ocr import KINDS, printed

__all__ = ["HEAD", "cpu_seconds", "read", "story"]

HEAD = struct.Struct("<II")
"""Before each message: the length of a JSON head, and of the bytes that follow it."""
BASE_SECONDS = 60.0
"""CPU time any page may take; the language model alone needs some, once."""
SECONDS_PER_BYTE = 2 / 6000
"""Two seconds for a thousand words; ordinary ones take a quarter of one."""
MOST_SECONDS = 600.0
WALL = 5
"""Seconds of the clock for each of the processor: other work shares the machine."""
_ADVICE = "Save the story alone, or paste its text into a file."


def read(data: bytes, media_type: str, *, exhibit: str, url: str | None = None) -> Reading:
    """Read a page into its story and its claims, in a guarded process.

    ``media_type``: ``text/html``, ``text/plain``, or one of ``printed.KINDS`` (PDF, pictures).
    ``exhibit`` is the digest of ``data``; ``url`` is where it was fetched from, if known.
    Raises ``PageUnreadable`` for pages without text, and for one that breaks the reader, with one
    sentence why, and ``LimitExceeded`` for one that takes too much time or memory.
    """
    data, media_type, notes = _printed(data, media_type)
    found: Reading = record(Reading, _told("read", data, media_type, exhibit, url))
    return replace(found, missing=(*notes, *found.missing))


def story(data: bytes, media_type: str, *, exhibit: str, url: str | None = None) -> Article:
    """The story of a page without its claims; arguments and errors are those of ``read``."""
    data, media_type, _ = _printed(data, media_type)
    return cast(Article, record(Article, _told("story", data, media_type, exhibit, url)))


def cpu_seconds(size_bytes: int) -> float:
    """How much computing a page of that size may take."""
    return min(MOST_SECONDS, BASE_SECONDS + SECONDS_PER_BYTE * size_bytes)


def _printed(data: bytes, media_type: str) -> tuple[bytes, str, tuple[str, ...]]:
    """The text of a PDF or a picture in the page's place: another guarded process takes it out."""
    if media_type not in KINDS:
        return data, media_type, ()
    found = printed(data, media_type)
    return found.text.encode("utf-8", "surrogatepass"), TAKEN_OUT, found.notes


def _told(task: str, data: bytes, media_type: str, exhibit: str, url: str | None) -> Any:
    seconds = cpu_seconds(len(data))
    asked = {
        "task": task,
        "media_type": media_type,
        "exhibit": exhibit,
        "url": url,
        "cpu_seconds": seconds,
    }
    with _GUARD:
        if _Process.current is None or _Process.current.made_by != os.getpid():
            _Process.current = _Process()
        process = _Process.current
        try:
            told = process.answer(asked, data, seconds)
        except BaseException:
            # What it would answer next belongs to a question that nobody waits for any more.
            process.end()
            _Process.current = None
            raise
    if "error" in told:
        raise _error(told)
    return told["found"]


def _error(told: dict[str, Any]) -> SecondTakeError:
    kind = getattr(errors, told["error"], None)
    if not (isinstance(kind, type) and issubclass(kind, SecondTakeError)):
        kind = PageUnreadable
    return kind(told["sentence"], advice=told["advice"])


class _Process:
    """The reading process, kept between pages because its language model takes a second to load."""

    current: _Process | None = None

    def __init__(self) -> None:
        self.made_by = os.getpid()
        self._child = subprocess.Popen(
            # -P: the folder we are run in may hold downloaded files, and one may be called re.py.
            [sys.executable, "-P", "-m", "secondtake.reading.reading_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Ctrl-C goes to the parent, which ends the child.
            start_new_session=True,
        )
        atexit.register(self.end)

    def answer(self, asked: dict[str, Any], data: bytes, seconds: float) -> dict[str, Any]:
        """What the process answers; raises ``LimitExceeded`` or ``PageUnreadable`` for none."""
        assert self._child.stdin is not None and self._child.stdout is not None
        head = json.dumps(asked).encode("utf-8")
        try:
            self._child.stdin.write(HEAD.pack(len(head), len(data)) + head)
            self._child.stdin.write(data)
            self._child.stdin.flush()
        except BrokenPipeError:
            raise self._ended(seconds) from None
        until = time.monotonic() + WALL * seconds
        sizes = self._exactly(self._child.stdout, HEAD.size, until, seconds)
        text = self._exactly(self._child.stdout, HEAD.unpack(sizes)[0], until, seconds)
        told: dict[str, Any] = json.loads(text)
        return told

    def _exactly(self, pipe: IO[bytes], count: int, until: float, seconds: float) -> bytes:
        parts = []
        with selectors.DefaultSelector() as waiting:
            waiting.register(pipe, selectors.EVENT_READ)
            while count:
                if not waiting.select(max(0.0, until - time.monotonic())):
                    raise _too_long(WALL * seconds)
                part = os.read(pipe.fileno(), min(count, 1 << 20))
                if not part:
                    raise self._ended(seconds)
                parts.append(part)
                count -= len(part)
        return b"".join(parts)

    def _ended(self, seconds: float) -> SecondTakeError:
        if self._child.wait() == -getattr(signal, "SIGXCPU", 24):
            return _too_long(seconds)
        return PageUnreadable(
            "The reader crashed on this page.",
            advice="It is damaged or crafted to crash programs; paste its text into a file.",
        )

    def end(self) -> None:
        """End the process, whatever it is at."""
        atexit.unregister(self.end)
        if self.made_by != os.getpid():
            return  # a fork's copy: the process is not ours to end
        self._child.kill()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                # What was not sent yet has nobody to go to.
                with suppress(BrokenPipeError):
                    pipe.close()
        self._child.wait()


_GUARD = threading.Lock()


def _too_long(seconds: float) -> LimitExceeded:
    return LimitExceeded(f"Reading the page took longer than {seconds:.0f} s.", advice=_ADVICE)
