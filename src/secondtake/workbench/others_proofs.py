"""Other people's proofs of a case's films: content credentials inside, ProofMode files beside."""

from __future__ import annotations

from collections.abc import Sequence

from secondtake import proofs
from secondtake.errors import CannotLook
from secondtake.model.evidence import Exhibit
from secondtake.model.footage import Reel
from secondtake.model.report import Proof
from secondtake.store import Case

__all__ = ["of"]


def of(case: Case, exhibits: Sequence[Exhibit], reels: Sequence[Reel]) -> tuple[Proof, ...]:
    """All that is found, film by film; a film without content credentials is told as absent."""
    names = {e.digest: e.name for e in exhibits}
    films = {reel.exhibit: names[reel.exhibit] for reel in reels}
    found = [_credentials(case, e) for e in exhibits if e.digest in films and proofs.installed()]
    beside = [
        proofs.sidecar(e.name, case.evidence_path(e.digest).read_bytes())
        for e in exhibits
        if e.name.lower().endswith((".proof.csv", ".proof.json"))
    ]
    sidecars = [s for s in beside if s is not None]
    return (*found, *proofs.sidecars(sidecars, films, tuple(names.values())))


def _credentials(case: Case, film: Exhibit) -> Proof:
    try:
        return proofs.credentials(case.evidence_path(film.digest), film.media_type, film.digest)
    except CannotLook as error:
        return Proof(
            exhibit=film.digest,
            kind="content credentials",
            state="could not look",
            notes=(str(error),),
        )
