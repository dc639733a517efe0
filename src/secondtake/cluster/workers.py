"""Workers of one address for a whole command: orders go out, and the bytes they made come back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from secondtake.cluster.local_pool import Outcome
from secondtake.cluster.pools import pool_at
from secondtake.cluster.results_folder import ResultsFolder
from secondtake.cluster.task import task_of
from secondtake.errors import CannotLook

__all__ = ["Workers"]

T = TypeVar("T")


class Workers:
    """Who does tasks, and where results lie until they are handed over. Close it after use.

    ``on``: as ``pool_at``. ``results``: a folder that every worker sees; one of this run without
    it. Workers are reached, or started, when they are first asked. Raises as ``pool_at``.
    """

    def __init__(self, on: str | None, results: Path | None = None) -> None:
        self._pool = pool_at(on, results)
        self._results = results
        self._open = ExitStack()
        self._folder: ResultsFolder | None = None

    def close(self) -> None:
        """End what was started; a results folder of this run is removed, another left tidy."""
        self._pool.close()
        if self._folder is not None and self._results is not None:
            self._folder.closed()
        self._folder = None
        self._open.close()

    def map(
        self, work: Callable[[T], bytes], orders: Iterable[T], *, version: str
    ) -> Iterator[Outcome[T, bytes]]:
        """The bytes that ``work`` makes of each order as they are ready, or why it cannot.

        ``work``, ``version``: as ``task_of``. A result lies in the folder until the one after it
        is asked for, so what was taken is done with. Raises what the pool raises.
        """
        of_task: dict[Any, T] = {task_of(work, o, version=version): o for o in orders}
        if not of_task:
            return
        folder = self._folder_of_results()
        for outcome in self._pool.run(of_task, folder):
            order, found = of_task[outcome.task], outcome.found
            if isinstance(found, CannotLook):
                yield Outcome(order, None, found)
                continue
            yield Outcome(order, folder.read(found), None)
            folder.remove(found.name)

    def _folder_of_results(self) -> ResultsFolder:
        if self._folder is None:
            own = self._results or self._open.enter_context(
                TemporaryDirectory(prefix="secondtake-results-")
            )
            self._folder = ResultsFolder(Path(own)).made()
        return self._folder
