"""Second Take tests claims about footage; it gives no verdict.

The verbs are functions of this module and of the bench that ``open`` gives; see docs/python.md.
Nothing heavy is imported before a verb is called.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from secondtake.errors import SecondTakeError

__all__ = [
    "SecondTakeError",
    "__version__",
    "open",
    "read",
    "relate",
    "rerun",
    "shots",
    "verify",
]

__version__ = "0.2.0"


def open(case: str | Path, *, by: str = "not given") -> Any:
    """The case at a path as a ``workbench.Bench``, made when the folder is new or empty."""
    from secondtake.workbench import open_bench

    return open_bench(case, by=by)


def read(page: bytes) -> Any:
    """What a page (HTML or text, as bytes) says: a ``Reading`` with claims and attributions."""
    from secondtake import workbench

    return workbench.read(page)


def shots(film: str | Path) -> Any:
    """The shots of a film as a tuple of ``Shot``."""
    from secondtake import workbench

    return workbench.shots(Path(film))


def relate(left: str | Path, right: str | Path) -> Any:
    """How the shots of two films are related: ``FilmsRelated``, the closest pair first."""
    from secondtake import workbench

    return workbench.relate(Path(left), Path(right))


def verify(case: str | Path) -> Any:
    """Hash everything in a case again: a ``Verified`` whose ``problems`` are sentences."""
    from secondtake import workbench

    return workbench.verify(Path(case))


def rerun(bundle: str | Path, *, evidence: str | Path | None = None) -> Any:
    """Every finding of a bundle made again: a ``Rerun`` of PASS, DIFF and CANNOT with reasons.

    ``evidence``: a folder that holds the exhibits when the bundle does not.
    """
    from secondtake import workbench

    return workbench.rerun(Path(bundle), evidence=Path(evidence) if evidence else None)
