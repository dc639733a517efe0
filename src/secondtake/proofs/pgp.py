"""OpenPGP signatures that lie beside proofs, checked by the keys that lie there too."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import util

from secondtake.model.enums import ProofState

__all__ = ["checked"]

EXTRA = 'pip install "secondtake[proofs]" brings what checks it.'
WHOSE = "whose key that is, it does not say"


def checked(data: bytes, signature: bytes, keys: Sequence[bytes]) -> tuple[ProofState, str]:
    """Whether a detached signature over ``data`` is of one of the ``keys``: a state and a note.

    The state is ``valid``, ``invalid`` or ``not checked``. Standard: RFC 9580.
    """
    if util.find_spec("pysequoia") is None:
        return (
            ProofState.NOT_CHECKED,
            f"A PGP signature lies beside it; it was not checked. {EXTRA}",
        )
    import pysequoia

    try:
        held = pysequoia.Sig.from_bytes(signature)
    except RuntimeError:
        return ProofState.INVALID, "What lies beside it as a PGP signature is none."
    certificates = []
    for key in keys:
        try:
            certificates.append(pysequoia.Cert.from_bytes(key))
        except RuntimeError:
            return ProofState.NOT_CHECKED, "The PGP key that lies beside it cannot be read."
    if not certificates:
        return ProofState.NOT_CHECKED, "A PGP signature lies beside it, and no key to check it by."
    try:
        found = pysequoia.verify(bytes=data, store=lambda _: certificates, signature=held)
    except RuntimeError:
        return ProofState.INVALID, "Its PGP signature does not hold by the key that lies beside it."
    made = found.valid_sigs[0].certificate
    return ProofState.VALID, f"Its PGP signature holds by the key {made[:16]}… beside it; {WHOSE}."
