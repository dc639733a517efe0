"""Who does tasks: threads of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from secondtake.cluster.address import ClusterAddress
from secondtake.cluster.local_pool import LocalPool
from secondtake.cluster.results_folder import ResultsFolder
from secondtake.cluster.task import Task, TaskOutcome, perform
from secondtake.errors import CannotLook, SettingInvalid

__all__ = ["TaskPool", "TaskThreads", "pool_at"]


class TaskPool(Protocol):
    """Does tasks in any order; what cannot be examined stops only its own task.

    Any other error of ours (no space, changed evidence) is raised: then nothing more is begun, and
    what was done lies in the results folder for the next run.
    """

    def run(self, tasks: Iterable[Task], results: ResultsFolder) -> Iterator[TaskOutcome]: ...

    def close(self) -> None: ...


class TaskThreads:
    """Threads of this process, one a core: decoding runs in processes of its own."""

    def run(self, tasks: Iterable[Task], results: ResultsFolder) -> Iterator[TaskOutcome]:
        """Outcomes as they are ready."""
        for done in LocalPool().map(lambda task: perform(task, results), tasks):
            if isinstance(done.error, CannotLook):
                yield TaskOutcome(done.item, done.error)
            else:
                yield TaskOutcome(done.item, done.result())

    def close(self) -> None:
        """Threads end with their run: nothing is left to end."""


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
