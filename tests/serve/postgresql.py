"""A real PostgreSQL server for tests, of the machine's own programs, on loopback."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["PROGRAMS", "USER", "running"]

USER, SECRET = "desk", "not the desk's real one"


def _programs() -> Path | None:
    """Where initdb and postgres are: in PATH, or where Debian keeps them."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((f for f in folders if (f / "postgres").exists()), None)


PROGRAMS = _programs()


@contextlib.contextmanager
def running() -> Iterator[str]:
    """The address of an empty database; its password is in PGPASSWORD as long."""
    assert PROGRAMS is not None
    # It refuses to run as root: as root, it runs as the user that Debian made for it.
    own: dict[str, Any] = {"user": "postgres"} if os.geteuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="desk-", dir="/tmp"))
    server = None
    try:
        (folder / "secret").write_text(SECRET)
        if own:
            shutil.chown(folder, "postgres")
            shutil.chown(folder / "secret", "postgres")
        made = [PROGRAMS / "initdb", "-D", folder / "data", "-U", USER, "--no-sync"]
        made += ["--auth=scram-sha-256", f"--pwfile={folder / 'secret'}", "--encoding=UTF8"]
        subprocess.run(made, check=True, capture_output=True, cwd="/", **own)
        port = _free_port()
        started = [PROGRAMS / "postgres", "-D", folder / "data", "-h", "127.0.0.1", "-F"]
        server = subprocess.Popen(
            [*started, "-p", str(port), "-k", ""],
            stderr=subprocess.PIPE,
            text=True,
            cwd="/",
            **own,
        )
        assert server.stderr is not None
        for line in server.stderr:
            if "ready to accept connections" in line:
                break
        os.environ["PGPASSWORD"] = SECRET
        yield f"postgresql://{USER}@127.0.0.1:{port}/postgres"
    finally:
        os.environ.pop("PGPASSWORD", None)
        if server is not None:
            server.send_signal(signal.SIGINT)  # without waiting for clients
            server.communicate(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
