"""Who does tasks: threads of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from itertools import islice
from pathlib import Path
from typing import Protocol

from secondtake.cluster.address import ClusterAddress
from secondtake.cluster.results_folder import Receipt, ResultsFolder
from secondtake.cluster.task import Task, TaskOutcome, perform
from secondtake.errors import CannotLook, SettingInvalid

__all__ = ["TaskPool", "TaskThreads", "pool_at"]


class TaskPool(Protocol):
    """Does tasks in any order; what cannot be examined stops only its own task.

    Any other error of ours (no space, changed evidence) is raised: then nothing more is begun, and
    what was done lies in the results folder for the next run.
    """

    def run(self, tasks: Iterable[Task], results: ResultsFolder) -> Iterator[TaskOutcome]: ...


class TaskThreads:
    """Threads of this process, one a core: decoding runs in processes of its own."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1

    def run(self, tasks: Iterable[Task], results: ResultsFolder) -> Iterator[TaskOutcome]:
        """Outcomes as they are ready; at most twice as many tasks are held as there are threads."""
        source = iter(tasks)
        with ThreadPoolExecutor(self.workers) as threads:

            def begun(task: Task) -> Future[Receipt]:
                # A setting of the caller (``viewing.decode_limit``) holds in the threads too.
                return threads.submit(copy_context().run, perform, task, results)

            running = {begun(task): task for task in islice(source, 2 * self.workers)}
            try:
                while running:
                    for future in wait(running, return_when=FIRST_COMPLETED).done:
                        task = running.pop(future)
                        running |= {begun(more): more for more in islice(source, 1)}
                        yield _outcome(task, future)
            finally:
                for future in running:
                    future.cancel()


def pool_at(address: str | None, results: Path | None) -> TaskPool:
    """The pool that ``--on`` names; threads of this machine for None.

    Raises ``SettingInvalid`` for an address that is none or may not be used, or whose workers
    share no results folder with us; ``PluginUnavailable`` where Dask is not installed.
    """
    if address is None:
        return TaskThreads()
    where = ClusterAddress.of(address)
    if where.scheduler and results is None:
        raise SettingInvalid(
            "Workers need a folder for results that they and this machine see.",
            advice="Name it with --results FOLDER.",
        )
    from secondtake.cluster.dask_pool import DaskPool

    return DaskPool(where)


def _outcome(task: Task, future: Future[Receipt]) -> TaskOutcome:
    try:
        return TaskOutcome(task, future.result())
    except CannotLook as error:
        return TaskOutcome(task, error)
