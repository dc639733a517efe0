"""Pictures are made in a process of its own: the server decodes nothing and runs no model."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Any, TypeVar

from secondtake.errors import InternalFault
from secondtake.web.messages import word

__all__ = ["Pictures"]

R = TypeVar("R")

KEPT = 400
"""Pictures kept in memory; of 50 to 100 kB each."""


class Pictures:
    """Makes pictures one after another, and keeps the last ``most`` of them.

    ``start`` gives whoever works; by default a process.
    """

    def __init__(self, start: Callable[[], Executor] | None = None, *, most: int = KEPT) -> None:
        self._start = start or _process
        self._most = most
        self._worker: Executor | None = None
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, asyncio.Future[Any]] = {}

    async def made(self, make: Callable[..., R], *asked: Any) -> R:
        """What ``make`` gives for ``asked``, once for all who ask at the same time.

        Raises what ``make`` raises, ``InternalFault`` where its process ended.
        """
        key = (make.__name__, *asked)
        if key in self._kept:
            self._kept.move_to_end(key)
            held: R = self._kept[key]
            return held
        if key not in self._making:
            self._making[key] = asyncio.ensure_future(self._work(make, *asked))
        try:
            picture: R = await asyncio.shield(self._making[key])
        finally:
            if key in self._making and self._making[key].done():
                del self._making[key]
        self._kept[key] = picture
        while sum(map(_count, self._kept.values())) > self._most:
            self._kept.popitem(last=False)
        return picture

    def has(self, make: Callable[..., object], *asked: Any) -> bool:
        """Whether it is kept, or being made."""
        key = (make.__name__, *asked)
        return key in self._kept or key in self._making

    def begin(self, ready: Callable[[], object]) -> None:
        """Start whoever works now, with ``ready``: the first picture is not kept waiting for that.

        Where ``ready`` fails, the first picture will, and tells.
        """
        if self._worker is None:
            self._worker = self._start()
            self._worker.submit(ready)

    async def _work(self, make: Callable[..., R], *asked: Any) -> R:
        if self._worker is None:
            self._worker = self._start()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._worker, make, *asked)
        except BrokenProcessPool as error:
            self._worker = None
            raise InternalFault(word("error.worker"), advice=word("advice.fault")) from error

    def close(self) -> None:
        """Let the process go; what it is making is not waited for."""
        if self._worker is not None:
            self._worker.shutdown(wait=False, cancel_futures=True)


def _count(made: object) -> int:
    """A run of frames is as many pictures as it holds."""
    return len(made) if isinstance(made, dict) else 1


def _process() -> Executor:
    # Spawned: a forked copy of a server with threads may stand still for ever.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, mp_context=context, initializer=_end_with_server)


def _end_with_server() -> None:
    """In the process that makes pictures: end when the server ends, also where it is killed."""
    server = multiprocessing.parent_process()
    if server is not None:
        threading.Thread(target=_outlast, args=(server.sentinel,), daemon=True).start()


def _outlast(server: int) -> None:
    wait([server])
    os._exit(0)  # what it was making is for nobody any more
