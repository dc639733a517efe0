"""`open`: the workbench in a browser."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from secondtake.cli.command_context import Verbs, add, typed_text
from secondtake.cli.json_writing import say
from secondtake.errors import PluginUnavailable
from secondtake.model.json_output import Served

__all__ = ["RUN", "of_the_browser"]


def of_the_browser(verbs: Verbs) -> None:  # type: ignore[type-arg]
    """The command `open`."""
    command = add(verbs, "open", "Look, compare and review in a browser, on this machine only.")
    command.add_argument(
        "place",
        nargs="?",
        type=Path,
        default=Path(),
        metavar="CASE",
        help="a case folder, or a folder in which cases lie (default: where you are)",
    )
    command.add_argument(
        "--port", type=int, default=0, metavar="N", help="listen at this port (default: a free one)"
    )
    command.add_argument(
        "--no-browser", action="store_true", help="print the link and open no browser"
    )
    command.add_argument(
        "--by", type=typed_text, default="", metavar="NAME", help="who works, for the custody log"
    )


def open_browser(options: Namespace) -> int:
    """`open [CASE] [--port N] [--no-browser]`: serves until it is stopped."""
    try:
        from secondtake import web
    except ImportError as error:
        raise PluginUnavailable(
            f"The workbench needs the package {error.name}, which is not installed.",
            advice="Install Second Take again: pip install secondtake",
        ) from error
    web.serve(
        options.place,
        by=options.by,
        port=options.port,
        browser=not options.no_browser,
        announce=lambda link: _announce(options, link),
    )
    return 0


def _announce(options: Namespace, link: str) -> None:
    served: Served = {"link": link}
    say(options, served, lambda: print(link))
    sys.stdout.flush()  # whoever reads it through a pipe waits for it


RUN: dict[str, Callable[[Namespace], int]] = {"open": open_browser}
"""The command's function, by its name."""
