"""What can be typed to judge findings: `review` and `dismiss`."""

from __future__ import annotations

from pathlib import Path

from secondtake.cli.command_context import Verbs, add, on_case, typed_text

__all__ = ["A_FINDING", "reviews"]

A_FINDING = "its name in the report (F1), or its record ID or SHA-256, or how one of these begins"


def reviews(verbs: Verbs) -> None:  # type: ignore[type-arg]
    """Add both."""
    command = add(verbs, "review", "Record what a reviewer sees in a finding; the report shows it.")
    command.add_argument("finding", nargs="?", metavar="FINDING", help=A_FINDING)
    command.add_argument(
        "answer",
        nargs="?",
        choices=("sees-it", "does-not-see-it", "cannot-tell"),
        metavar="ANSWER",
        help="sees-it, does-not-see-it or cannot-tell",
    )
    command.add_argument(
        "--note", type=typed_text, default="", metavar="TEXT", help="why, for the report"
    )
    command.add_argument(
        "--blind", action="store_true", help="you reviewed it before you knew the claim"
    )
    command.add_argument(
        "--weigh",
        type=typed_text,
        action="append",
        default=[],
        metavar="EXPLANATION=WEIGHT",
        help="an explanation in the report's table, with more, equally, less or not assessed",
    )
    command.add_argument(
        "--html",
        type=Path,
        metavar="OUT.html",
        help="instead, write a page for blind review: frames of each pair, and what they have in "
        "common is asked",
    )
    command.add_argument(
        "--from",
        dest="answers",
        type=Path,
        metavar="FILE",
        help="instead, record the answers that the page for blind review saved",
    )
    on_case(command)
    dismiss = add(
        verbs,
        "dismiss",
        "Set a finding aside, so that no later check raises it again; says first what else falls.",
    )
    dismiss.add_argument("finding", metavar="FINDING", help=A_FINDING)
    dismiss.add_argument(
        "--note", type=typed_text, default="", metavar="TEXT", help="why, for the report"
    )
    dismiss.add_argument("--undo", action="store_true", help="take it back")
    dismiss.add_argument(
        "--dry-run", action="store_true", help="only say what falls and what stays"
    )
    on_case(dismiss)
