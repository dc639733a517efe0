"""Guarding: bytes from outside are read in a process with limits, and what broke is said."""

from __future__ import annotations

from secondtake.guarding.bounded_json import json_value
from secondtake.guarding.confinement import confine
from secondtake.guarding.examination import examine
from secondtake.guarding.guarded_call import Budget, guarded

__all__ = ["Budget", "confine", "examine", "guarded", "json_value"]
