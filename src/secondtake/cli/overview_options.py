"""What can be typed to see a case's state: `status`, `findings`, `claims` and `films`."""

from __future__ import annotations

from pathlib import Path

from secondtake.cli.command_context import Verbs, add

__all__ = ["overviews"]

ABOUT = {
    "status": "Show what a case holds, what was found, what is open and the command for it.",
    "findings": "List the findings of a case with their names, and names no longer in use.",
    "claims": "List the claims of a case's pages with their names, and what became of each.",
    "films": "List the films of a case with their names.",
}


def overviews(verbs: Verbs) -> None:  # type: ignore[type-arg]
    """Add them all; each reads a case and changes nothing in it."""
    for name, about in ABOUT.items():
        command = add(verbs, name, about)
        command.add_argument(
            "--case", type=Path, required=True, metavar="DIR", help="the case folder"
        )
        command.set_defaults(makes_case=False)
