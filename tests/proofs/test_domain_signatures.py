"""Web archives signed with a domain's certificate: vouched for, not vouched for, and broken."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.films import moving_square, write_film
from tests.proofs.test_web_archives import WHOLE, dumped, written
from tests.workbench.authority import Authority

from secondtake import sealing
from secondtake.store import timestamp_tokens
from secondtake.workbench import open_bench

x509 = pytest.importorskip("cryptography.x509")

from cryptography.hazmat.primitives import hashes, serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa  # noqa: E402

DOMAIN = "archive.example"
TEXT = json.loads(WHOLE["datapackage-digest.json"])["hash"]


@dataclass
class Signer:
    """A root, and a certificate for a domain that it vouches for; ``ends``: days it has left."""

    key: Any
    ends: float = 5.0

    def __post_init__(self) -> None:
        top = ec.generate_private_key(ec.SECP256R1())
        named = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "A root")])
        own = x509.SubjectKeyIdentifier.from_public_key(top.public_key())
        root = (
            self._begun(named, named, top.public_key(), 90)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(usage(key_cert_sign=True), critical=True)
            .add_extension(own, critical=False)
            .sign(top, hashes.SHA256())
        )
        name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, DOMAIN)])
        leaf = (
            self._begun(name, named, self.key.public_key(), self.ends)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName(DOMAIN)]), critical=False)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(own), critical=False
            )
            .add_extension(
                x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
            )
            .sign(top, hashes.SHA256())
        )
        pem = serialization.Encoding.PEM
        self.chain = (leaf.public_bytes(pem) + root.public_bytes(pem)).decode()
        self.root = root.public_bytes(pem)

    @staticmethod
    def _begun(subject: Any, issuer: Any, key: Any, days: float) -> Any:
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=60))
            .not_valid_after(now + timedelta(days=days))
        )

    def signature(self) -> str:
        octets = (
            self.key.sign(TEXT.encode(), padding.PKCS1v15(), hashes.SHA256())
            if isinstance(self.key, rsa.RSAPrivateKey)
            else self.key.sign(TEXT.encode(), ec.ECDSA(hashes.SHA256()))
        )
        return base64.b64encode(octets).decode()


def usage(**given: bool) -> Any:
    parts = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement "
        "key_cert_sign crl_sign encipher_only decipher_only"
    )
    return x509.KeyUsage(**{name: given.get(name, False) for name in parts.split()})


def by_curve(ends: float = 5.0) -> Signer:
    return Signer(ec.generate_private_key(ec.SECP256R1()), ends)


def sealed(signer: Signer, authority: Authority) -> dict[str, str]:
    """What a signing server writes into an archive."""
    signature = signer.signature()
    request, _ = sealing.request(hashlib.sha256(signature.encode()).hexdigest())
    return {
        "hash": TEXT,
        "created": (datetime.now(UTC) + authority.late).isoformat(),
        "software": "a server",
        "signature": signature,
        "domain": DOMAIN,
        "domainCert": signer.chain,
        "timeSignature": base64.b64encode(authority.answer(request)).decode(),
        "timestampCert": authority.root.decode(),
    }


def checked(seal: dict[str, str], *roots: bytes, text: str = TEXT) -> sealing.ByDomain:
    return sealing.check_domain(
        text,
        signature=seal["signature"],
        domain=seal["domain"],
        chain=seal["domainCert"],
        token=seal["timeSignature"],
        created=seal["created"],
        roots=[der for root in roots for der in sealing.certificates(root)],
    )


def test_a_signature_that_others_vouch_for_has_nothing_against_it() -> None:
    authority = Authority("stamper")
    keys = (
        ec.generate_private_key(ec.SECP256R1()),
        rsa.generate_private_key(public_exponent=65537, key_size=2048),
    )
    for key in keys:
        signer = Signer(key)
        found = checked(sealed(signer, authority), signer.root, authority.root)

        assert (found.wrong, found.unvouched) == ((), ())
        assert found.at is not None


def test_a_certificate_is_judged_as_of_the_time_of_the_stamp() -> None:
    signer, authority = by_curve(ends=-1.0), Authority("stamper", late=timedelta(days=-1.5))

    found = checked(sealed(signer, authority), signer.root, authority.root)
    today = Authority("stamper")
    late = checked(sealed(signer, today), signer.root, today.root)

    assert (found.wrong, found.unvouched) == ((), ())
    assert "vouches for its certificate" in " ".join(late.unvouched)


def test_what_nobody_vouches_for_is_told_apart() -> None:
    signer, authority = by_curve(), Authority("stamper")
    seal = sealed(signer, authority)

    assert len(checked(seal).unvouched) == 2
    assert "timestamp is by an authority" in checked(seal, signer.root).unvouched[0]
    assert "certificate for archive.example" in checked(seal, authority.root).unvouched[0]
    assert checked(seal).wrong == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"signature": base64.b64encode(b"nothing").decode()}, "signature does not verify"),
        ({"signature": "?"}, "incomplete"),
        ({"domain": "other.example"}, "not one of other.example"),
        ({"created": "2020-01-01T00:00:00Z"}, "more than 10 minutes"),
        ({"timeSignature": base64.b64encode(b"no token").decode()}, "trusted timestamp"),
        ({"domainCert": "no certificate"}, "incomplete"),
    ],
)
def test_what_does_not_hold_is_named(change: dict[str, str], words: str) -> None:
    signer, authority = by_curve(), Authority("stamper")
    found = checked({**sealed(signer, authority), **change}, signer.root, authority.root)

    assert words in " ".join(found.wrong)


def test_a_stamp_of_another_signature_does_not_hold() -> None:
    signer, authority = by_curve(), Authority("stamper")
    one, other = sealed(signer, authority), sealed(signer, authority)

    assert (
        "is for another hash"
        in checked(
            {**one, "timeSignature": other["timeSignature"]}, signer.root, authority.root
        ).wrong[0]
    )
    assert "does not verify" in checked(one, signer.root, text="sha256:0").wrong[0]


@pytest.mark.slow
@pytest.mark.parametrize(("trust", "state"), [(True, "valid"), (False, "not checked")])
def test_the_report_says_which_domain_signed(trust: bool, state: str, tmp_path: Path) -> None:
    signer, authority = by_curve(), Authority("stamper")
    write_film(tmp_path / "film.mp4", moving_square(1, 3))
    seal = {**json.loads(WHOLE["datapackage-digest.json"]), "signedData": sealed(signer, authority)}
    written(tmp_path / "page.wacz", {**WHOLE, "datapackage-digest.json": dumped(seal)})
    with open_bench(tmp_path / "case") as bench:
        bench.keep(tmp_path / "film.mp4", tmp_path / "page.wacz")
        if trust:
            folder = tmp_path / "case" / timestamp_tokens.FOLDER
            folder.mkdir(exist_ok=True)
            (folder / timestamp_tokens.TRUSTED).write_bytes(signer.root + authority.root)
        told = [p for p in bench.report().proofs if p.kind == "WACZ"]

    assert [p.state for p in told] == [state]
    assert "certificate of archive.example, and timestamped at" in told[0].notes[0]
