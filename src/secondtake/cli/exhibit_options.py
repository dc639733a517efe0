"""What can be typed about a case's exhibits: how they come into it, and whether they are used."""

from __future__ import annotations

from secondtake.cli.command_context import Verbs, add, on_case, private, same_story
from secondtake.model.enums import ExhibitRole

__all__ = ["of_exhibits"]

ROLES = (ExhibitRole.PAGE, ExhibitRole.FOOTAGE, ExhibitRole.CONTROL)
"""What sources can be taken in as; the other roles come about by themselves."""


def of_exhibits(verbs: Verbs) -> None:  # type: ignore[type-arg]
    """Add `keep` and `withdraw`."""
    _keep(verbs)
    _withdraw(verbs)


def _keep(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(
        verbs, "keep", "Collect files, folders or URLs into a case, with chain of custody."
    )
    command.add_argument("sources", nargs="+", metavar="SOURCE", help="files, folders or URLs")
    command.add_argument(
        "--as",
        dest="role",
        choices=tuple(r.value for r in ROLES),
        default=ExhibitRole.FOOTAGE.value,
        help="what the sources are (default: footage)",
    )
    command.add_argument(
        "--media", action="store_true", help="also collect the films that the case's pages refer to"
    )
    same_story(command)
    on_case(command, new=True)
    private(command)


def _withdraw(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(
        verbs,
        "withdraw",
        "Set an exhibit aside, or change its role: its bytes stay in the case, and nothing uses "
        "them from then on.",
    )
    command.add_argument(
        "exhibit",
        nargs="+",
        metavar="EXHIBIT",
        help="its file name or SHA-256, how one of these begins, or what the report calls it "
        "(Film 2)",
    )
    command.add_argument("--reason", default="", metavar="TEXT", help="why, for log and report")
    how = command.add_mutually_exclusive_group()
    how.add_argument(
        "--role",
        choices=(*(r.value for r in ROLES), ExhibitRole.BESIDE.value),
        help="do not set it aside, but use it as this alone; beside: neither read nor watched",
    )
    how.add_argument(
        "--undo", action="store_true", help="take the newest such decision about it back"
    )
    on_case(command)
