"""The workbench in a browser: pages of a case for one person on this machine, by loopback."""

from __future__ import annotations

from secondtake.web.server import serve

__all__ = ["serve"]
