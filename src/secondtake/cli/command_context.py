"""What commands have in common: how one is added, the case it works on, and what it may do."""

from __future__ import annotations

import argparse
from pathlib import Path

__all__ = ["Verbs", "add", "decoding", "on_case", "private", "unredacted"]

Verbs = argparse._SubParsersAction  # what add_subparsers gives; argparse names it privately


def add(verbs: Verbs, name: str, text: str) -> argparse.ArgumentParser:  # type: ignore[type-arg]
    """A command with its one-line help; every command takes ``--json``."""
    command: argparse.ArgumentParser = verbs.add_parser(name, help=text, description=text)
    command.add_argument("--json", action="store_true", help="print the result as JSON")
    return command


def on_case(command: argparse.ArgumentParser, *, new: bool = False) -> None:
    """The case a command works on, and who works; ``new``: one that is not there is made."""
    text = "the case folder; a new one is made" if new else "the case folder"
    command.add_argument("--case", type=Path, required=True, metavar="DIR", help=text)
    command.set_defaults(new_case=new)
    command.add_argument(
        "--by",
        default="not given",
        metavar="NAME",
        help="who runs the command, for the custody log",
    )


def private(command: argparse.ArgumentParser) -> None:
    """Leave to ask addresses of private networks."""
    command.add_argument(
        "--allow-private",
        action="store_true",
        help="also request addresses of this machine and of private networks",
    )


def unredacted(command: argparse.ArgumentParser) -> None:
    """Leave to show faces."""
    command.add_argument(
        "--unredacted",
        action="store_true",
        help="do not blur faces in the report's pictures; the custody log records it",
    )


def decoding(command: argparse.ArgumentParser) -> None:
    """Leave to spend more, or less, on a film than its size allows."""
    command.add_argument(
        "--decode-limit",
        type=float,
        metavar="MINUTES",
        help="CPU minutes that decoding a film may take at a time (default: 5, and 6.7 for each "
        "megabyte of the file, at most 240); what is over is left out, and the answer says so",
    )
