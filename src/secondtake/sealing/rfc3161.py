"""Time stamp tokens (RFC 3161): what is asked of an authority, and whether its answer holds."""

from __future__ import annotations

import contextlib
import importlib.util
import secrets
import ssl
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from secondtake.errors import EvidenceDamaged, InputInvalid, PluginUnavailable
from secondtake.model.evidence import require_digest

__all__ = [
    "REQUEST_TYPE",
    "Stamp",
    "certificates",
    "check_token",
    "installed",
    "known_roots",
    "request",
    "require_extra",
    "roots_of",
    "stamped",
]

REQUEST_TYPE = "application/timestamp-query"
_VERSION = bytes.fromhex("020101")
_SHA256 = bytes.fromhex("3031300d06096086480165030402010500" + "0420")
"""Head of a MessageImprint in DER: the algorithm's identifier, then 32 octets."""
_CERTIFICATE_TOO = bytes.fromhex("0101ff")
_UNREADABLE = "It is not a readable timestamp token."
_UNVOUCHED = "certificate verify error"
"""What OpenSSL calls a chain that ends at no certificate it was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a token says: which SHA-256 (hex) was there, and when. ``vouched``: a certificate at
    hand vouches for its authority; else the signature was not checked and the time is hearsay.
    """

    digest: str
    at: datetime
    vouched: bool


def installed() -> bool:
    """Whether the extra that checks tokens and signatures is there."""
    return all(importlib.util.find_spec(name) for name in ("cryptography", "rfc3161_client"))


def require_extra() -> None:
    """Raise ``PluginUnavailable`` without the extra."""
    if not installed():
        raise PluginUnavailable(
            "Trusted timestamps and signatures need more packages than Second Take installs by "
            "itself.",
            advice='Run: pip install "secondtake[seal]"',
        )


def request(digest: str) -> tuple[bytes, int]:
    """The DER of a request to stamp a SHA-256 (hex), and its nonce.

    The digest itself is asked to be stamped, so that `openssl ts -verify -digest` and every other
    tool can check the token against the file or the line of the log. Source: RFC 3161, 2.4.1.
    """
    require_digest(digest, "digest")
    nonce = secrets.randbits(62) | 1 << 62  # eight octets that DER writes in one way
    body = _VERSION + _SHA256 + bytes.fromhex(digest)
    body += b"\x02\x08" + nonce.to_bytes(8) + _CERTIFICATE_TOO
    return bytes([0x30, len(body)]) + body, nonce


def check_token(
    token: bytes, digest: str, roots: Sequence[bytes], *, nonce: int | None = None
) -> Stamp:
    """Check an authority's answer against the digest (hex); ``roots`` are certificates in DER.

    Raises ``EvidenceDamaged`` when it is no token, stamps something else, or its signature is
    broken, and ``PluginUnavailable`` without the extra. Needs no network.
    """
    from rfc3161_client import VerificationError, VerifierBuilder

    answer, told = _decoded(token)
    if told.digest != digest:
        raise EvidenceDamaged("The token is for another hash.")
    if nonce is not None and answer.tst_info.nonce != nonce:
        raise EvidenceDamaged("The token answers another request.")
    if not roots:
        return told
    try:
        VerifierBuilder(roots=list(roots_of(roots))).build().verify(answer, bytes.fromhex(digest))
    except VerificationError as error:
        if _UNVOUCHED in str(error):
            return told
        raise EvidenceDamaged("Its signature does not verify.") from error
    except ValueError as error:  # parts of an answer are decoded when they are asked for
        raise EvidenceDamaged(_UNREADABLE) from error
    except BaseException as error:
        # pyo3's panic is no Exception, and no name can be imported for it: rfc3161-client 1.0 ends
        # so on certificates that OpenSSL cannot read.
        if type(error).__name__ != "PanicException":
            raise
        raise EvidenceDamaged("Its certificates cannot be read.") from error
    return replace(told, vouched=True)


def stamped(token: bytes) -> Stamp:
    """What an authority's answer says, unchecked; raises ``EvidenceDamaged`` when it is none."""
    return _decoded(token)[1]


def roots_of(roots: Sequence[bytes]) -> tuple[Any, ...]:
    """Certificates in DER as loaded ones; one that cannot be read vouches for nobody."""
    return _loaded(tuple(roots))


@lru_cache(maxsize=4)
def _loaded(roots: tuple[bytes, ...]) -> tuple[Any, ...]:
    from cryptography.x509 import load_der_x509_certificate

    loaded = []
    with warnings.catch_warnings():
        # Old roots that systems still ship break rules of RFC 5280; those warnings are not ours.
        warnings.simplefilter("ignore")
        for root in roots:
            with contextlib.suppress(ValueError, ssl.SSLError):
                # OpenSSL reads them again when a token is checked, and is stricter.
                ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=root)
                loaded.append(load_der_x509_certificate(root))
    return tuple(loaded)


def _decoded(token: bytes) -> tuple[Any, Stamp]:
    require_extra()
    from rfc3161_client import decode_timestamp_response

    try:
        answer = decode_timestamp_response(token)
        told = answer.tst_info
        imprint, at = told.message_imprint.message, told.gen_time.astimezone(UTC)
    except ValueError as error:
        raise EvidenceDamaged(_UNREADABLE) from error
    return answer, Stamp(digest=imprint.hex(), at=at, vouched=False)


def certificates(pem: bytes) -> tuple[bytes, ...]:
    """The certificates of a PEM file, in DER; raises ``InputInvalid`` when there is none."""
    require_extra()
    from cryptography.hazmat.primitives.serialization import Encoding
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return tuple(c.public_bytes(Encoding.DER) for c in load_pem_x509_certificates(pem))
    except ValueError as error:
        raise InputInvalid(
            "The file given as trusted holds no certificate.",
            advice="Give the authority's root certificate in PEM form.",
        ) from error


def known_roots() -> tuple[bytes, ...]:
    """The certificates this machine trusts by itself, in DER; none where it keeps no list."""
    return tuple(ssl.create_default_context().get_ca_certs(binary_form=True))
