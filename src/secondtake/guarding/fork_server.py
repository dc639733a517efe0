"""Fork a process with limits for every call asked of it, and pass on its answer. Run with ``-m``.

Starting Python and its libraries takes .3 s, a fork of a process that has them 2 ms; and every
call begins from the same clean state, whatever the file before it did.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pickle
import selectors
import signal
import sys
import time
from pathlib import Path
from typing import IO, Any, NoReturn

from secondtake.guarding import sandbox
from secondtake.guarding.call_protocol import HEAD, NO_ANSWER, Budget, Order, Stop
from secondtake.guarding.confinement import confine
from secondtake.guarding.failing import told
from secondtake.model.serialization import plain

__all__ = ["main"]

PIECE = 1 << 16
LEAVE_SECONDS = 5.0
"""How long a process may take to end once it has closed its answer, or was killed."""


def main() -> None:
    """Answer orders from stdin on stdout until stdin ends, which it does when the asker is gone."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nowhere, standard)
    while order := _next(asked):
        call: Order = pickle.loads(order)
        for name in call.modules:
            importlib.import_module(name)
        # What is there now is not looked at by collections in the fork, which would copy it.
        gc.freeze()
        stop, code, data = _run(call, asked, answers)
        head = json.dumps({"stop": stop, "code": code}).encode("ascii")
        answers.write(HEAD.pack(len(head), len(data)) + head + data)
        answers.flush()


def _next(asked: IO[bytes]) -> bytes | None:
    head = asked.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    _, size = HEAD.unpack(head)
    return asked.read(size)


def _run(call: Order, asked: IO[bytes], answers: IO[bytes]) -> tuple[Stop | None, int, bytes]:
    """Why it was stopped, if it was; its exit code; what it wrote."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        for held in (reading, asked.fileno(), answers.fileno()):
            os.close(held)
        _work(call, writing)
    os.close(writing)
    try:
        data, stop = _written(reading, asked, call.budget)
    finally:
        os.close(reading)
    code = None if stop else _reaped(process, LEAVE_SECONDS)
    if code is None:
        os.killpg(process, signal.SIGKILL)
        code = _reaped(process, LEAVE_SECONDS)
    if stop is Stop.ASKER_GONE or code is None:
        sys.exit(0)
    return stop, code, data


def _work(call: Order, writing: int) -> NoReturn:
    """Call the function under its limits, write what it gives or how it failed, and end."""
    code = 0
    try:
        os.setpgid(0, 0)
        sandbox.memory(call.budget.memory_bytes)
        sandbox.computing(call.budget.cpu_seconds)
        answer: dict[str, Any] = {"value": plain(_value(call))}
    except BaseException as error:  # noqa: BLE001 - told to the asker, which raises it
        answer = told(error, call.what)
    try:
        with os.fdopen(writing, "wb") as out:
            out.write(json.dumps(answer).encode("ascii"))
    except BaseException:  # noqa: BLE001 - no memory for the answer itself
        code = NO_ANSWER
    os._exit(code)


def _value(call: Order) -> object:
    """What the function gives, called when all that it needs is open and the rest given up."""
    if call.file is None:
        confine()
        return call.function(*call.arguments)
    # Opened first: without its capabilities root may read fewer files than its user thinks.
    with Path(call.file).open("rb") as file:
        confine()
        return call.function(file, *call.arguments)


def _written(reading: int, asked: IO[bytes], budget: Budget) -> tuple[bytes, Stop | None]:
    """What a process writes until it ends, or why it was not waited for any longer."""
    until = time.monotonic() + budget.wall_seconds
    parts: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as waiting:
        waiting.register(reading, selectors.EVENT_READ)
        # Nothing is asked before the answer: what can be read there is the end of the asker.
        waiting.register(asked, selectors.EVENT_READ)
        while True:
            ready = [key.fd for key, _ in waiting.select(max(0.0, until - time.monotonic()))]
            if not ready:
                return b"", Stop.TIME
            if reading not in ready:
                return b"", Stop.ASKER_GONE
            part = os.read(reading, PIECE)
            if not part:
                return b"".join(parts), None
            parts.append(part)
            size += len(part)
            if size > budget.answer_bytes:
                return b"", Stop.SIZE


def _reaped(process: int, seconds: float) -> int | None:
    """The exit code of a process, None when it has not ended in time."""
    until = time.monotonic() + seconds
    while True:
        done, status = os.waitpid(process, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() >= until:
            return None
        time.sleep(0.0005)


if __name__ == "__main__":
    main()
