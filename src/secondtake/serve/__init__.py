"""The workbench for a team: accounts, roles for each case, behind TLS or a named proxy."""

from __future__ import annotations

from secondtake.serve.server import Settings, back_up, restore, serve

__all__ = ["Settings", "back_up", "restore", "serve"]
