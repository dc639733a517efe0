"""Run one command: parse, call one verb, print; turn every error into a sentence and a code."""

from __future__ import annotations

import importlib
import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext

from secondtake.cli import folder_kinds, printing
from secondtake.cli.case_options import parser
from secondtake.errors import SecondTakeError

__all__ = ["main"]

DONE, WITH_FAILURES = 0, 1
_MODULES = (
    "commands",
    "custody_commands",
    "doctor_command",
    "exhibit_commands",
    "archive_command",
    "still_command",
    "open_command",
    "serve_command",
    "review_commands",
    "by_hand_command",
    "overview_commands",
)
"""Where the commands' functions are, imported when one is run, so that help and a mistyped command
answer at once; those that need most come last."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give the exit code.

    0 done, 1 failures, 2 usage, 3 damage, 75 interrupted (run it again).
    """
    _show_any_letter()
    options = parser().parse_args(arguments)
    try:
        folder_kinds.require_fitting(options)
        run = _command(options.verb)
        with _decode_limit(getattr(options, "decode_limit", None)):
            code = run(options)
        if code in (DONE, WITH_FAILURES):
            from secondtake.cli import next_steps

            next_steps.tell(options)
        return code
    except SecondTakeError as error:
        printing.error(error)
        return error.exit_code
    except KeyboardInterrupt:
        printing.note(
            "Stopped. What was recorded is kept; run the same command again and it resumes there."
        )
        _leave_at_once(130)
        return 130
    except BrokenPipeError:
        # The reader of our output (head, less) has gone: leave quietly, as other tools do.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last wall: no traceback reaches a user
        printing.fault(error)
        return 70


def _leave_at_once(code: int) -> None:
    """End the process here and now where threads are still at work on what was stopped.

    The case is closed by now. An ordinary end would wait for them, or take away under them what
    they work with.
    """
    from secondtake.cluster.local_pool import left_running

    if left_running():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _command(verb: str) -> Callable[[Namespace], int]:
    """The function of a command. No module after the one that has it is imported."""
    for name in _MODULES:
        run: dict[str, Callable[[Namespace], int]]
        run = importlib.import_module(f"secondtake.cli.{name}").RUN
        if verb in run:
            return run[verb]
    raise KeyError(verb)


def _decode_limit(minutes: float | None) -> AbstractContextManager[None]:
    if minutes is None:
        return nullcontext()
    from secondtake import workbench

    return workbench.decode_limit(minutes)


def _show_any_letter() -> None:
    """Write letters that the terminal's encoding lacks as escapes: a name must not end a run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
