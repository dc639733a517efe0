"""OpenPGP signatures that lie beside proofs, checked by the keys that lie there too."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import util

from secondtake.guarding import guarded
from secondtake.model.enums import ProofState

__all__ = ["checked"]

EXTRA = 'To check it: pip install "secondtake[proofs]".'
WHOSE = "it does not say whose key that is"


def checked(data: bytes, signature: bytes, keys: Sequence[bytes]) -> tuple[ProofState, str]:
    """Whether a detached signature over ``data`` is of one of the ``keys``: a state and a note.

    The state is ``valid``, ``invalid`` or ``not checked``. Standard: RFC 9580. Raises what
    ``guarded`` raises when the library takes too much or crashes.
    """
    if util.find_spec("pysequoia") is None:
        return (
            ProofState.NOT_CHECKED,
            f"A PGP signature is beside it; it was not checked. {EXTRA}",
        )
    return guarded(verified, data, signature, tuple(keys), what="the PGP signature")


def verified(data: bytes, signature: bytes, keys: tuple[bytes, ...]) -> tuple[ProofState, str]:
    """``checked`` within the guarded process."""
    import pysequoia

    try:
        held = pysequoia.Sig.from_bytes(signature)
    except RuntimeError:
        return ProofState.INVALID, "The signature file beside it is not a PGP signature."
    certificates = []
    for key in keys:
        try:
            certificates.append(pysequoia.Cert.from_bytes(key))
        except RuntimeError:
            return ProofState.NOT_CHECKED, "The PGP key beside it cannot be read."
    if not certificates:
        return ProofState.NOT_CHECKED, "A PGP signature is beside it, but no key to check it with."
    try:
        found = pysequoia.verify(bytes=data, store=lambda _: certificates, signature=held)
    except RuntimeError:
        return ProofState.INVALID, "Its PGP signature does not verify with the key beside it."
    made = found.valid_sigs[0].certificate
    return (
        ProofState.VALID,
        f"Its PGP signature verifies with the key {made[:16]}… beside it; {WHOSE}.",
    )
