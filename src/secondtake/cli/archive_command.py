"""The command `archive`: index many films, and search where footage was seen before."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from secondtake.cli import printing
from secondtake.cli.commands import DONE, WITH_FAILURES
from secondtake.cli.json_writing import say
from secondtake.errors import CannotLook

__all__ = ["RUN"]


def archive(options: Namespace) -> int:
    """`archive add|search|dismiss|rebuild|info ARCHIVE ...`."""
    from secondtake import archive as shelves

    failures: list[CannotLook] = []

    def failed(path: Path, error: CannotLook) -> None:
        failures.append(error)
        printing.error(CannotLook(f"{path.name}: {error}", advice=error.advice))

    if options.act == "info":
        held = shelves.info(options.archive)
        say(options, held, lambda: printing.archive(held))
    elif options.act == "add":
        told = printing.Told()
        added = shelves.add(
            options.archive,
            options.films,
            coarse=options.coarse,
            failed=failed,
            on=options.on,
            results=options.results,
            decode_minutes=options.decode_limit,
            progress=told,
        )
        told.end()
        say(options, added, lambda: printing.added(added))
    elif options.act == "dismiss":
        (film,) = options.films
        noted = shelves.dismiss(options.archive, film, options.reference)
        say(options, noted, lambda: printing.note("Later searches leave the pair out."))
    elif options.act == "rebuild":
        again = shelves.rebuild(options.archive, coarse=options.coarse, failed=failed)
        say(options, again, lambda: printing.added(again))
    else:
        told = printing.Told()
        found = shelves.search(
            options.archive,
            options.films,
            all=options.all,
            failed=failed,
            on=options.on,
            results=options.results,
            decode_minutes=options.decode_limit,
            progress=told,
        )
        told.end()
        say(options, found, lambda: printing.segments(found))
    return WITH_FAILURES if failures else DONE


RUN: dict[str, Callable[[Namespace], int]] = {"archive": archive}
"""The command's function, by its name."""
