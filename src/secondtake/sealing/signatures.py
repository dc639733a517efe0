"""Ed25519 keys that users make to sign bundles with; that a key is theirs they must tell."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secondtake.errors import InputInvalid, InputMissing
from secondtake.sealing.rfc3161 import require_extra

__all__ = ["Signature", "check_ecdsa", "check_signature", "fingerprint", "make_key", "sign"]

_ADVICE = "`secondtake key FILE` makes a key; its public half is FILE.pub."


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """64 octets of Ed25519 (RFC 8032) over some bytes, and the public key as PEM."""

    octets: bytes
    public: bytes


def make_key(path: Path) -> str:
    """Write a new private key, readable by its owner alone, and ``path.pub``; the fingerprint.

    Raises ``InputInvalid`` when a file is there already: a key is never overwritten.
    """
    require_extra()
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption())
    public = _pem(key.public_key())
    try:
        for target, data, mode in (
            (path, private, 0o600),
            (path.with_name(path.name + ".pub"), public, 0o644),
        ):
            with os.fdopen(
                os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb"
            ) as out:
                out.write(data)
    except OSError as error:
        raise InputInvalid(
            f"The key {path} cannot be written: {error.strerror}.", advice="Name a new file."
        ) from error
    return fingerprint(public)


def sign(key: Path, data: bytes) -> Signature:
    """Sign ``data`` with the private key in a PEM file.

    Raises ``InputMissing`` or ``InputInvalid`` when it is not an Ed25519 key without a password.
    """
    require_extra()
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        loaded = load_pem_private_key(_read(key), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise InputInvalid(
            f"{key} holds no private key that can be used.", advice=_ADVICE
        ) from error
    if not isinstance(loaded, Ed25519PrivateKey):
        raise InputInvalid(f"{key} is not an Ed25519 key.", advice=_ADVICE)
    return Signature(octets=loaded.sign(data), public=_pem(loaded.public_key()))


def check_signature(signature: Signature, data: bytes) -> bool:
    """Whether the signature is that of its key over ``data``."""
    require_extra()
    from cryptography.exceptions import InvalidSignature

    try:
        _public(signature.public).verify(signature.octets, data)
    except InvalidSignature:
        return False
    return True


def check_ecdsa(octets: bytes, public: bytes, data: bytes) -> bool:
    """Whether ``octets`` sign ``data`` by the elliptic-curve key ``public`` (DER), with SHA-256.

    Both forms are taken: two numbers of fixed length (IEEE P1363, as browsers write it) and DER.
    A key of another kind has signed nothing.
    """
    require_extra()
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec, utils
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        key = load_der_public_key(public)
    except (ValueError, UnsupportedAlgorithm):
        return False
    if not isinstance(key, ec.EllipticCurvePublicKey):
        return False
    half = (key.key_size + 7) // 8
    if len(octets) == 2 * half:
        numbers = (int.from_bytes(octets[:half], "big"), int.from_bytes(octets[half:], "big"))
        octets = utils.encode_dss_signature(*numbers)
    try:
        key.verify(octets, data, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


def fingerprint(public: bytes) -> str:
    """SHA-256 (hex) of the 32 octets of a public key in PEM; raises ``InputInvalid`` for others."""
    require_extra()
    return hashlib.sha256(_public(public).public_bytes_raw()).hexdigest()


def _public(pem: bytes) -> Any:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        loaded = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise InputInvalid("The file holds no public key.", advice=_ADVICE) from error
    if not isinstance(loaded, Ed25519PublicKey):
        raise InputInvalid("The public key is not an Ed25519 key.", advice=_ADVICE)
    return loaded


def _pem(public: Any) -> bytes:
    from cryptography.hazmat.primitives import serialization as form

    pem: bytes = public.public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    return pem


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputMissing(f"There is no key {path}.", advice=_ADVICE) from error
    except OSError as error:
        raise InputInvalid(f"The key {path} cannot be read: {error.strerror}.") from error
