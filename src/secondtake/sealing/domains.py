"""Signatures made with a domain's own certificate, and the time stamp over them."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from secondtake.errors import EvidenceDamaged
from secondtake.sealing.rfc3161 import Stamp, check_token, require_extra, roots_of
from secondtake.sealing.signatures import check_ecdsa

__all__ = ["ByDomain", "check_domain"]

MOST_APART = timedelta(minutes=10)
"""How far the time a signer states may lie from the stamp's (WACZ Signing 0.1.0, step 7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByDomain:
    """What a domain's signature is worth.

    ``wrong``: what does not hold, in sentences. ``unvouched``: what holds in itself, and nobody
    at hand vouches for. With neither, the domain signed at the stamp's time ``at``.
    """

    wrong: tuple[str, ...]
    unvouched: tuple[str, ...]
    at: datetime | None


def check_domain(
    text: str,
    *,
    signature: str,
    domain: str,
    chain: str,
    token: str,
    created: str,
    roots: Sequence[bytes],
) -> ByDomain:
    """Check a signature over ``text`` by the first certificate of ``chain`` (PEM).

    ``signature`` and ``token`` are base64; the token (RFC 3161) stamps the signature as it is
    written. ``roots``: certificates in DER. The chain is checked as of the stamp's time, since
    domains' certificates last weeks. Source: Webrecorder, "WACZ Signing and Verification" 0.1.0.
    Raises ``PluginUnavailable`` without the extra. Needs no network, so revocation is not seen.
    """
    require_extra()
    from cryptography.x509 import load_pem_x509_certificates

    try:
        certificates = load_pem_x509_certificates(chain.encode("ascii"))
        octets = base64.b64decode(signature, validate=True)
        stamp_bytes = base64.b64decode(token, validate=True)
        stated = datetime.fromisoformat(created)
    except (ValueError, binascii.Error):
        return _wrong("Its signature is incomplete.")
    if not _signs(certificates[0], octets, text.encode("utf-8")):
        return _wrong("Its signature does not verify.")
    try:
        stamp = check_token(
            stamp_bytes, hashlib.sha256(signature.encode("ascii")).hexdigest(), roots
        )
    except EvidenceDamaged as error:
        return _wrong(f"Its trusted timestamp: {error}")
    wrong = []
    if domain.lower() not in _names(certificates[0]):
        wrong.append(f"Its certificate is not one of {domain}.")
    if abs(stamp.at - _utc(stated)) > MOST_APART:
        wrong.append("The time it states is more than 10 minutes from its trusted timestamp.")
    unvouched = () if wrong else tuple(_unvouched(certificates, domain, stamp, roots))
    return ByDomain(wrong=tuple(wrong), unvouched=unvouched, at=stamp.at)


def _wrong(sentence: str) -> ByDomain:
    return ByDomain(wrong=(sentence,), unvouched=(), at=None)


def _utc(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _signs(certificate: Any, octets: bytes, data: bytes) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import padding, rsa

    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        try:
            key.verify(octets, data, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            return False
        return True
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return check_ecdsa(octets, key.public_bytes(serialization.Encoding.DER, form), data)


def _names(certificate: Any) -> set[str]:
    """The domains a certificate is for: its alternative names, or its subject's without any."""
    from cryptography import x509

    try:
        held = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
        names = held.value.get_values_for_type(x509.DNSName)
    except x509.ExtensionNotFound:
        common = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
        names = [str(name.value) for name in common]
    return {name.lower() for name in names}


def _unvouched(
    certificates: Sequence[Any], domain: str, stamp: Stamp, roots: Sequence[bytes]
) -> list[str]:
    from cryptography import x509
    from cryptography.x509 import verification

    said = []
    if not stamp.vouched:
        said.append(
            "Its trusted timestamp is by an authority that no known certificate vouches for."
        )
    trusted = roots_of(roots)
    sentence = f"No known authority vouches for its certificate for {domain} at that time."
    if not trusted:
        return [*said, sentence]
    policy = verification.PolicyBuilder().store(verification.Store(list(trusted))).time(stamp.at)
    try:
        verifier = policy.build_server_verifier(x509.DNSName(domain))
        verifier.verify(certificates[0], list(certificates[1:]))
    except (verification.VerificationError, ValueError):
        said.append(sentence)
    return said
