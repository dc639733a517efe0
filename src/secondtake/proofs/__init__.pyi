# What a type checker sees: names that the package loads when they are asked for.
from secondtake.model.evidence import Maker
from secondtake.proofs.manifest import credentials as credentials
from secondtake.proofs.manifest import installed as installed
from secondtake.proofs.pgp import checked as checked
from secondtake.proofs.proofmode import Sidecar as Sidecar
from secondtake.proofs.proofmode import sidecar as sidecar
from secondtake.proofs.proofmode import sidecars as sidecars
from secondtake.proofs.web_archives import Signed as Signed
from secondtake.proofs.web_archives import SignedByDomain as SignedByDomain
from secondtake.proofs.web_archives import WebArchive as WebArchive
from secondtake.proofs.web_archives import web_archive as web_archive

MAKER: Maker
NAMES: tuple[str, ...]

def named(name: str) -> bool: ...
