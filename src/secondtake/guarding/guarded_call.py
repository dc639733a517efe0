"""Call a function on bytes from outside in a process of its own, and give what it returns."""

from __future__ import annotations

import json
import os
import selectors
import time
import typing
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeVar

from secondtake.errors import CannotLook, LimitExceeded, SecondTakeError
from secondtake.guarding import sandbox
from secondtake.guarding.bounded_json import json_value
from secondtake.guarding.confinement import confine
from secondtake.guarding.failing import ended, restored, told
from secondtake.guarding.server_protocol import Budget
from secondtake.guarding.worker import ForkServer, Worker
from secondtake.model.serialization import plain, record

__all__ = ["Budget", "guarded"]

T = TypeVar("T")

PIECE = 1 << 16
_SERVER = ForkServer()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Call:
    """What a worker calls."""

    function: Callable[..., object]
    arguments: tuple[Any, ...]
    file: str | None
    what: str
    budget: Budget


def guarded(
    function: Callable[..., T],
    *arguments: object,
    what: str,
    file: Path | None = None,
    budget: Budget | None = None,
    modules: tuple[str, ...] = (),
    prepared: Callable[[], object] | None = None,
) -> T:
    """What ``function(*arguments)`` gives, computed in a process that ``budget`` limits.

    ``function`` stands in a module and says in its annotation what it returns: a record, plain
    values, or tuples of them. ``what`` names in sentences what is read ("the page"). ``file`` is
    opened for it, to read bytes, and comes before the arguments: the process is confined, see
    ``confine``, and can open no other. ``modules``: slow to import, and ready for later calls;
    ``prepared`` is called once they are, and keeps what every later call needs, as a model.

    Raises what the function raises of ``CannotLook`` and ``PluginUnavailable``; ``LimitExceeded``
    when it takes more than the budget; ``Unreadable`` when it crashes; ``InternalFault`` for any
    other exception. The process reads hostile bytes, so nothing of it is unpickled here.
    """
    limits = budget or Budget()
    call = _Call(
        function=function,
        arguments=arguments,
        file=None if file is None else str(file.absolute()),
        what=what,
        budget=limits,
    )
    with _SERVER.worker(_answer, call, what=what, modules=modules, prepared=prepared) as worker:
        data = _written(worker, limits, what)
        code = worker.exit_code()
    if code != 0:
        raise ended(code, what)
    try:
        answer = json_value(data, most_bytes=limits.answer_bytes)
        if "value" in answer:
            value: T = record(typing.get_type_hints(function)["return"], answer["value"])
            return value
    except (ValueError, TypeError, SecondTakeError) as error:
        raise CannotLook(f"The answer of the program that read {what} makes no sense.") from error
    raise restored(answer)


def _written(worker: Worker, budget: Budget, what: str) -> bytes:
    """What a worker writes until it ends; raises ``LimitExceeded``."""
    until = time.monotonic() + budget.wall_seconds
    data = bytearray()
    with selectors.DefaultSelector() as waiting:
        waiting.register(worker.output, selectors.EVENT_READ)
        while True:
            if not waiting.select(max(0.0, until - time.monotonic())):
                raise LimitExceeded(
                    f"Reading {what} took longer than {budget.wall_seconds:.0f} s.",
                    advice="It may be crafted to keep programs busy; try a smaller copy.",
                )
            part = os.read(worker.output, PIECE)
            if not part:
                return bytes(data)
            data += part
            if len(data) > budget.answer_bytes:
                raise LimitExceeded(
                    f"What was read of {what} is larger than {budget.answer_bytes:,} bytes.",
                    advice="It may be crafted to fill memory; try a smaller copy.",
                )


def _answer(out: IO[bytes], call: _Call) -> None:
    """In the worker: call the function under its limits, write what it gives or how it failed."""
    try:
        sandbox.memory(call.budget.memory_bytes)
        sandbox.computing(call.budget.cpu_seconds)
        answer: dict[str, Any] = {"value": plain(_value(call))}
    except BaseException as error:  # noqa: BLE001 - told to the asker, which raises it
        answer = told(error, call.what)
    out.write(json.dumps(answer).encode("ascii"))


def _value(call: _Call) -> object:
    """What the function gives, called when all that it needs is open and the rest given up."""
    if call.file is None:
        confine()
        return call.function(*call.arguments)
    # Opened first: without its capabilities root may read fewer files than its user thinks.
    with Path(call.file).open("rb") as file:
        confine()
        return call.function(file, *call.arguments)
