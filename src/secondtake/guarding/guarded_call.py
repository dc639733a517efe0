"""Call a function on bytes from outside in a process of its own, and give what it returns."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import pickle
import subprocess
import sys
import threading
import typing
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from secondtake.errors import CannotLook, LimitExceeded, SecondTakeError
from secondtake.guarding.bounded_json import json_value
from secondtake.guarding.call_protocol import HEAD, NO_ANSWER, Budget, Order, Stop
from secondtake.guarding.failing import ended, out_of_memory, restored
from secondtake.model.serialization import record

__all__ = ["Budget", "guarded"]

T = TypeVar("T")

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""A process that forks has one thread: libraries are told to start no others."""
LEAVE_SECONDS = 2.0
"""How long the server may take to end before it is killed."""
_lock = threading.Lock()


def guarded(
    function: Callable[..., T],
    *arguments: object,
    what: str,
    file: Path | None = None,
    budget: Budget | None = None,
    modules: tuple[str, ...] = (),
) -> T:
    """What ``function(*arguments)`` gives, computed in a process that ``budget`` limits.

    ``function`` stands in a module and says in its annotation what it returns: a record, plain
    values, or tuples of them. ``what`` names in sentences what is read ("the page"). ``file`` is
    opened for it, to read bytes, and comes before the arguments: the process is confined, see
    ``confine``, and can open no other. ``modules``: slow to import, and ready for later calls.

    Raises what the function raises of ``CannotLook`` and ``PluginUnavailable``; ``LimitExceeded``
    when it takes more than the budget; ``Unreadable`` when it crashes; ``InternalFault`` for any
    other exception. The process reads hostile bytes, so nothing of it is unpickled here.
    """
    limits = budget or Budget()
    call = Order(
        function=function,
        arguments=arguments,
        file=None if file is None else str(file.absolute()),
        what=what,
        budget=limits,
        modules=modules,
    )
    order = pickle.dumps(call)
    with _lock:
        head, data = _SERVER.ask(order, what)
    if head["stop"] is not None:
        raise _stopped(Stop(head["stop"]), what, limits)
    if head["code"] == NO_ANSWER:
        raise out_of_memory(what)
    if head["code"] != 0:
        raise ended(head["code"], what)
    try:
        answer = json_value(data, most_bytes=limits.answer_bytes)
        if "value" in answer:
            value: T = record(typing.get_type_hints(function)["return"], answer["value"])
            return value
    except (ValueError, TypeError, SecondTakeError) as error:
        raise CannotLook(f"The answer of the program that read {what} makes no sense.") from error
    raise restored(answer)


class _Server:
    """The fork server: started when first asked, and again after it ended or this process forked.

    It goes when this process goes: its stdin ends then.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._of = 0

    def ask(self, order: bytes, what: str) -> tuple[dict[str, Any], bytes]:
        """Head and bytes of the answer to an order."""
        process = self._running()
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(HEAD.pack(0, len(order)) + order)
            process.stdin.flush()
            lengths = HEAD.unpack(process.stdout.read(HEAD.size).ljust(HEAD.size, b"\0"))
            head, data = (process.stdout.read(length) for length in lengths)
            if not head:
                raise BrokenPipeError
            told: dict[str, Any] = json.loads(head)
        except BrokenPipeError as error:
            self.stop()
            raise ended(process.returncode, what) from error
        except BaseException:
            # Ctrl-C between question and answer: what would come next is of this question.
            self.stop()
            raise
        return told, data

    def stop(self) -> None:
        """End it, if it is ours and runs."""
        if self._process is None or self._of != os.getpid():
            return
        process, self._process = self._process, None
        assert process.stdin is not None and process.stdout is not None
        # Where its stdin ends it ends the process that works for it, and then itself; a question
        # that was not taken is thrown away with the pipe.
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        try:
            process.wait(LEAVE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._of != os.getpid():
            self._of = os.getpid()
            self._process = subprocess.Popen(
                # -P: the folder we are run in may hold downloaded files, one called lxml.py.
                [sys.executable, "-P", "-m", "secondtake.guarding.fork_server"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | dict.fromkeys(_THREADS, "1"),
                # Ctrl-C goes to this process, which ends the server.
                start_new_session=True,
            )
        return self._process


def _stopped(stop: Stop, what: str, budget: Budget) -> CannotLook:
    if stop is Stop.TIME:
        return LimitExceeded(
            f"Reading {what} took longer than {budget.wall_seconds:.0f} s.",
            advice="It may be crafted to keep programs busy; try a smaller copy.",
        )
    return LimitExceeded(
        f"What was read of {what} is larger than {budget.answer_bytes:,} bytes.",
        advice="It may be crafted to fill memory; try a smaller copy.",
    )


_SERVER = _Server()
atexit.register(_SERVER.stop)
