"""Confine a process as a decoder is, and see what it is still able to do."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from secondtake.errors import CannotLook
from secondtake.model.confinement import SandboxExamination
from secondtake.model.serialization import record

__all__ = ["examine"]

SECONDS = 30.0
"""A machine under load takes one or two."""


def examine() -> SandboxExamination:
    """What guards this machine allows, and what a process under them was refused.

    Nothing leaves this machine: the one connection tried is to a port of its own.
    Raises ``CannotLook`` when the process ends before it has answered.
    """
    with tempfile.TemporaryDirectory(prefix="secondtake-doctor-") as place, socket.socket() as ear:
        readable, program = Path(place, "readable"), Path(place, "program")
        readable.write_bytes(b"")
        program.write_bytes(b"\0 no program")
        program.chmod(0o700)
        ear.bind(("127.0.0.1", 0))
        ear.listen()
        return _asked(
            {
                "folder": place,
                "readable": str(readable),
                "program": str(program),
                "port": ear.getsockname()[1],
            }
        )


def _asked(order: dict[str, object]) -> SandboxExamination:
    child = subprocess.Popen(
        # -P: the folder we are run in may hold downloaded files, and one may be called json.py.
        [sys.executable, "-P", "-m", "secondtake.guarding.probe"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        out, _ = child.communicate(json.dumps(order).encode("utf-8"), timeout=SECONDS)
        found: SandboxExamination = record(SandboxExamination, json.loads(out))
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise CannotLook(
            "What confines a decoder on this machine could not be examined: the process that "
            "tries it ended without an answer.",
            advice="Run the command again; if it stays so, please report it with your system and "
            "its version.",
        ) from error
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
    return found
