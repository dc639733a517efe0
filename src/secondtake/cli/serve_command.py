"""`serve`: the workbench for a team, with accounts."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from secondtake.cli.command_context import Verbs, add, typed_text
from secondtake.cli.json_writing import say
from secondtake.errors import PluginUnavailable
from secondtake.model.json_output import DeskKept, DeskServed

__all__ = ["RUN", "of_the_team"]


def of_the_team(verbs: Verbs) -> None:  # type: ignore[type-arg]
    """The command `serve`."""
    command = add(
        verbs, "serve", "Serve the workbench to a team: accounts, and roles in each case."
    )
    command.add_argument("folder", type=Path, metavar="FOLDER", help="in which the cases lie")
    reach = command.add_argument_group("how browsers reach it")
    reach.add_argument(
        "--address", default="127.0.0.1", metavar="IP", help="listen here (default: 127.0.0.1)"
    )
    reach.add_argument(
        "--port", type=int, default=0, metavar="N", help="listen at this port (default: a free one)"
    )
    reach.add_argument(
        "--name", metavar="HOST", help="the host name browsers ask for, with a port unless 443"
    )
    reach.add_argument("--tls-cert", type=Path, metavar="PEM", help="certificate, with its chain")
    reach.add_argument("--tls-key", type=Path, metavar="PEM", help="its key")
    reach.add_argument(
        "--proxy", metavar="IP", help="the proxy that ends TLS; no other address is answered"
    )
    people = command.add_argument_group("accounts")
    people.add_argument(
        "--database",
        metavar="URL",
        help="postgresql://USER@HOST/NAME, password in PGPASSWORD (default: SQLite in FOLDER)",
    )
    people.add_argument(
        "--oidc", type=Path, metavar="TOML", help="a provider that people may sign in with"
    )
    people.add_argument(
        "--administrator",
        type=typed_text,
        metavar="NAME",
        help="print a one-time link by which NAME comes in as an administrator",
    )
    kept = command.add_mutually_exclusive_group()
    kept.add_argument(
        "--backup", type=Path, metavar="FILE", help="write accounts and roles to FILE, and end"
    )
    kept.add_argument("--restore", type=Path, metavar="FILE", help="read them from FILE, and end")


def serve_team(options: Namespace) -> int:
    """`serve FOLDER`: serves until it is stopped."""
    try:
        from secondtake import serve
    except ImportError as error:
        raise PluginUnavailable(
            f"Serving a team needs the package {error.name}, which is not installed.",
            advice="Install it: pip install 'secondtake[serve]'",
        ) from error
    file = options.backup or options.restore
    if file is not None:
        done = serve.back_up if options.backup else serve.restore
        people = done(options.folder, options.database, file)
        kept: DeskKept = {"file": str(file), "people": people}
        what = "written to" if options.backup else "read from"
        say(options, kept, lambda: print(f"Accounts of {people} people {what} {file}."))
        return 0
    settings = serve.Settings(
        address=options.address,
        port=options.port,
        name=options.name,
        certificate=options.tls_cert,
        key=options.tls_key,
        proxy=options.proxy,
        database=options.database,
        oidc=options.oidc,
        administrator=options.administrator,
    )
    serve.serve(
        options.folder,
        settings,
        announce=lambda address, link: _announce(options, address, link),
    )
    return 0


def _announce(options: Namespace, address: str, link: str) -> None:
    served: DeskServed = {"address": address, "link": link}

    def tell() -> None:
        print(f"The desk is at {address}")
        if link:
            print(f"This link lets an administrator in, once: {link}")

    say(options, served, tell)
    sys.stdout.flush()  # whoever reads it through a pipe waits for it


RUN: dict[str, Callable[[Namespace], int]] = {"serve": serve_team}
"""The command's function, by its name."""
