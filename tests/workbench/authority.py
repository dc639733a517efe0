"""A time stamping authority of our own on 127.0.0.1: certificates, answers, and a server."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

cms = pytest.importorskip("asn1crypto.cms")
core = pytest.importorskip("asn1crypto.core")
tsp = pytest.importorskip("asn1crypto.tsp")
der = pytest.importorskip("asn1crypto.x509")
x509 = pytest.importorskip("cryptography.x509")
pytest.importorskip("rfc3161_client")

from cryptography.hazmat.primitives import hashes, serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec  # noqa: E402

__all__ = ["Authority", "serving", "trusting"]


@dataclass
class Authority:
    """A root certificate, and a key it vouches for; ``late`` is added to the time it states."""

    name: str
    late: timedelta = timedelta()
    refuses: bool = False
    asked: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        top, self._key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        root = self._certificate(f"{self.name} root", top.public_key(), top, of_authority=True)
        self._leaf = self._certificate(self.name, self._key.public_key(), top, of_authority=False)
        self.root = root.public_bytes(serialization.Encoding.PEM)

    def answer(self, request: bytes) -> bytes:
        """The response to a request, both in DER."""
        self.asked.append(request)
        asked = tsp.TimeStampReq.load(request)
        told = tsp.TSTInfo(
            {
                "version": "v1",
                "policy": "1.2.3.4",
                "message_imprint": asked["message_imprint"],
                "serial_number": secrets.randbits(60),
                "gen_time": (datetime.now(UTC) + self.late).replace(microsecond=0),
                "nonce": asked["nonce"],
            }
        ).dump()
        token = cms.ContentInfo({"content_type": "signed_data", "content": self._signed(told)})
        return bytes(
            tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token}).dump()
        )

    def _signed(self, told: bytes) -> object:
        leaf = der.Certificate.load(self._leaf.public_bytes(serialization.Encoding.DER))
        mark = tsp.ESSCertIDv2({"cert_hash": hashlib.sha256(leaf.dump()).digest()})
        attributes = cms.CMSAttributes(
            [
                {"type": "content_type", "values": ["tst_info"]},
                {"type": "message_digest", "values": [hashlib.sha256(told).digest()]},
                {
                    "type": "signing_certificate_v2",
                    "values": [tsp.SigningCertificateV2({"certs": [mark]})],
                },
            ]
        )
        signer = {"issuer": leaf.issuer, "serial_number": leaf.serial_number}
        return cms.SignedData(
            {
                "version": "v3",
                "digest_algorithms": [{"algorithm": "sha256"}],
                "encap_content_info": {
                    "content_type": "tst_info",
                    "content": core.ParsableOctetString(told),
                },
                "certificates": [leaf],
                "signer_infos": [
                    {
                        "version": "v1",
                        "sid": cms.SignerIdentifier({"issuer_and_serial_number": signer}),
                        "digest_algorithm": {"algorithm": "sha256"},
                        "signed_attrs": attributes,
                        "signature_algorithm": {"algorithm": "sha256_ecdsa"},
                        "signature": self._key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256())),
                    }
                ],
            }
        )

    def _certificate(self, name: str, key: object, top: object, *, of_authority: bool) -> object:
        def called(text: str) -> object:
            return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])

        now = datetime.now(UTC)
        made = (
            x509.CertificateBuilder()
            .subject_name(called(name))
            .issuer_name(called(f"{self.name} root"))
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=2))
            .not_valid_after(now + timedelta(days=2))
            .add_extension(x509.BasicConstraints(ca=of_authority, path_length=None), critical=True)
        )
        if not of_authority:
            purpose = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.TIME_STAMPING])
            made = made.add_extension(purpose, critical=True)
        return made.sign(top, hashes.SHA256())


@contextlib.contextmanager
def serving(authority: Authority) -> Iterator[str]:
    """The address at which the authority answers."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers["Content-Length"]))
            if authority.refuses:
                self.send_error(503)
                return
            person = authority.answer(request)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(person)))
            self.end_headers()
            self.wfile.write(person)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsr"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def trusting(folder: Path, *authorities: Authority) -> Path:
    """A file of the root certificates of authorities."""
    path = folder / "trusted.pem"
    path.write_bytes(b"".join(a.root for a in authorities))
    return path
