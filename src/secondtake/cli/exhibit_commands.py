"""The command about the use of a case's exhibits: `withdraw`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from secondtake import workbench
from secondtake.cli.commands import DONE, present_case, say
from secondtake.cli.printing import plain_text
from secondtake.model.enums import ExhibitRole
from secondtake.model.evidence import ExhibitUse
from secondtake.model.serialization import plain

__all__ = ["RUN"]


def withdraw(options: Namespace) -> int:
    """`withdraw EXHIBIT --by NAME --reason TEXT --case DIR`, with `--role ROLE` or `--undo`."""
    verbs = workbench.withdrawal
    # Names hold spaces, as “Film 2” does, and are often typed without quotation marks.
    exhibit = " ".join(options.exhibit)
    with present_case(options) as bench:
        if options.undo:
            use = verbs.take_back(bench, exhibit, reason=options.reason)
        elif options.role:
            role = ExhibitRole(options.role)
            use = verbs.change_role(bench, exhibit, role, reason=options.reason)
        else:
            use = verbs.withdraw(bench, exhibit, reason=options.reason)
        say(options, plain(use), lambda: _used(use))
    return DONE


def _used(use: ExhibitUse) -> None:
    name = f"{plain_text(use.exhibit.name)} ({use.exhibit.digest[:12]}…)"
    if use.withdrawn is not None:
        print(f"{name} is set aside: its bytes stay in the case, and nothing uses them.")
    else:
        print(f"{name} is used as {' and '.join(use.roles)}.")
    print("The custody log records it; `secondtake report` writes a report that shows it.")


RUN: dict[str, Callable[[Namespace], int]] = {"withdraw": withdraw}
"""The command's function, by its name."""
