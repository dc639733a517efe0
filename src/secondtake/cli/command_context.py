"""What commands have in common: how one is added, the case it works on, and what it may do."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

__all__ = [
    "Verbs",
    "add",
    "decoding",
    "on_case",
    "private",
    "same_story",
    "translating",
    "typed_text",
    "unredacted",
    "workers",
]

Verbs = argparse._SubParsersAction  # what add_subparsers gives; argparse names it privately


def add(verbs: Verbs, name: str, about: str) -> argparse.ArgumentParser:  # type: ignore[type-arg]
    """A command with its one-line help; every command takes ``--json``."""
    command: argparse.ArgumentParser = verbs.add_parser(name, help=about, description=about)
    command.add_argument("--json", action="store_true", help="print the result as JSON")
    return command


def typed_text(typed: str) -> str:
    """What was typed, as text that a file can hold.

    Where the terminal's encoding is ASCII, Python hands on the bytes of other letters one by one;
    they are UTF-8 nearly always, and what is not stands as escapes.
    """
    try:
        typed.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(typed).decode("utf-8", "backslashreplace")
    return typed


def on_case(command: argparse.ArgumentParser, *, new: bool = False) -> None:
    """The case a command works on, and who works; ``new``: one that is not there is made."""
    what = "the case folder; where there is none, one is made" if new else "the case folder"
    command.add_argument("--case", type=Path, required=True, metavar="DIR", help=what)
    command.set_defaults(makes_case=new)
    if new:
        command.add_argument(
            "--new",
            action="store_true",
            help="make the case also where the path looks mistyped: a case of nearly the same name "
            "lies beside it, or the folder above it is not there",
        )
    command.add_argument(
        "--by",
        type=typed_text,
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


def same_story(command: argparse.ArgumentParser) -> None:
    """The answer to what is asked where a case holds another page already."""
    command.add_argument(
        "--same-story",
        action="store_true",
        help="the page tells the story of the page that the case holds already; another story "
        "belongs in a case of its own",
    )


def translating(command: argparse.ArgumentParser) -> None:
    """A translator for quotes that are not English."""
    command.add_argument(
        "--translator",
        metavar="ADDRESS",
        help="also show the quotes in English as a translator of yours puts them: a server with "
        "the OpenAI chat completions API, or LibreTranslate's http://127.0.0.1:5000/translate",
    )
    command.add_argument(
        "--translator-model",
        type=typed_text,
        default="default",
        metavar="NAME",
        help="the model's name on that server",
    )
    command.add_argument(
        "--elsewhere",
        action="store_true",
        help="allow the quotes to be sent to another machine",
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


def workers(command: argparse.ArgumentParser) -> None:
    """Who does the long work, instead of the cores of this machine."""
    command.add_argument(
        "--on",
        default=os.environ.get("SECONDTAKE_ON"),
        metavar="WORKERS",
        help="who decodes and compares: local:N (N processes of this machine), "
        "tcp://127.0.0.1:PORT or tls://HOST:PORT (a Dask scheduler); without it, and without "
        "SECONDTAKE_ON, the cores of this machine",
    )
    command.add_argument(
        "--results",
        type=Path,
        metavar="FOLDER",
        help="with --on: a folder that all workers see, for what they hand over",
    )
