"""Work on many items at once: the Pool contract, and the one that uses this machine's cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar, cast

from secondtake.errors import SecondTakeError

__all__ = ["LocalPool", "Outcome", "Pool"]

T = TypeVar("T")
R = TypeVar("R")


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
        and ends the run.
        """
        source = iter(items)
        with ThreadPoolExecutor(self.workers) as threads:
            # A setting of the caller (``viewing.decode_limit``) holds in the threads too.
            running = {_submit(threads, work, i): i for i in islice(source, 2 * self.workers)}
            try:
                while running:
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        item = running.pop(future)
                        running |= {_submit(threads, work, i): i for i in islice(source, 1)}
                        yield _outcome(item, future)
            finally:
                for future in running:
                    future.cancel()


def _submit(threads: ThreadPoolExecutor, work: Callable[[T], R], item: T) -> Future[R]:
    return threads.submit(copy_context().run, work, item)


def _outcome(item: T, future: Future[R]) -> Outcome[T, R]:
    try:
        return Outcome(item, future.result(), None)
    except SecondTakeError as error:
        return Outcome(item, None, error)
