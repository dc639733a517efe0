"""Proofs that others put into films or beside them: read and shown, never needed."""

from __future__ import annotations

from secondtake.proofs.manifest import credentials, installed
from secondtake.proofs.sidecars import Sidecar, sidecar, sidecars

__all__ = ["Sidecar", "credentials", "installed", "sidecar", "sidecars"]
