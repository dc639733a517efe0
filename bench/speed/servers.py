"""Processor time and memory of processes forked by our servers, as this process is told them."""

from __future__ import annotations

from secondtake.guarding import guarded_call
from secondtake.viewing import decoder_process

__all__ = ["end_servers"]


def end_servers() -> None:
    """End the fork servers: what they and their workers used is counted with our children then.

    The next film or page starts one anew, so that the time to start it is counted, too.
    """
    for server in (decoder_process._SERVER, guarded_call._SERVER):
        server.stop()
