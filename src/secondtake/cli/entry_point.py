"""Run one command: parse, call one verb, print; turn every error into a sentence and a code."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

from secondtake.cli import printing
from secondtake.cli.case_options import parser
from secondtake.errors import SecondTakeError

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give the exit code.

    0 done, 1 failures, 2 usage, 3 damage, 75 interrupted (run it again).
    """
    _show_any_letter()
    options = parser().parse_args(arguments)
    try:
        # Imported now, so that help and a mistyped command answer at once.
        from secondtake import workbench
        from secondtake.cli import (
            commands,
            custody_commands,
            doctor_command,
            exhibit_commands,
            next_steps,
            open_command,
            overview_commands,
            review_commands,
            still_command,
        )

        run = commands.RUN | custody_commands.RUN | doctor_command.RUN | exhibit_commands.RUN
        run |= overview_commands.RUN | review_commands.RUN | still_command.RUN | open_command.RUN
        with workbench.decode_limit(getattr(options, "decode_limit", None)):
            code = run[options.verb](options)
        if code in (commands.DONE, commands.WITH_FAILURES):
            next_steps.tell(options)
        return code
    except SecondTakeError as error:
        printing.error(error)
        return error.exit_code
    except KeyboardInterrupt:
        printing.note(
            "Stopped. What was recorded is kept; run the same command again and it resumes there."
        )
        return 130
    except BrokenPipeError:
        # The reader of our output (head, less) has gone: leave quietly, as other tools do.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last wall: no traceback reaches a user
        printing.fault(error)
        return 70


def _show_any_letter() -> None:
    """Write letters that the terminal's encoding lacks as escapes: a name must not end a run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
