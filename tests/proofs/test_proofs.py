"""Other people's proofs: valid, invalid, absent; absence is normal and location never shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.films import moving_square, write_film

from secondtake import proofs
from secondtake.errors import PluginUnavailable, Unreadable
from secondtake.workbench import open_bench

c2pa = pytest.importorskip("c2pa")
x509 = pytest.importorskip("cryptography.x509")

from cryptography.hazmat.primitives import hashes, serialization  # noqa: E402
from cryptography.hazmat.primitives.asymmetric import ec  # noqa: E402

DIGEST = "ab" * 32


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_film(tmp_path_factory.mktemp("plain") / "film.mp4", moving_square(1, 10))


@pytest.fixture(scope="module")
def signed(plain: Path) -> Path:
    """The film with content credentials by an authority of our own."""
    chain, key = _signer()
    signer = c2pa.Signer.from_info(c2pa.C2paSignerInfo(b"es256", chain, key, None))
    action = {"action": "c2pa.created", "digitalSourceType": "http://cv.iptc.org/x"}
    told = {
        "claim_generator_info": [{"name": "A camera", "version": "1"}],
        "assertions": [{"label": "c2pa.actions", "data": {"actions": [action]}}],
    }
    path = plain.with_name("signed.mp4")
    with plain.open("rb") as source, path.open("w+b") as out:
        c2pa.Builder(told).sign(signer, "video/mp4", source, out)
    return path


def _signer() -> tuple[bytes, bytes]:
    top, leaf = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    now = datetime.now(UTC)

    def certificate(name: str, public: object, *, root: bool) -> bytes:
        def called(text: str) -> object:
            return x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, text)])

        use = dict.fromkeys(
            ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement"), False
        )
        use |= {"key_cert_sign": root, "crl_sign": root, "digital_signature": not root}
        made = (
            x509.CertificateBuilder()
            .subject_name(called(name))
            .issuer_name(called("Camera makers"))
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=9))
            .add_extension(x509.BasicConstraints(ca=root, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(top.public_key()), critical=False
            )
            .add_extension(
                x509.KeyUsage(**use, encipher_only=False, decipher_only=False), critical=True
            )
        )
        if not root:
            mail = x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.EMAIL_PROTECTION])
            made = made.add_extension(mail, critical=False)
        return made.sign(top, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)

    own = certificate("A newsroom", leaf.public_key(), root=False)
    key = leaf.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return own + certificate("Camera makers", top.public_key(), root=True), key


def test_credentials_that_hold_are_valid_and_name_their_signer(signed: Path) -> None:
    found = proofs.credentials(signed, "video/mp4", DIGEST)

    assert found.state == "valid"
    assert any("A camera" in note for note in found.notes)
    assert "No authority known here vouches for the signer's certificate." in found.notes


def test_a_film_without_credentials_is_absent_and_no_reproach(plain: Path) -> None:
    found = proofs.credentials(plain, "video/mp4", DIGEST)

    assert (found.state, found.notes) == ("absent", ())


def test_a_film_changed_after_signing_is_invalid(signed: Path, tmp_path: Path) -> None:
    data = bytearray(signed.read_bytes())
    data[data.rindex(b"mdat") + 60] ^= 1
    changed = tmp_path / "changed.mp4"
    changed.write_bytes(data)

    found = proofs.credentials(changed, "video/mp4", DIGEST)
    assert found.state == "invalid"
    assert any("mismatch" in note for note in found.notes)


@pytest.mark.parametrize(
    "spoil", [lambda d: d[: len(d) // 3], lambda d: d.replace(b"jumb", b"jomb"), lambda _: b""]
)
def test_broken_credentials_never_pass(
    signed: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(spoil(signed.read_bytes()))
    try:
        state = proofs.credentials(broken, "video/mp4", DIGEST).state
    except Unreadable:
        state = "could not look"

    assert state != "valid"


def test_without_the_extra_the_way_to_it_is_told(
    plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secondtake.proofs.manifest.installed", lambda: False)

    with pytest.raises(PluginUnavailable) as told:
        proofs.credentials(plain, "video/mp4", DIGEST)
    assert "secondtake[proofs]" in told.value.advice


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.proof.csv", f"File Hash SHA256,Location.Latitude\n{DIGEST},48.1\n"),
        ("a.proof.json", json.dumps({"File Hash SHA256": DIGEST.upper(), "Notes": "x"})),
        ("a.proof.json", json.dumps([{"File Hash SHA256": DIGEST}])),
    ],
)
def test_a_sidecar_gives_its_digest_and_nothing_else(name: str, data: str) -> None:
    assert proofs.sidecar(name, data.encode()) == proofs.Sidecar(name=name, digest=DIGEST)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.proof.csv", b"\xff\xfe"),
        ("a.proof.json", b"[[1]]"),
        ("a.proof.json", b"{"),
        ("a.proof.csv", b"File Hash SHA256\nshort\n"),
        ("a.csv", f"File Hash SHA256\n{DIGEST}\n".encode()),
    ],
)
def test_what_is_no_sidecar_is_none(name: str, data: bytes) -> None:
    assert proofs.sidecar(name, data) is None


def test_a_sidecar_is_held_against_the_films() -> None:
    ours = proofs.Sidecar(name="film.proof.csv", digest=DIGEST)
    other = proofs.Sidecar(name="film.proof.json", digest="cd" * 32)
    strange = proofs.Sidecar(name="tree.proof.json", digest="cd" * 32)
    found = proofs.sidecars([ours, other, strange], {DIGEST: "film.mp4"})

    assert [p.state for p in found] == ["not checked", "invalid"]
    assert "No PGP signature" in found[1].notes[1]


@pytest.mark.parametrize(
    ("change", "state", "words"),
    [
        (lambda data, sig, keys: (data, sig, keys), "valid", "whose key that is"),
        (lambda data, sig, keys: (data + b" ", sig, keys), "invalid", "does not verify"),
        (lambda data, sig, keys: (data, b"-----BEGIN", keys), "invalid", "is not a PGP signature"),
        (lambda data, sig, keys: (data, sig, []), "not checked", "no key"),
        (lambda data, sig, keys: (data, sig, [b"x"]), "not checked", "cannot be read"),
    ],
)
def test_a_pgp_signature_is_worth_what_the_key_beside_it_says(
    change: Callable[..., tuple[bytes, bytes, list[bytes]]], state: str, words: str
) -> None:
    pgp = pytest.importorskip("pysequoia")
    maker = pgp.Tsk.generate("a phone")
    data = b"File Hash SHA256\n"
    signature = pgp.sign(maker.signer(), data, mode=pgp.SignatureMode.DETACHED)
    given = change(data, signature, [bytes(maker.extract_certificate())])
    found = proofs.checked(*given)

    assert (found[0], words in found[1]) == (state, True)


@pytest.mark.slow
def test_a_signed_proof_beside_its_film_is_valid(plain: Path, tmp_path: Path) -> None:
    pgp = pytest.importorskip("pysequoia")
    (tmp_path / "films").mkdir()
    film = tmp_path / "films" / "film.mp4"
    film.write_bytes(plain.read_bytes())
    digest = hashlib.sha256(film.read_bytes()).hexdigest()
    proof = f"File Hash SHA256,Location.Latitude\n{digest},48.137154\n".encode()
    maker = pgp.Tsk.generate("a phone")
    files = {
        "film.proof.csv": proof,
        "film.proof.csv.asc": pgp.sign(maker.signer(), proof, mode=pgp.SignatureMode.DETACHED),
        "pubkey.asc": bytes(maker.extract_certificate()),
    }
    for name, data in files.items():
        (tmp_path / "films" / name).write_bytes(data)
    with open_bench(tmp_path / "case") as bench:
        bench.keep(tmp_path / "films")
        bench.watch()
        told = [p for p in bench.report().proofs if p.kind == "ProofMode"]

    assert [p.state for p in told] == ["valid"]


@pytest.mark.slow
def test_the_report_shows_them_apart_from_what_was_decoded(signed: Path, tmp_path: Path) -> None:
    (tmp_path / "films").mkdir()
    film = tmp_path / "films" / "signed.mp4"
    film.write_bytes(signed.read_bytes())
    (tmp_path / "films" / "signed.proof.csv").write_text(
        f"File Hash SHA256,Location.Latitude\n{DIGEST},48.137154\n"
    )
    with open_bench(tmp_path / "case") as bench:
        bench.keep(tmp_path / "films")
        bench.watch()
        report = bench.report()
    page = (tmp_path / "case" / "report.html").read_text()

    assert [p.state for p in report.proofs] == ["valid", "invalid"]
    assert "Content credentials (C2PA)" in page
    assert "48.137154" not in page
