"""What outsiders vouch for: times by stamping authorities (RFC 3161), bundles by Ed25519 keys."""

from __future__ import annotations

from secondtake.sealing.domains import ByDomain, check_domain
from secondtake.sealing.rfc3161 import (
    REQUEST_TYPE,
    Stamp,
    certificates,
    check_token,
    installed,
    known_roots,
    request,
    require_extra,
    stamped,
)
from secondtake.sealing.signatures import (
    Signature,
    check_ecdsa,
    check_signature,
    fingerprint,
    make_key,
    sign,
)

__all__ = [
    "REQUEST_TYPE",
    "ByDomain",
    "Signature",
    "Stamp",
    "certificates",
    "check_domain",
    "check_ecdsa",
    "check_signature",
    "check_token",
    "fingerprint",
    "installed",
    "known_roots",
    "make_key",
    "request",
    "require_extra",
    "sign",
    "stamped",
]
