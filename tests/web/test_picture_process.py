"""The process that makes pictures ends when its server does, also when that is killed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

SERVER = """
import os, time
from secondtake.web.picture_worker import _process
if __name__ == "__main__":
    print(_process().submit(os.getpid).result(), flush=True)
    time.sleep(60)
"""


@pytest.mark.slow
def test_no_process_outlives_a_killed_server(tmp_path: Path) -> None:
    (tmp_path / "server.py").write_text(SERVER)
    server = subprocess.Popen(
        [sys.executable, str(tmp_path / "server.py")], stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    started = int(server.stdout.readline())
    server.kill()
    server.wait(30)
    ends = time.monotonic() + 30
    while alive(started) and time.monotonic() < ends:
        time.sleep(0.05)

    assert not alive(started)


def alive(process: int) -> bool:
    shown = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return shown.stdout.strip() not in ("", "Z")
