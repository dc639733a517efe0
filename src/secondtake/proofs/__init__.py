"""Proofs that others put into files or beside them: read and shown, never needed."""

from secondtake.lazy_exports import lazy_exports
from secondtake.model.evidence import Maker

__getattr__, __dir__, __all__ = lazy_exports(__name__, __file__)

MAKER = Maker(name="proofs", version="1")
"""Who could not look, where a proof broke its reader."""
NAMES = (".proof.csv", ".proof.json", ".asc", ".wacz")


def named(name: str) -> bool:
    """Whether a file's name is that of a proof, which lies beside footage and is none."""
    return name.lower().endswith(NAMES)
