"""Other people's proofs: content credentials in films, ProofMode files beside, signed WACZ."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from secondtake import proofs, sealing
from secondtake.errors import CannotLook, PluginUnavailable, Unreadable
from secondtake.guarding import guarded
from secondtake.model.enums import ProofKind, ProofState
from secondtake.model.evidence import Exhibit
from secondtake.model.footage import Reel
from secondtake.model.report import Proof
from secondtake.store import Case
from secondtake.workbench.custody import timestamping

__all__ = ["Proven", "of", "vouched"]

MOST_KEY_BYTES = 1 << 20
WACZ = ".wacz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """What was found, and the exhibits (by digest) that could not be read, each with why."""

    proofs: tuple[Proof, ...]
    failed: tuple[tuple[str, CannotLook], ...]


def of(case: Case, exhibits: Sequence[Exhibit], reels: Sequence[Reel]) -> Proven:
    """All that is found, film by film; a film without content credentials is told as absent.

    A proof that breaks its reader costs itself and no other.
    """
    names = {e.digest: e.name for e in exhibits}
    films = {reel.exhibit: names[reel.exhibit] for reel in reels}
    failed: list[tuple[str, CannotLook]] = []
    found: list[Proof] = []
    sidecars: list[proofs.Sidecar] = []
    for exhibit in exhibits:
        try:
            if exhibit.digest in films and proofs.installed():
                path = case.evidence_path(exhibit.digest)
                found.append(proofs.credentials(path, exhibit.media_type, exhibit.digest))
            sidecars += _sidecar(case, exhibit, exhibits)
            found += _web_archive(case, exhibit)
        except CannotLook as error:
            failed.append((exhibit.digest, error))
            wacz = exhibit.name.lower().endswith(WACZ)
            kind = ProofKind.WACZ if wacz else ProofKind.CONTENT_CREDENTIALS
            if wacz or exhibit.digest in films:
                found.append(_proof(exhibit, kind, ProofState.COULD_NOT_LOOK, str(error)))
    return Proven(proofs=(*found, *proofs.sidecars(sidecars, films)), failed=tuple(failed))


def _sidecar(
    case: Case, exhibit: Exhibit, exhibits: Sequence[Exhibit]
) -> tuple[proofs.Sidecar, ...]:
    """A ProofMode file with what its PGP signature is worth, if one lies beside it."""
    if not exhibit.name.lower().endswith((".proof.csv", ".proof.json")):
        return ()
    data = case.evidence_path(exhibit.digest).read_bytes()
    found = proofs.sidecar(exhibit.name, data)
    signatures = [e for e in exhibits if e.name == f"{exhibit.name}.asc"]
    if found is None or not signatures:
        return () if found is None else (found,)
    keys = [e for e in exhibits if e.name.lower().endswith("pubkey.asc")]
    signature = _small(case, signatures[0])
    state, note = proofs.checked(data, signature, [_small(case, e) for e in keys])
    return (replace(found, signature=state, note=note),)


def _small(case: Case, exhibit: Exhibit) -> bytes:
    """The bytes of a key or a signature: what is longer is none, and is cut."""
    with case.evidence_path(exhibit.digest).open("rb") as stream:
        return stream.read(MOST_KEY_BYTES)


def _web_archive(case: Case, exhibit: Exhibit) -> tuple[Proof, ...]:
    """What a web archive is worth, as one proof; none for a file that is not named as one."""
    if not exhibit.name.lower().endswith(WACZ):
        return ()
    found = proofs.web_archive(case.evidence_path(exhibit.digest))
    if found is None:
        raise Unreadable(
            "It is named as a web archive (WACZ) and cannot be opened as one.",
            advice="It is cut short, damaged or something else; fetch it again.",
        )
    if found.wrong:
        return (_of_archive(exhibit, ProofState.INVALID, *found.wrong, *found.told),)
    signed = found.signed or found.signed_by_domain
    if signed is None:
        return (_of_archive(exhibit, ProofState.NOT_CHECKED, *found.told),)
    try:
        roots = tuple(timestamping.trusted(case.path))
        state, notes = guarded(vouched, signed, roots, what="the web archive's signature")
    except PluginUnavailable as error:
        words = f"{error} {error.advice}"
        return (_of_archive(exhibit, ProofState.NOT_CHECKED, words, *found.told),)
    return (_of_archive(exhibit, state, *notes, *found.told),)


def vouched(
    signed: proofs.Signed | proofs.SignedByDomain, roots: Sequence[bytes]
) -> tuple[ProofState, tuple[str, ...]]:
    """What a signature of a web archive is worth: the state, and what is to be said of it.

    Certificates and time stamps are parsed here: runs in a guarded process.
    """
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


def _of_archive(exhibit: Exhibit, state: ProofState, *notes: str) -> Proof:
    return _proof(exhibit, ProofKind.WACZ, state, *notes)


def _proof(exhibit: Exhibit, kind: ProofKind, state: ProofState, *notes: str) -> Proof:
    return Proof(exhibit=exhibit.digest, kind=kind, state=state, notes=notes)
