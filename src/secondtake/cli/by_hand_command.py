"""The commands `tie`, `note` and `sync`: what people add to a case by hand."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Callable
from fractions import Fraction

from secondtake import workbench
from secondtake.cli.by_hand_options import SAYS
from secondtake.cli.commands import DONE, present_case, say
from secondtake.cli.messages import RECORDED
from secondtake.cli.still_command import typed_time
from secondtake.errors import InputInvalid
from secondtake.model.serialization import plain
from secondtake.workbench import Bench

__all__ = ["RUN"]


def tie(options: Namespace) -> int:
    """`tie FINDING CLAIM bears|does-not-bear|as-computed --reason TEXT --by NAME --case DIR`."""
    with present_case(options) as bench:
        said = workbench.hand_ties.tie(
            bench,
            options.finding,
            options.claim,
            SAYS[options.says],
            reason=options.reason,
            page=options.page,
        )
        say(options, plain(said), lambda: print(RECORDED))
    return DONE


def note(options: Namespace) -> int:
    """`note FILM@TIME --text TEXT --by NAME --case DIR`, `--reword N` or `--take-back N`."""

    changes = options.reword is not None or options.take_back is not None
    if changes == (options.place is not None):
        raise InputInvalid(
            "Name a frame for a new note, or the number of a note to change.",
            advice='note film.mp4@0:12.48 --text "..." , or note --reword 2 --text "...".',
        )
    with present_case(options) as bench:
        if options.take_back is not None:
            said = workbench.notes.take_back(bench, options.take_back)
        elif options.reword is not None:
            said = workbench.notes.reword(bench, options.reword, options.text)
        else:
            same = None if options.same is None else _frame(bench, options.same)
            said = workbench.notes.note(
                bench, options.text, _frame(bench, options.place), partner=same
            )
        what = "is taken back" if said.withdrawn else "is recorded"
        say(options, plain(said), lambda: print(f"Note {said.number} {what}."))
    return DONE


def sync(options: Namespace) -> int:
    """`sync FILM@TIME FILM@TIME --reason TEXT --by NAME --case DIR [--undo]`."""
    with present_case(options) as bench:
        left, right = (_frame(bench, place) for place in (options.left, options.right))
        verb = workbench.sync_points.take_back if options.undo else workbench.sync_points.sync
        said = verb(bench, left, right, reason=options.reason)
        say(options, plain(said), lambda: print(RECORDED))
    return DONE


def _frame(bench: Bench, place: str) -> tuple[str, int]:
    film, time = _place(place)
    return workbench.exact_stills.frame_named(bench, film, time)


def _place(text: str) -> tuple[str, Fraction]:

    film, _, time = text.rpartition("@")
    try:
        return film, typed_time(time)
    except ArgumentTypeError as error:
        raise InputInvalid(
            f"{text} names no frame: {error}.",
            advice="Write the film, @ and a time, such as film.mp4@0:12.480.",
        ) from error


RUN: dict[str, Callable[[Namespace], int]] = {"tie": tie, "note": note, "sync": sync}
"""Each command's function, by its name."""
