"""The command `still`: what can be typed, what it runs, and what it prints."""

from __future__ import annotations

import argparse
import re
from argparse import Namespace
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from secondtake.cli.command_context import Verbs, add, decoding, typed_text

__all__ = ["RUN", "options_of_still", "still"]

_TIME = re.compile(r"(?:(?:(\d+):)?(\d{1,2}):)?(\d+(?:\.\d+)?)", re.ASCII)
"""Seconds, minutes:seconds or hours:minutes:seconds; seconds may have decimals."""


def options_of_still(verbs: Verbs) -> None:  # type: ignore[type-arg]
    """Add it."""
    command = add(
        verbs,
        "still",
        "Write one frame of a film, by its number or a time, as an exact picture of the original.",
    )
    command.add_argument(
        "film",
        metavar="FILE|EXHIBIT",
        help="a film, or with --case an exhibit: its file name or SHA-256, how one of these "
        'begins, or what the report calls it ("Film 2")',
    )
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--frame", type=int, metavar="N", help="the frame's number; the first is frame 1"
    )
    which.add_argument(
        "--time",
        type=typed_time,
        metavar="TIME",
        help="the frame shown at a time from the film's first frame on, such as 12.48 or 0:12.480",
    )
    command.add_argument(
        "--to",
        type=Path,
        required=True,
        metavar="FILE.png|FOLDER",
        help="a new file, or a folder: then the name holds the frame's number and time",
    )
    command.add_argument(
        "--picture",
        type=int,
        default=1,
        metavar="N",
        help="which moving picture of a file that holds several (default: 1)",
    )
    command.add_argument(
        "--case",
        type=Path,
        metavar="DIR",
        help="take the film from this case; the custody log records that nothing was blurred",
    )
    command.add_argument(
        "--by",
        type=typed_text,
        default="not given",
        metavar="NAME",
        help="who runs the command, for the custody log",
    )
    command.set_defaults(makes_case=False)
    decoding(command)


def typed_time(typed: str) -> Fraction:
    """A time as it was typed, exactly; argparse tells the error.

    >>> typed_time("1:02:03.5"), typed_time("12.48")
    (Fraction(7447, 2), Fraction(312, 25))
    """
    found = _TIME.fullmatch(typed.strip())
    if found is None:
        raise argparse.ArgumentTypeError(
            f"{typed!r} is no time such as 12.48, 0:12.480 or 1:02:03.5"
        )
    hours, minutes, seconds = found.groups()
    return 3600 * int(hours or 0) + 60 * int(minutes or 0) + Fraction(seconds)


def still(options: Namespace) -> int:
    """`still FILE --frame N --to FILE.png`, or with `--case DIR` of an exhibit."""
    from secondtake import workbench
    from secondtake.cli import printing
    from secondtake.cli.commands import DONE, present_case, say
    from secondtake.model.enums import ExhibitRole

    where = {"number": options.frame, "at": options.time, "stream": options.picture}
    if options.case is not None:
        with present_case(options) as bench:
            made = workbench.exact_stills.write_frame_of_exhibit(
                bench, options.film, options.to, **where
            )
    else:
        workbench.input_kinds.require_files([options.film], ExhibitRole.FOOTAGE)
        told = printing.Told()
        made = workbench.exact_stills.write_frame(
            Path(options.film), options.to, progress=told, **where
        )
        told.end()
    say(options, made, lambda: printing.frame(made))
    return DONE


RUN: dict[str, Callable[[Namespace], int]] = {"still": still}
"""The command's function, by its name."""
