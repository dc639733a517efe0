"""A case on the workbench, to be worked on or to be read."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from secondtake.cluster import Workers
from secondtake.cluster.local_pool import Pool
from secondtake.cluster.progress import Progress, quiet
from secondtake.store import Case
from secondtake.workbench.bench import Bench
from secondtake.workbench.case_view import CaseView

__all__ = ["open_bench", "open_view"]


def open_view(case: Path) -> CaseView:
    """The case at a path to be read: no lock is taken, no byte is changed.

    Raises ``InputMissing`` where there is none.
    """
    return CaseView(Case.open(case, write=False))


def open_bench(
    case: str | Path,
    *,
    by: str = "not given",
    progress: Progress = quiet,
    pool: Pool | None = None,
    on: str | None = None,
    results: Path | None = None,
) -> Bench:
    """The case at a path on the workbench, made when the folder is new.

    ``on``, ``results``: who watches films and compares shots, as ``cluster.Workers``; without
    ``on`` the pool of this process.

    Raises ``CaseBusy`` when another process writes to it, ``CaseUnusable`` when the folder holds
    something else, and what ``cluster.Workers`` raises.
    """
    with ExitStack() as stack:
        opened = stack.enter_context(Case.open(Path(case)))
        workers = Workers(on, results) if on is not None else None
        bench = Bench(opened, by=by, progress=progress, pool=pool, workers=workers)
        stack.pop_all()  # from here on it is the bench that closes the case
        return bench
