"""The command `secondtake`: one command is one verb of the workbench."""

from __future__ import annotations

from secondtake.cli.entry_point import main

__all__ = ["main"]
