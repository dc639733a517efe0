"""Listen on loopback, say the one-time link, serve until stopped."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from secondtake.errors import InputInvalid
from secondtake.web.app import application
from secondtake.web.cases import Cases
from secondtake.web.gate import ENTRANCE
from secondtake.web.sessions import Sessions

__all__ = ["listening", "serve"]

LOOPBACK = "127.0.0.1"


def serve(
    place: Path, *, by: str, port: int, browser: bool, announce: Callable[[str], None]
) -> None:
    """Serve the case at ``place``, or the cases in that folder, until interrupted.

    ``port`` 0 takes a free one. ``announce`` is given the one-time link as soon as the server
    listens. Raises ``InputMissing`` where there is no such folder and ``InputInvalid`` for a port
    that cannot be had.
    """
    cases = Cases(place)
    with listening(port) as listener:
        port = int(listener.getsockname()[1])
        sessions = Sessions()
        app = application(cases, sessions=sessions, port=port, by=by)
        config = uvicorn.Config(
            app,
            log_level="critical",  # the case alone writes down who looked at what
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            ws="none",
            timeout_graceful_shutdown=2,
        )
        link = f"http://{LOOPBACK}:{port}{ENTRANCE}{sessions.entrance}"
        announce(link)
        if browser:
            webbrowser.open(link)
        uvicorn.Server(config).run(sockets=[listener])


def listening(port: int, address: str = LOOPBACK) -> socket.socket:
    """A socket that listens already: whoever follows the link at once is not turned away.

    ``address``: of this machine, in figures. Raises ``InputInvalid`` for a port that cannot be had.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((address, port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        why = error.strerror if isinstance(error, OSError) else "ports are 0 to 65535"
        raise InputInvalid(
            f"Port {port} of this machine cannot be listened at: {why}.",
            advice="Name another with --port, or leave it out: a free one is taken.",
        ) from error
    return listener
