"""Tasks on the workers of a Dask cluster: the one file that knows Dask."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import Any

from secondtake.cluster.address import ClusterAddress
from secondtake.cluster.results_folder import Receipt, ResultsFolder
from secondtake.cluster.task import Task, TaskOutcome, perform
from secondtake.errors import CannotLook, CaseUnusable, LimitExceeded, PluginUnavailable

__all__ = ["DaskPool"]

HELD = 4
"""Tasks held by the cluster for each worker: enough that none waits for the driver."""
REACHED_SECONDS = 10
"""How long a scheduler may take to answer."""
LEAVE_SECONDS = 5
"""How long workers that we started may take to end."""
KILLED_MOST = 2
"""Workers of ours that may die of one task before it is given up: with the third it is set
aside. A cluster of somebody else has its own setting, ``allowed-failures``."""


class DaskPool:
    """A worker that dies costs what it was doing: Dask gives the task to another.

    A task of which several workers died is given up as ``LimitExceeded``, and the rest goes on.
    Raises ``CaseUnusable`` where no scheduler answers or no worker is left.
    """

    def __init__(self, address: ClusterAddress) -> None:
        try:
            import distributed  # noqa: F401
        except ImportError as error:
            raise PluginUnavailable(
                "Workers are run by Dask, which is not installed.",
                advice='Install it: pip install "secondtake[cluster]"',
            ) from error
        self.address = address
        self._open = ExitStack()
        self._client: Any = None

    def close(self) -> None:
        """Let the scheduler go, and end the workers that were started for it."""
        self._client = None
        self._open.close()

    def run(self, tasks: Iterable[Task], results: ResultsFolder) -> Iterator[TaskOutcome]:
        """Outcomes as they are ready; few tasks more are held than the workers can do."""
        from distributed import as_completed

        source = iter(tasks)
        client = self._client = self._client or self._connected(self._open)
        held = HELD * max(1, len(client.scheduler_info()["workers"]))
        begun = {_submitted(client, task, results): task for task in islice(source, held)}
        waiting = as_completed(list(begun), loop=client.loop)
        suspects: list[Task] = []
        for future in waiting:
            task = begun.pop(future)
            for more in islice(source, 1):
                another = _submitted(client, more, results)
                begun[another] = more
                waiting.add(another)
            outcome = _outcome(task, future)
            if outcome is None:
                suspects.append(task)
            else:
                yield outcome
        # Dask suspects every task that a dead worker held. Alone, one shows whether it was it.
        for task in suspects:
            alone = _outcome(task, _submitted(client, task, results, "-alone"))
            yield alone or TaskOutcome(task, _set_aside())

    def _connected(self, stack: ExitStack) -> Any:
        import dask
        from distributed import Client, LocalCluster
        from distributed.security import Security

        # Its own log would repeat as warnings what is told here as outcomes.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        where: Any = self.address.scheduler
        options: dict[str, Any] = {}
        if self.address.workers:
            stack.enter_context(
                dask.config.set({"distributed.scheduler.allowed-failures": KILLED_MOST})
            )
            # Other users of this machine reach its loopback addresses too: keys of this run alone.
            options["security"] = Security.temporary()
            where = LocalCluster(
                security=options["security"],
                n_workers=self.address.workers,
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.CRITICAL,
            )
            stack.callback(where.close, timeout=LEAVE_SECONDS)
        elif self.address.certificates:
            ca, cert, key = map(str, self.address.certificates)
            options["security"] = Security(
                require_encryption=True,
                tls_ca_file=ca,
                tls_client_cert=cert,
                tls_client_key=key,
            )
        try:
            client = Client(where, timeout=REACHED_SECONDS, set_as_default=False, **options)
        except (OSError, TimeoutError) as error:
            raise CaseUnusable(
                f"No scheduler answers at {self.address.scheduler}.",
                advice="Check that it runs, its address and, over TLS, the certificates.",
            ) from error
        return stack.enter_context(client)


def _submitted(client: Any, task: Task, results: ResultsFolder, how: str = "") -> Any:
    # Impure to Dask, so that a task set aside before is tried again; results are known by name.
    return client.submit(perform, task, results, key=f"secondtake-{task.name}{how}", pure=False)


def _outcome(task: Task, future: Any) -> TaskOutcome | None:
    """What became of a task; None where the workers that held it died."""
    from distributed import KilledWorker

    try:
        receipt: Receipt = future.result()
    except CannotLook as error:
        return TaskOutcome(task, error)
    except KilledWorker:
        return None
    finally:
        future.release()
    return TaskOutcome(task, receipt)


def _set_aside() -> LimitExceeded:
    return LimitExceeded(
        "Every worker that took it up was ended, as happens when memory runs out.",
        advice="Try it alone on a machine with more memory; all else was done.",
    )
