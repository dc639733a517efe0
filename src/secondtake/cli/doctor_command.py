"""The command `doctor`: what confines a decoder on this machine, tried out."""

from __future__ import annotations

from argparse import Namespace

from secondtake import workbench
from secondtake.cli.commands import DONE, WITH_FAILURES, say
from secondtake.cli.printing import plain_text
from secondtake.model.confinement import SandboxExamination
from secondtake.model.serialization import plain

__all__ = ["RUN"]


def doctor(options: Namespace) -> int:
    """`doctor`: 1 when a decoder could do something that it should be refused."""
    found = workbench.examine()
    say(options, plain(found), lambda: _show(found))
    return DONE if all(a.refused for a in found.attempts) else WITH_FAILURES


def _show(found: SandboxExamination) -> None:
    print("What confines a process that decodes a film or parses a file, on this machine:")
    for guard in found.guards:
        state = "applied" if guard.applied else "NOT APPLIED"
        print(f"  {state:<12} {guard.guard}: {plain_text(guard.detail)}")
    print("What such a process tried:")
    for tried in found.attempts:
        print(f"  {'refused' if tried.refused else 'NOT REFUSED':<12} {tried.attempt}")


RUN = {"doctor": doctor}
"""The command's function, by its name."""
