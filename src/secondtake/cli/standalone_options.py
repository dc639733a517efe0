"""Commands that need no case: one page or several, one film, two films."""

from __future__ import annotations

import argparse
from pathlib import Path

from secondtake.cli.command_context import Verbs, add, decoding, translating, typed_text

__all__ = ["loose"]


def loose(verbs: Verbs) -> None:  # type: ignore[type-arg]
    """Add them all."""
    _read(verbs)
    _genealogy(verbs)
    _second_reader(verbs)
    _shots(verbs)
    _stills(verbs)
    _relate(verbs)
    add(
        verbs,
        "doctor",
        "Show what confines a decoder on this machine: which guards the system allows, and what "
        "a process under them is refused.",
    )


def _read(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "read", "List the claims on a page, with who says each.")
    command.add_argument(
        "page",
        nargs="?",
        metavar="PAGE",
        help="an HTML or text file, or - for stdin; leave out with --case",
    )
    command.add_argument("--case", type=Path, metavar="DIR", help="read the pages of this case")
    command.set_defaults(makes_case=False)
    command.add_argument(
        "--html", type=Path, metavar="OUT.html", help="also write the page with its claims marked"
    )
    translating(command)
    command.add_argument("--by", default="not given", metavar="NAME", help=argparse.SUPPRESS)


def _genealogy(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(
        verbs, "genealogy", "Show what several pages have in common, and who took from whom."
    )
    command.add_argument("pages", nargs="+", metavar="PAGE")
    command.add_argument("--html", type=Path, metavar="OUT.html", help="also write an HTML page")


def _second_reader(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(
        verbs,
        "second-reader",
        "Ask a language model at your own address which claims a page makes.",
    )
    command.add_argument("page", metavar="PAGE", help="an HTML or text file, or - for stdin")
    command.add_argument(
        "--at",
        required=True,
        metavar="ADDRESS",
        help="a server with the OpenAI chat completions API, such as http://127.0.0.1:8080",
    )
    command.add_argument(
        "--model",
        type=typed_text,
        default="default",
        metavar="NAME",
        help="the model's name on that server",
    )
    command.add_argument(
        "--elsewhere",
        action="store_true",
        help="allow the page's text to be sent to another machine",
    )


def _shots(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "shots", "List the shots of a film with times and transitions.")
    command.add_argument("film", type=Path, metavar="FILE")
    decoding(command)
    command.add_argument(
        "--html",
        type=Path,
        metavar="OUT.html",
        help="also write an HTML page with stills of each shot (a contact sheet)",
    )


def _stills(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(
        verbs,
        "stills",
        "Write the sharpest, most different frames of a film, to search for them by hand.",
    )
    command.add_argument("film", type=Path, metavar="FILE")
    command.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="a new folder")
    command.add_argument(
        "--most", type=int, default=12, metavar="NUMBER", help="at most so many (default: 12)"
    )
    decoding(command)


def _relate(verbs: Verbs) -> None:  # type: ignore[type-arg]
    command = add(verbs, "relate", "Show how two films are related, without a case.")
    command.add_argument("films", nargs="*", type=Path, metavar="LEFT RIGHT")
    decoding(command)
    command.add_argument(
        "--pairs",
        type=Path,
        metavar="CSV",
        help="a list of pairs: columns left,right; paths relative to the CSV",
    )
    command.add_argument(
        "--out", type=Path, metavar="FILE", help="with --pairs: write the JSON list here"
    )
