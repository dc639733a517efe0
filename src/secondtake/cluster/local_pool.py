"""Work on many items at once: the Pool contract, and the one that uses this machine's cores."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from contextvars import copy_context
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar, cast

from secondtake.errors import SecondTakeError

__all__ = ["LocalPool", "Outcome", "Pool", "left_running"]

T = TypeVar("T")
R = TypeVar("R")

_threads: set[threading.Thread] = set()
"""Threads that work for a pool now."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T, R]):
    """What became of one item: its value, or the error that stopped it."""

    item: T
    value: R | None
    error: SecondTakeError | None

    def result(self) -> R:
        """The value; raises the error when there is none."""
        if self.error is not None:
            raise self.error
        return cast(R, self.value)


class Pool(Protocol):
    """Run ``work`` on every item, in any order; an error stops only its own item."""

    def map(
        self, work: Callable[[Any], Any], items: Iterable[Any]
    ) -> Iterator[Outcome[Any, Any]]: ...


class LocalPool:
    """Threads of this process, one per core: decoding runs in processes of its own, and OpenCV,
    ONNX and NumPy let go of the interpreter while they compute.
    """

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1

    def map(self, work: Callable[[T], R], items: Iterable[T]) -> Iterator[Outcome[T, R]]:
        """Outcomes as they are ready; at most twice as many items are held as there are workers.

        ``work`` raises our own errors for what cannot be done; any other error is a fault of ours
        and ends the run. Whoever stops asking (Ctrl-C) does not wait for items that are worked on:
        what becomes of these is dropped, and no further one is begun.
        """
        source = iter(items)
        asked: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        done: queue.SimpleQueue[Outcome[T, R] | BaseException] = queue.SimpleQueue()
        stopped = threading.Event()

        def ask(item: T) -> None:
            # A setting of the caller (``viewing.decode_limit``) holds in the threads too.
            context = copy_context()
            asked.put(lambda: done.put(context.run(_outcome, work, item)))

        def run() -> None:
            try:
                while (call := asked.get()) is not None and not stopped.is_set():
                    call()
            except BaseException as error:  # noqa: BLE001 - raised where the outcomes are asked for
                done.put(error)
            finally:
                _threads.discard(threading.current_thread())

        waiting = 0
        for item in islice(source, 2 * self.workers):
            ask(item)
            waiting += 1
        threads = [
            threading.Thread(target=run, daemon=True) for _ in range(min(waiting, self.workers))
        ]
        try:
            for thread in threads:
                _threads.add(thread)
                thread.start()
            while waiting:
                outcome = done.get()
                waiting -= 1
                if isinstance(outcome, BaseException):
                    raise outcome
                for item in islice(source, 1):
                    ask(item)
                    waiting += 1
                yield outcome
        except BaseException:
            stopped.set()
            raise
        finally:
            for _ in threads:
                asked.put(None)
            if not stopped.is_set():
                for thread in threads:
                    thread.join()


def left_running() -> bool:
    """Whether threads of a pool whose caller stopped asking are still at work."""
    return any(thread.is_alive() for thread in list(_threads))


def _outcome(work: Callable[[T], R], item: T) -> Outcome[T, R]:
    try:
        return Outcome(item, work(item), None)
    except SecondTakeError as error:
        return Outcome(item, None, error)
