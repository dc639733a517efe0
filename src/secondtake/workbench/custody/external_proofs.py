"""Other people's proofs: content credentials in films, ProofMode files beside, signed WACZ."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from secondtake import proofs, sealing
from secondtake.errors import CannotLook, PluginUnavailable
from secondtake.model.enums import ProofKind, ProofState
from secondtake.model.evidence import Exhibit
from secondtake.model.footage import Reel
from secondtake.model.report import Proof
from secondtake.store import Case
from secondtake.workbench.custody import timestamping

__all__ = ["of"]

MOST_KEY_BYTES = 1 << 20


def of(case: Case, exhibits: Sequence[Exhibit], reels: Sequence[Reel]) -> tuple[Proof, ...]:
    """All that is found, film by film; a film without content credentials is told as absent."""
    names = {e.digest: e.name for e in exhibits}
    films = {reel.exhibit: names[reel.exhibit] for reel in reels}
    found = [_credentials(case, e) for e in exhibits if e.digest in films and proofs.installed()]
    sidecars = [_sidecar(case, e, exhibits) for e in exhibits]
    archives = [_web_archive(case, e) for e in exhibits if e.name.lower().endswith(".wacz")]
    return (
        *found,
        *proofs.sidecars([s for s in sidecars if s is not None], films),
        *(p for p in archives if p is not None),
    )


def _sidecar(case: Case, exhibit: Exhibit, exhibits: Sequence[Exhibit]) -> proofs.Sidecar | None:
    """A ProofMode file with what its PGP signature is worth, if one lies beside it."""
    if not exhibit.name.lower().endswith((".proof.csv", ".proof.json")):
        return None
    data = case.evidence_path(exhibit.digest).read_bytes()
    found = proofs.sidecar(exhibit.name, data)
    signatures = [e for e in exhibits if e.name == f"{exhibit.name}.asc"]
    if found is None or not signatures:
        return found
    keys = [e for e in exhibits if e.name.lower().endswith("pubkey.asc")]
    signature = _small(case, signatures[0])
    state, note = proofs.checked(data, signature, [_small(case, e) for e in keys])
    return replace(found, signature=state, note=note)


def _small(case: Case, exhibit: Exhibit) -> bytes:
    """The bytes of a key or a signature: what is longer is none, and is cut."""
    with case.evidence_path(exhibit.digest).open("rb") as stream:
        return stream.read(MOST_KEY_BYTES)


def _credentials(case: Case, film: Exhibit) -> Proof:
    try:
        return proofs.credentials(case.evidence_path(film.digest), film.media_type, film.digest)
    except CannotLook as error:
        return Proof(
            exhibit=film.digest,
            kind=ProofKind.CONTENT_CREDENTIALS,
            state=ProofState.COULD_NOT_LOOK,
            notes=(str(error),),
        )


def _web_archive(case: Case, exhibit: Exhibit) -> Proof | None:
    try:
        found = proofs.web_archive(case.evidence_path(exhibit.digest))
    except CannotLook as error:
        return _proof(exhibit, ProofState.COULD_NOT_LOOK, str(error))
    if found is None:
        return None
    if found.wrong:
        return _proof(exhibit, ProofState.INVALID, *found.wrong, *found.told)
    if found.signed is None:
        return _proof(exhibit, ProofState.NOT_CHECKED, *found.told)
    try:
        state, notes = _vouched(found.signed, timestamping.trusted(case.path))
    except PluginUnavailable as error:
        return _proof(exhibit, ProofState.NOT_CHECKED, f"{error} {error.advice}", *found.told)
    return _proof(exhibit, state, *notes, *found.told)


def _vouched(
    signed: proofs.Signed | proofs.SignedByDomain, roots: Sequence[bytes]
) -> tuple[ProofState, tuple[str, ...]]:
    """What a signature of a web archive is worth: the state, and what is to be said of it."""
    if isinstance(signed, proofs.Signed):
        if not sealing.check_ecdsa(signed.octets, signed.public, signed.text.encode("utf-8")):
            return ProofState.INVALID, ("Its signature does not verify.",)
        whose = hashlib.sha256(signed.public).hexdigest()[:16]
        told = f"Signed by the key {whose}…; it does not say whose key that is."
        return ProofState.VALID, (told,)
    found = sealing.check_domain(
        signed.text,
        signature=signed.signature,
        domain=signed.domain,
        chain=signed.chain,
        token=signed.token,
        created=signed.created,
        roots=roots,
    )
    if found.wrong:
        return ProofState.INVALID, found.wrong
    at = f"{found.at:%Y-%m-%d %H:%M:%S} UTC"
    note = f"Signed with a certificate of {signed.domain}, and timestamped at {at}."
    state = ProofState.NOT_CHECKED if found.unvouched else ProofState.VALID
    return state, (note, *found.unvouched)


def _proof(exhibit: Exhibit, state: ProofState, *notes: str) -> Proof:
    return Proof(exhibit=exhibit.digest, kind=ProofKind.WACZ, state=state, notes=notes)
