"""Run the command as a person does, in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

__all__ = ["events", "powerless", "run", "sentences", "started"]


def run(
    *arguments: object, before: tuple[str, ...] = (), **more: object
) -> subprocess.CompletedProcess[str]:
    """What the command said and its exit code; ``before`` is put in front of the command."""
    command = [*before, sys.executable, "-m", "secondtake", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def started(*arguments: object) -> subprocess.Popen[str]:
    """The running command; its progress is read from ``stderr``."""
    command = [sys.executable, "-m", "secondtake", *map(str, arguments)]
    return subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, bufsize=1
    )


def sentences(ran: subprocess.CompletedProcess[str]) -> list[str]:
    """The sentences about errors and about what could not be looked at."""
    said = ("secondtake: ", "could not be analysed")
    return [line for line in ran.stderr.splitlines() if line.startswith(said)]


def events(case: Path) -> list[str]:
    """The lines of the custody log."""
    log = case / "custody.jsonl"
    return log.read_text(encoding="utf-8").splitlines() if log.exists() else []


def powerless() -> tuple[str, ...]:
    """What makes root obey the permissions of files; nothing for everybody else."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root may write anywhere, and there is no setpriv to give that up")
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
