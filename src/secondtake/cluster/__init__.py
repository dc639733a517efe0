"""Work on many items, by threads or on many machines: who does it, and how it tells of it."""

from __future__ import annotations

from secondtake.cluster.pools import TaskPool, TaskThreads, pool_at
from secondtake.cluster.results_folder import Receipt, ResultsFolder
from secondtake.cluster.task import Task, TaskOutcome, task_of
from secondtake.cluster.workers import Workers

__all__ = [
    "Receipt",
    "ResultsFolder",
    "Task",
    "TaskOutcome",
    "TaskPool",
    "TaskThreads",
    "Workers",
    "pool_at",
    "task_of",
]
