"""Proofs that others put into files or beside them: read and shown, never needed."""

from __future__ import annotations

from secondtake.model.evidence import Maker
from secondtake.proofs.manifest import credentials, installed
from secondtake.proofs.pgp import checked
from secondtake.proofs.proofmode import Sidecar, sidecar, sidecars
from secondtake.proofs.web_archives import Signed, SignedByDomain, WebArchive, web_archive

__all__ = [
    "MAKER",
    "Sidecar",
    "Signed",
    "SignedByDomain",
    "WebArchive",
    "checked",
    "credentials",
    "installed",
    "named",
    "sidecar",
    "sidecars",
    "web_archive",
]

MAKER = Maker(name="proofs", version="1")
"""Who could not look, where a proof broke its reader."""
NAMES = (".proof.csv", ".proof.json", ".asc", ".wacz")


def named(name: str) -> bool:
    """Whether a file's name is that of a proof, which lies beside footage and is none."""
    return name.lower().endswith(NAMES)
